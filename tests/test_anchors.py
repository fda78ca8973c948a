import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.anchors import (
    CONTEXT,
    QuoteAmbiguous,
    QuoteNotFound,
    Segment,
    anchor_at,
    find,
    segments,
)

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
FAMILY = "👩‍👩‍👧"
# Few characters, so that quotes repeat and touch: plain, composed, marks, right to left, astral.
alphabet = "ab é\u0301\u0323‘'“\"\n\u00a0אبَ👍🏽\u200d𝔘"
texts = st.text(alphabet, min_size=1, max_size=120)
words = st.text("aéẹ̀ößΩא한글'\"“’👍", max_size=5).map("b".__add__)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


class TestAnchorAt:
    def test_it_keeps_32_characters_on_each_side(self):
        text = "x" * 40 + "quote" + "y" * 40

        anchor = anchor_at(text, 40, 45)

        assert (anchor.exact, anchor.prefix, anchor.suffix) == (
            "quote",
            "x" * CONTEXT,
            "y" * CONTEXT,
        )

    def test_it_keeps_what_there_is_at_the_edges(self):
        text = "no oil" + "." * 80 + "no gas"

        assert anchor_at(text, 3, 6).prefix == "no "
        assert anchor_at(text, 86, 88).suffix == " gas"

    def test_it_counts_an_emoji_as_its_code_points(self):
        anchor = anchor_at(f"{FAMILY} oil", 6, 9)

        assert anchor.exact == "oil"

    @pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5), (4, 5)])
    def test_it_refuses_what_is_not_in_the_text(self, start, end):
        with pytest.raises(ValueError, match="no passage"):
            anchor_at("abcd", start, end)


class TestFind:
    @given(passages())
    def test_every_anchor_is_found_again_at_its_place(self, passage):
        text, start, end = passage
        anchor = anchor_at(text, start, end)

        found = find(text, anchor.exact, anchor.prefix, anchor.suffix, start=start)

        assert found == anchor

    @given(passages())
    def test_an_anchor_with_surroundings_of_its_own_needs_no_place(self, passage):
        text, start, end = passage
        anchor = anchor_at(text, start, end)
        known = anchor.prefix + anchor.exact + anchor.suffix
        assume(text.find(known) == text.rfind(known))

        assert find(text, anchor.exact, anchor.prefix, anchor.suffix) == anchor

    @given(passages(), texts, texts)
    def test_what_it_finds_stands_where_it_says(self, passage, prefix, suffix):
        text, start, end = passage

        try:
            found = find(text, text[start:end], prefix, suffix)
        except QuoteAmbiguous:
            assume(False)

        assert found == anchor_at(text, found.start, found.end)

    def test_the_prefix_chooses_between_several(self):
        assert find("gas or oil and no oil.", "oil", prefix="no ").start == 18

    def test_the_suffix_chooses_between_several(self):
        assert find("gas or oil and no oil, no oil.", "oil", suffix=", ").start == 18

    def test_one_side_suffices_where_the_other_has_changed(self):
        text = "gas or oil and no oil, no oil."

        assert find(text, "oil", prefix="some ", suffix=", ").start == 18

    def test_sides_that_point_to_different_places_do_not_choose(self):
        with pytest.raises(QuoteAmbiguous):
            find("no oil. All oil!", "oil", prefix="no ", suffix="!")

    def test_a_quote_that_stands_once_needs_no_surroundings(self):
        assert find("gas or oil", "oil", prefix="was elsewhere ", suffix=" then").start == 7

    def test_whole_surroundings_in_another_form_count_more_than_half_of_them(self):
        text = "“no” oil, 'no' oil."

        assert find(text, "oil", prefix='"no" ', suffix=",").start == 5

    def test_overlapping_places_are_several(self):
        with pytest.raises(QuoteAmbiguous, match="more than once"):
            find("banana", "ana")

    def test_its_place_decides_between_the_same_surroundings(self):
        assert find("oil oil oil oil", "oil", " ", " ", start=8).start == 8

    @pytest.mark.parametrize("start", [-1, 0, 7, 12, 99])
    def test_a_place_where_it_does_not_stand_decides_nothing(self, start):
        with pytest.raises(QuoteAmbiguous):
            find("oil oil oil oil", "oil", " ", " ", start=start)

    def test_surroundings_count_more_than_the_place(self):
        assert find("no oil, all oil", "oil", prefix="all ", start=3).start == 12

    @pytest.mark.parametrize("quote", ["", "  ", "coal", "OIL", "oil."])
    def test_it_says_that_a_quote_is_not_there(self, quote):
        with pytest.raises(QuoteNotFound, match="is not in the text"):
            find("gas or oil", quote)

    def test_it_does_not_repeat_a_long_quote(self):
        with pytest.raises(QuoteNotFound) as refusal:
            find("gas", "x" * 10_000)

        assert len(str(refusal.value)) < 250

    def test_a_repeated_letter_is_told_quickly(self):
        with pytest.raises(QuoteAmbiguous):
            find("a" * 50_000, "a" * 25_000)

    def test_each_quote_of_the_sample_has_its_place(self):
        text = (SAMPLE / "article.txt").read_text()
        claims = json.loads((SAMPLE / "dossier.json").read_text())["claims"]

        found = [find(text, claim["quote"], claim["prefix"], claim["suffix"]) for claim in claims]

        assert len({(anchor.start, anchor.end) for anchor in found}) == 36
        assert [anchor.prefix for anchor in found] == [claim["prefix"] for claim in claims]


