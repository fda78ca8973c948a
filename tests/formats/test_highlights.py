"""An article's text with its claims marked in place."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claims.formats.highlights import Highlighted, excerpts, highlights

TEXT = "News of the day\n\nCrime has tripled, she said. Taxes fell.\n\nThe week\n\nNothing else happened in it at all."


def card(key: str, start: int, end: int, *, text: str = TEXT, sha256: str = "now", **more: Any) -> dict[str, Any]:
    place = {
        "article": "a",
        "sha256": sha256,
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - 32) : start],
        "suffix": text[end : end + 32],
    }
    return {"id": key, "appearances": [place | more]}


def over(key: str, words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return card(key, start, start + len(words), **more)


def mark(*cards: dict[str, Any], text: str = TEXT, title: str = "") -> Highlighted:
    return highlights(text, title=title, article="a", sha256="now", cards=cards)


def marked(found: Highlighted) -> list[tuple[str, str]]:
    """Each marked stretch and the claim it leads to."""
    return [(piece.text, piece.card["id"]) for part in found.parts for piece in part.pieces if piece.card]


class TestHighlights:
    def test_a_claim_is_marked_where_it_stands(self) -> None:
        found = mark(over("c1", "Taxes fell"))

        assert marked(found) == [("Taxes fell", "c1")]
        assert [note.card["id"] for note in found.parts[1].notes] == ["c1"]

    def test_where_claims_overlap_the_shorter_one_is_led_to(self) -> None:
        found = mark(over("wide", "Crime has tripled, she said"), over("narrow", "tripled"))

        assert marked(found) == [("Crime has ", "wide"), ("tripled", "narrow"), (", she said", "wide")]
        shared = [piece.shared for part in found.parts for piece in part.pieces if piece.card]
        assert shared == [False, True, False]

    def test_of_two_claims_on_the_same_words_both_have_a_note(self) -> None:
        found = mark(over("c1", "Taxes fell"), over("c2", "Taxes fell"))

        assert len(marked(found)) == 1
        assert [note.card["id"] for note in found.parts[1].notes] == ["c1", "c2"]
        piece = next(piece for piece in found.parts[1].pieces if piece.card)
        assert [begun["id"] for begun in piece.begins] == ["c1", "c2"]
        assert [ended["id"] for ended in piece.ends] == ["c1", "c2"]

    def test_a_claim_over_two_paragraphs_has_one_note(self) -> None:
        found = mark(over("c1", "Taxes fell.\n\nThe week"))

        assert marked(found) == [("Taxes fell.", "c1"), ("The week", "c1")]
        assert [len(part.notes) for part in found.parts] == [0, 1, 0, 0]
        ends = [len(piece.ends) for part in found.parts for piece in part.pieces if piece.card]
        assert ends == [0, 1]

    def test_a_claim_said_twice_has_one_note_and_two_places(self) -> None:
        twice = over("c1", "Crime")
        twice["appearances"] += over("c1", "Nothing")["appearances"]

        found = mark(twice)

        assert marked(found) == [("Crime", "c1"), ("Nothing", "c1")]
        assert sum(len(part.notes) for part in found.parts) == 1

    def test_a_place_in_another_version_is_looked_for_by_its_words(self) -> None:
        elsewhere = over("c1", "Taxes fell", sha256="then")
        elsewhere["appearances"][0] |= {"start": 3, "end": 13}

        found = mark(elsewhere)

        assert marked(found) == [("Taxes fell", "c1")]

    def test_what_is_no_longer_there_is_told_apart(self) -> None:
        gone = over("c1", "Taxes fell", sha256="then", exact="Taxes rose")

        found = mark(gone, over("c2", "Crime"))

        assert [card["id"] for card in found.unplaced] == ["c1"]
        assert [card["id"] for card in found.placed] == ["c2"]

    def test_another_articles_places_are_left_out(self) -> None:
        assert not marked(mark(over("c1", "Taxes fell", article="b")))

    def test_the_claims_come_in_reading_order(self) -> None:
        found = mark(over("late", "Nothing"), over("early", "Crime"))

        assert [card["id"] for card in found.placed] == ["early", "late"]

    @given(st.lists(st.tuples(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5)), max_size=8))
    def test_the_text_is_never_changed(self, spans: list[tuple[int, int]]) -> None:
        cards = [card(f"c{number}", start, end) for number, (start, end) in enumerate(spans) if 0 <= start < end]

        found = mark(*cards)

        shown = [" ".join(piece.text for piece in part.pieces) for part in found.parts]
        assert "".join("".join(shown).split()) == "".join(TEXT.split())


class TestExcerpts:
    def test_only_the_quotes_and_the_words_beside_them_are_shown(self) -> None:
        found = excerpts("a", [over("late", "Nothing"), over("early", "Taxes fell")])

        assert [[piece.text for piece in part.pieces] for part in found.parts] == [
            ["Crime has tripled, she said. ", "Taxes fell", "."],
            ["", "Nothing", " else happened in it at all."],
        ]
        assert [card["id"] for card in found.placed] == ["early", "late"]

    def test_a_claim_said_twice_is_shown_where_it_is_first(self) -> None:
        twice = over("c1", "Nothing")
        twice["appearances"] += over("c1", "Crime")["appearances"]

        found = excerpts("a", [twice])

        assert [part.pieces[1].text for part in found.parts] == ["Crime"]
