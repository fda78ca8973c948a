"""What the readers' templates say."""

import pytest
from django.utils import translation

from claims.templatetags import reading


class TestPlace:
    def test_it_is_spoken_in_words(self) -> None:
        rated = {"label": "Half true", "position": 3}

        assert reading.spoken_verdict(rated, 5) == "Rated Half true, third of five"

    def test_a_long_scale_is_spoken_in_numbers(self) -> None:
        assert reading.place({"position": 11}, 12) == ", 11 of 12"

    def test_what_is_not_on_the_scale_has_none(self) -> None:
        assert reading.place({"position": None}, 5) == ""


class TestDates:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("2023", '<time datetime="2023">2023</time>'),
            ("2023-03", '<time datetime="2023-03">March 2023</time>'),
            ("2023-03-30", '<time datetime="2023-03-30">30 March 2023</time>'),
            ("", ""),
        ],
    )
    def test_a_date_says_no_more_than_is_known(self, text: str, shown: str) -> None:
        assert reading.partial_date(text) == shown

    def test_a_moment_is_told_in_our_time(self, settings) -> None:
        settings.TIME_ZONE = "Asia/Baku"

        assert "24 November 2026" in reading.moment("2026-11-23T21:00:00Z")
        assert "01:00" in reading.moment_to_the_minute("2026-11-23T21:00:00Z")


class TestLanguage:
    @pytest.mark.parametrize(
        ("language", "attributes"),
        [("az", 'lang="az" dir="ltr"'), ("fa", 'lang="fa" dir="rtl"'), ("", 'dir="auto"')],
    )
    def test_text_carries_its_language_and_direction(self, language: str, attributes: str) -> None:
        assert reading.in_language(language) == attributes

    @pytest.mark.parametrize(("language", "comma"), [("en", ", "), ("he", ", "), ("ar", "، ")])
    def test_facts_stand_apart_by_the_comma_of_the_page(self, language: str, comma: str) -> None:
        with translation.override(language):
            assert reading.comma() == comma


class TestCitations:
    def test_the_first_of_each_number_can_be_returned_to(self) -> None:
        cite = '<a class="cite" href="#evidence-5">[5]</a>'

        shown = reading.cites_to_return_to(f"<p>{cite} {cite}</p>")

        assert shown.count('id="cite-5"') == 1
        assert shown.count('href="#evidence-5"') == 2


class TestLabel:
    def test_it_is_the_newsrooms_word(self) -> None:
        assert reading.label("official statistics", "SourceKind") == "Official statistics"

    def test_an_unknown_value_speaks_for_itself(self) -> None:
        assert reading.label("tweet", "SourceKind") == "tweet"
