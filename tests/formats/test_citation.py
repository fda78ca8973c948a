"""How to cite a check."""

import re
from itertools import accumulate
from typing import Any

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.citation import citations

EVIL = r"50% of {R&D} cost $1_000 #1 ~ 2^3 \end | }} [[x]] <ref> ''it'' ~~~~"


def cited(
    statement: str = "Crime has tripled.",
    *,
    by: str = "Ada Lovelace",
    url: str = "https://facts.example.org/claims/crime/",
    language: str = "en",
) -> dict[str, str]:
    document: dict[str, Any] = {
        "claim": {"slug": "crime", "statement": statement, "language": language},
        "verdict": {"rating": {"label": "False"}},
        "record": {
            "first_published_at": "2026-04-03T10:00:00Z",
            "published_at": "2026-05-06T10:00:00Z",
            "written_by": {"name": by},
        },
    }
    return citations(document, url=url, site="The Desk | Facts")


class TestPlain:
    def test_it_names_who_what_where_and_both_days(self) -> None:
        assert cited()["plain"] == (
            "Ada Lovelace: “Crime has tripled.” – False. The Desk | Facts, 3 April 2026, as it read on 6 May 2026."
            " https://facts.example.org/claims/crime/"
        )

    def test_its_dates_are_in_the_readers_language(self) -> None:
        with translation.override("de"):
            assert "3. April 2026" in cited()["plain"]


class TestBibtex:
    def test_it_is_an_entry_with_the_day_of_what_was_read(self) -> None:
        assert cited()["bibtex"] == (
            "@misc{crime,\n"
            "  author = {{Ada Lovelace}},\n"
            "  title = {{“Crime has tripled.” – False}},\n"
            "  howpublished = {The Desk | Facts},\n"
            "  year = {2026},\n"
            "  month = apr,\n"
            "  url = {https://facts.example.org/claims/crime/},\n"
            "  urldate = {2026-05-06}\n"
            "}"
        )

    def test_its_special_characters_are_text(self) -> None:
        title = cited(EVIL)["bibtex"]

        assert (
            r"50\% of \textbraceleft{}R\&D\textbraceright{} cost \$1\_000 \#1 \textasciitilde{} 2\textasciicircum{}3"
            r" \textbackslash{}end" in title
        )

    def test_a_name_of_any_script_stays_whole(self) -> None:
        assert "author = {{יעל כהן and 王, 小明}}" in cited(by="יעל כהן and 王, 小明")["bibtex"]

    @given(st.text())
    def test_its_braces_always_balance(self, statement: str) -> None:
        depths = list(accumulate({"{": 1, "}": -1}.get(c, 0) for c in cited(statement)["bibtex"].removeprefix("@misc")))

        assert min(depths[:-1]) == 1
        assert depths[-1] == 0


class TestWikipedia:
    def test_it_is_the_template_for_a_page_of_the_web(self) -> None:
        assert cited(language="pt-BR")["wikipedia"] == (
            "{{cite web |author=Ada Lovelace |title=“Crime has tripled.” – False |website=The Desk &#124; Facts"
            " |date=2026-04-03 |language=pt |url=https://facts.example.org/claims/crime/ |access-date=2026-05-06}}"
        )

    @given(st.text() | st.just(EVIL))
    def test_nothing_that_was_written_ends_a_parameter_or_the_template(self, statement: str) -> None:
        template = cited(statement)["wikipedia"]

        inside = template.removeprefix("{{").removesuffix("}}")
        assert inside.count("|") == 7
        assert not re.search(r"[{}\[\]<>~]|''|__|[\r\n]", inside)

    def test_its_address_is_one(self) -> None:
        assert (
            "|url=https://a.example/%7Cb%7D%7D%5Bc%5D%27%27 |" in cited(url="https://a.example/|b}}[c]''")["wikipedia"]
        )
