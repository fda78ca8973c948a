"""A text as paragraphs and headings."""

from hypothesis import given
from hypothesis import strategies as st

from claims.formats.passages import around, passages


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(text[passage.start : passage.end], passage.kind) for passage in passages(text, title)]


class TestPassages:
    def test_empty_lines_set_paragraphs_apart(self) -> None:
        text = "  One\nstill one. \n \t\n\n\nTwo.\n"

        assert kinds(text) == [("One\nstill one.", "text"), ("Two.", "text")]

    def test_the_first_is_the_title_if_it_reads_like_it(self) -> None:
        text = "Baku’s  oil\n\nIt flows."

        assert kinds(text, "Baku's oil")[0][1] == "title"
        assert kinds(text, "Another")[0][1] == "text"

    def test_a_short_line_before_a_longer_one_is_a_heading(self) -> None:
        long = "It was a meeting of two ministers in Jerusalem."

        assert kinds(f"The meeting\n\n{long}")[0][1] == "heading"
        assert kinds(f"He left.\n\n{long}")[0][1] == "text"
        assert kinds(f"{long}\n\nThe end") == [(long, "text"), ("The end", "text")]

    def test_nothing_has_no_paragraphs(self) -> None:
        assert kinds("") == kinds(" \n\n ") == []

    @given(st.text(alphabet=" \n\tab.é😀\u2028", max_size=80))
    def test_no_letter_is_lost_or_told_twice(self, text: str) -> None:
        found = passages(text)

        shown = "".join(text[passage.start : passage.end] for passage in found)
        assert "".join(shown.split()) == "".join(text.split())


class TestAround:
    def test_it_shows_whole_words_of_the_quotes_own_paragraph(self) -> None:
        quote = {
            "exact": "oil",
            "prefix": "urity in Israel is built upon a ",
            "suffix": ".\n\nThe meeting\n\nIt was not surpr",
        }

        assert around(quote) == {"before": "…\u00a0in Israel is built upon a ", "exact": "oil", "after": "."}

    def test_a_quote_at_the_edge_has_no_dots(self) -> None:
        assert around({"exact": "All", "prefix": "", "suffix": " of it."}) == {
            "before": "",
            "exact": "All",
            "after": " of it.",
        }