class TestFindInAnotherForm:
    @pytest.mark.parametrize(
        ("text", "quote", "expected"),
        [
            ("He said\n\n  “no oil” then", 'said "no oil"', "said\n\n  “no oil”"),
            ("the country's oil", "country’s", "country's"),
            ("the country’s oil", "country's", "country’s"),
            ("30\u00a0% of oil", " 30 % ", "30\u00a0%"),
            ("au cafe\u0301 noir", "café", "cafe\u0301"),
            ("au café noir", "cafe\u0301", "café"),
            ("a\u0323\u0301b", "a\u0301\u0323b", "a\u0323\u0301b"),
            ("a\u0301\u0323b", "a\u0323\u0301b", "a\u0301\u0323b"),
            ("a\u0301\u0323 b", "a\u0323\u0301", "a\u0301\u0323"),
            ("서울 한국", "한국", "한국"),
            (f"{FAMILY}\t‘שלום עולם’!", "'שלום  עולם'", "‘שלום עולם’"),
        ],
    )
    def test_it_is_found_and_kept_as_the_text_has_it(self, text, quote, expected):
        found = find(text, quote)

        assert found.exact == expected == text[found.start : found.end]

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("un “grand” café", '"grand" cafe'),
            ("un “grand” cafe\u0301", '"grand" cafe'),
            ("café “noir”", '\u0301 "noir"'),
            ("“서울” 한국", '"서울" \u1112\u1161'),
            ("한 “서울”", '\u11ab "서울"'),
        ],
    )
    def test_no_letter_is_cut_in_two(self, text, quote):
        with pytest.raises(QuoteNotFound):
            find(text, quote)

    def test_the_literal_place_comes_first(self):
        assert find("It's. It’s.", "It's").start == 0

    def test_surroundings_may_have_another_form_too(self):
        text = "“no” oil, ‘all’ oil"

        assert find(text, "oil", prefix="'all'\n").start == 16

    @given(st.lists(words, min_size=3, max_size=12), st.data())
    def test_form_never_hides_a_quote(self, said, data):
        text = "“" + " ".join(said) + " once”"
        first = data.draw(st.integers(0, len(said) - 1))
        quote = " \n".join(said[first:]) + ' once"'

        found = find(text, unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), quote))

        assert found.end == len(text)


class TestSegments:
    def test_overlapping_spans_share_a_segment(self):
        assert segments([(2, 6, "a"), (4, 8, "b")], 10) == [
            Segment(0, 2, ()),
            Segment(2, 4, ("a",)),
            Segment(4, 6, ("a", "b")),
            Segment(6, 8, ("b",)),
            Segment(8, 10, ()),
        ]

    def test_a_span_may_lie_within_another(self):
        keys = [segment.keys for segment in segments([(0, 9, "outer"), (3, 6, "inner")], 9)]

        assert keys == [("outer",), ("outer", "inner"), ("outer",)]

    def test_keys_keep_the_order_of_their_spans(self):
        assert segments([(0, 4, "z"), (0, 4, "a")], 4) == [Segment(0, 4, ("z", "a"))]

    def test_spans_of_one_key_are_one_segment(self):
        assert segments([(0, 4, "a"), (2, 6, "a"), (6, 8, "a")], 8) == [Segment(0, 8, ("a",))]

    def test_any_key_will_do(self):
        assert segments([(0, 2, None)], 4) == [Segment(0, 2, (None,)), Segment(2, 4, ())]

    def test_what_lies_outside_is_cut_off(self):
        spans = [
            (-5, 2, "a"),
            (8, 99, "b"),
            (6, 4, "backwards"),
            (5, 5, "empty"),
            (20, 30, "after"),
        ]

        assert segments(spans, 10) == [
            Segment(0, 2, ("a",)),
            Segment(2, 8, ()),
            Segment(8, 10, ("b",)),
        ]

    def test_an_empty_text_has_none(self):
        assert segments([(0, 5, "a")], 0) == []

    @given(
        st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.integers(0, 4))),
        st.integers(0, 50),
    )
    def test_they_cover_the_text_without_gaps_and_name_every_span(self, spans, length):
        cut = segments(spans, length)

        covered = [place for segment in cut for place in range(segment.start, segment.end)]
        assert covered == list(range(length))
        for segment in cut:
            for place in range(segment.start, segment.end):
                over = {key for start, end, key in spans if start <= place < end}
                assert set(segment.keys) == over
                assert len(segment.keys) == len(over)
