"""Readers' pages speak eight languages, each at its own address, wholly and rightly."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.test import Client
from django.utils import translation

from claims import cldr
from claims.figures import Figure
from claims.partial_dates import PartialDate
from scripts import messages
from tests import make

PLACES = re.compile(r"%\((\w+)\)[sd]|%%|<[^>]+>")


@pytest.fixture(scope="module")
def phrases() -> Catalog:
    return messages.phrases()


def said(message: Any) -> Iterator[str]:
    yield from message.string if isinstance(message.string, tuple | list) else [message.string]


@pytest.mark.parametrize("language", messages.LANGUAGES)
class TestCatalogue:
    def test_it_has_a_translation_of_every_phrase(self, language: str, phrases: Catalog) -> None:
        catalog = messages.read(language)

        missing = [message.id for message in phrases if message.id and catalog.get(message.id, message.context) is None]

        assert not missing, "run make messages"
        assert not messages.untranslated(catalog)

    def test_a_translation_keeps_the_places_and_tags_of_the_phrase(self, language: str) -> None:
        for message in messages.read(language):
            if not message.id:
                continue
            wanted = [message.id] if isinstance(message.id, str) else message.id
            known = set(chain.from_iterable(places(phrase) for phrase in wanted))
            for phrase in said(message):
                assert places(phrase) <= known, message.id
            assert places(list(said(message))[-1]) == places(wanted[-1]), message.id

    def test_what_the_pages_read_is_what_was_translated(self, language: str) -> None:
        path = messages.catalogue(language)

        assert path.with_suffix(".mo").read_bytes() == messages.compiled(messages.read(language)), "run make messages"


def places(phrase: str) -> set[str]:
    """The places of a phrase that are filled in, and its tags."""
    return {match[0] for match in PLACES.finditer(phrase)}


@pytest.mark.django_db
class TestAddress:
    def test_the_prefix_names_the_language(self, client: Client) -> None:
        page = client.get("/ar/").content.decode()

        assert '<html lang="ar" dir="rtl">' in page

    def test_without_a_prefix_the_house_speaks_its_own_whatever_the_browser_asks_for(self, client: Client) -> None:
        answer = client.get("/", headers={"accept-language": "es"})

        assert '<html lang="en" dir="ltr">' in answer.content.decode()
        assert answer["Content-Language"] == "en"
        assert "Accept-Language" not in answer["Vary"]

    def test_the_house_s_own_language_has_no_second_address(self, client: Client) -> None:
        assert client.get("/en/").status_code == 404

    def test_a_language_that_the_site_does_not_speak_has_none(self, client: Client) -> None:
        assert client.get("/tlh/").status_code == 404

    def test_links_on_a_page_stay_in_its_language(self, client: Client) -> None:
        claim = make.published()

        assert f'href="/es/claims/{claim.slug}/"' in client.get("/es/").content.decode()

    def test_a_page_names_its_twins(self, client: Client) -> None:
        page = client.get("/es/search/").content.decode()

        twins = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]+)"', page))
        assert twins["x-default"] == twins["en"] == "/search/"
        assert twins["es"] == "/es/search/"
        assert set(twins) == {"x-default", "en", *messages.LANGUAGES}


class TestWords:
    @pytest.mark.parametrize(
        ("language", "day", "month"),
        [
            ("en", "30 March 2023", "March 2023"),
            ("es", "30 de marzo de 2023", "marzo de 2023"),
            ("de", "30. März 2023", "März 2023"),
            ("ru", "30 марта 2023\u202fг.", "март 2023\u202fг."),
            ("az", "30 mart 2023", "mart 2023"),
            ("he", "30 במרץ 2023", "מרץ 2023"),
            ("ar", "30 مارس 2023", "مارس 2023"),
        ],
    )
    def test_a_date_is_written_as_the_language_writes_it(self, language: str, day: str, month: str) -> None:
        with translation.override(language):
            assert PartialDate.parse("2023-03-30").humanize().replace("\u200f", "").replace("\xa0", "\u202f") == day
            assert PartialDate.parse("2023-03").humanize().replace("\u200f", "").replace("\xa0", "\u202f") == month

    @pytest.mark.parametrize(
        ("language", "written"), [("en", "1,234.5"), ("de", "1.234,5"), ("fr", "1\u202f234,5"), ("ar", "1,234.5")]
    )
    def test_a_number_has_the_language_s_signs_and_european_digits(self, language: str, written: str) -> None:
        with translation.override(language):
            assert written in Figure.from_json({"value": 1234.5}).words()

    @pytest.mark.parametrize(
        ("language", "written"), [("en", "a, b and c"), ("es", "a, b y c"), ("he", "a, b וc"), ("ru", "a, b и c")]
    )
    def test_a_list_is_joined_as_the_language_joins_it(self, language: str, written: str) -> None:
        with translation.override(language):
            assert cldr.listed(["a", "b", "c"]) == written
