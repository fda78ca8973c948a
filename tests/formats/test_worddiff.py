"""Two wordings word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.worddiff import CUT, NOW, SAME, WAS, Piece, pieces, shortened, words


def told(was: str, now: str) -> str:
    """The pieces in one line: [-was-]{+now+}."""
    marks = {SAME: "{}", WAS: "[-{}-]", NOW: "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces(was, now))


class TestPieces:
    @pytest.mark.parametrize(
        ("was", "now", "expected"),
        [
            ("Crime has tripled.", "Crime has doubled.", "Crime has [-tripled-]{+doubled+}."),
            ("It fell.", "It fell in 2019.", "It fell{+ in 2019+}."),
            ("It really fell.", "It fell.", "It [-really -]fell."),
            ("Same.", "Same.", "Same."),
            ("", "New.", "{+New.+}"),
            ("Old.", "", "[-Old.-]"),
            ("It fell.", "It fell. It rose.", "It fell.{+ It rose.+}"),
            ("It fell. It rose.", "It fell.", "It fell.[- It rose.-]"),
            ("one two three", "uno dos three", "[-one two-]{+uno dos+} three"),
            ("It's 1,000.5 km", "It’s 1,000.6 km", "[-It's 1,000.5-]{+It’s 1,000.6+} km"),
            ("犯罪增加三倍。", "犯罪增加两倍。", "犯罪增加[-三-]{+两+}倍。"),
            ("ราคาน้ำมัน", "ราคาน้ำตาล", "ราคาน้ำ[-มัน-]{+ตาล+}"),
            ("अपराध बढ़ा है", "अपराध घटा है", "अपराध [-बढ़ा-]{+घटा+} है"),
            ("زادت الجريمة", "قلت الجريمة", "[-زادت-]{+قلت+} الجريمة"),
            ("a b", "a  b", "a[- -]{+  +}b"),
        ],
    )
    def test_they_tell_what_was_replaced(self, was: str, now: str, expected: str) -> None:
        assert told(was, now) == expected

    @given(st.text("ab .\n漢e\u0301", max_size=60), st.text("ab .\n漢e\u0301", max_size=60))
    def test_joined_they_are_the_two_wordings(self, was: str, now: str) -> None:
        found = pieces(was, now)

        assert "".join(piece.text for piece in found if piece.kind != NOW) == was
        assert "".join(piece.text for piece in found if piece.kind != WAS) == now

    def test_full_stops_one_after_another_are_moved_once(self) -> None:
        was, now = "a..a", "a.\u0301."

        found = pieces(was, now)

        assert "".join(piece.text for piece in found if piece.kind != NOW) == was
        assert "".join(piece.text for piece in found if piece.kind != WAS) == now

    def test_a_long_text_is_compared_by_its_words_where_it_changed(self) -> None:
        sentences = [f"The figure for {year} is that of the office, and it rose again." for year in range(1600, 1900)]
        changed = sentences.copy()
        changed[10] = changed[10].replace("rose", "fell")
        changed[250] = changed[250].replace("office", "ministry")

        found = pieces(" ".join(sentences), " ".join(changed))

        assert [piece.text for piece in found if piece.kind != SAME] == ["rose", "fell", "office", "ministry"]

    HOSTILE = {
        "interleaved": ("".join(f"{i} x{i} " for i in range(2500)), "".join(f"{i} y{i} " for i in range(2500))),
        "one word": ("q " * 10_000, "".join(f"q u{i} " for i in range(2500))),
        "apart": ("".join(f"q v{i} " for i in range(2500)), "".join(f"q u{i} " for i in range(2500))),
        "sentences": ("".join(f"q. v{i}. " for i in range(2000)), "".join(f"q. u{i}. " for i in range(2000))),
        "signs": ("?!" * 10_000, "!?!" * 6_666),
        "no spaces": ("漢字" * 10_000, "字漢漢" * 6_666),
        "marks": ("e" + "\u0301" * 19_999, "e" + "\u0301" * 19_998),
        "spaces": (" \n" * 10_000, "\n  " * 6_666),
    }

    @pytest.mark.parametrize("name", HOSTILE)
    def test_no_text_holds_them_up(self, name: str) -> None:
        was, now = self.HOSTILE[name]
        begun = time.process_time()

        found = pieces(was, now)

        assert time.process_time() - begun < 3
        assert "".join(piece.text for piece in found if piece.kind != NOW) == was
        assert "".join(piece.text for piece in found if piece.kind != WAS) == now


class TestWords:
    def test_a_mark_stays_with_its_letter(self) -> None:
        assert words("e\u0301te\u0301 का") == ["e\u0301te\u0301", " ", "का"]

    def test_a_family_of_signs_stays_together(self) -> None:
        assert words("👩\u200d") == ["👩\u200d"]


class TestShortened:
    def test_what_did_not_change_is_left_out_with_a_mark(self) -> None:
        long = "It is so and so. " * 100

        kept = shortened(pieces(f"{long}It fell. {long}", f"{long}It rose. {long}"))

        assert [piece.kind for piece in kept] == [SAME, WAS, NOW, SAME]
        assert kept[0].text.startswith(CUT)
        assert kept[-1].text.endswith(CUT)
        assert sum(len(piece.text) for piece in kept) < 400

    def test_a_short_text_stays_whole(self) -> None:
        assert shortened(pieces("It fell.", "It rose.")) == pieces("It fell.", "It rose.")

    def test_no_change_is_longer_than_a_reader_reads(self) -> None:
        kept = shortened(pieces("old " * 5000, "new " * 5000))

        assert sum(len(piece.text) for piece in kept) < 1500
        assert all(piece.text.endswith(CUT) for piece in kept[:2])

    def test_of_many_changes_the_first_are_kept(self) -> None:
        was = " ".join(f"same{i} was{i}" for i in range(900))

        kept = shortened(pieces(was, was.replace(" was", " now")))

        assert kept[-1] == Piece(SAME, CUT)
        assert sum(len(piece.text) for piece in kept) < 3000


class TestShown:
    def test_a_space_that_changed_can_be_seen(self) -> None:
        assert [piece.shown for piece in pieces("a b", "a  b")] == ["a", "␣", "␣␣", "b"]
