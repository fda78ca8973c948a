"""The page that offers our checks in the originals of articles."""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db

ORIGINAL = "https://paper.example/speech"
BOOKMARK = re.compile(r'class="bookmark"><a href="([^"]*)"')


def bookmark(client: Client, page: str = "/annotate/") -> str:
    return unescape(BOOKMARK.findall(html(client.get(page)))[0])


def told(address: str) -> dict[str, str]:
    """What a bookmark brings along to be said in the pages of others."""
    (said,) = re.findall(r"dataset\.words=(\".*\");document", unquote(address))
    return json.loads(json.loads(said))


class TestTheBookmark:
    def test_it_is_a_script_with_no_letter_that_could_end_it(self, client: Client, settings: Any) -> None:
        settings.SITE_NAME = """</a>'";\u2028${alert(1)}\\"""

        address = bookmark(client)

        assert re.fullmatch(r"javascript:[\w.~%-]+", address)
        assert told(address)["name"] == settings.SITE_NAME

    def test_it_leads_to_this_site_by_an_address_that_lasts(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://facts.example.org"

        script = unquote(bookmark(client))

        assert 'script.src="https://facts.example.org/static/claims/annotate.js"' in script

    def test_it_speaks_the_language_of_the_page(self, client: Client) -> None:
        said = told(bookmark(client, "/de/annotate/"))

        assert (said["language"], said["close"]) == ("de", "Schließen")


class TestByAddress:
    @pytest.mark.parametrize("given", [ORIGINAL, f"{ORIGINAL}/?utm_source=x#top", "http://paper.example/speech"])
    def test_it_leads_to_our_page_of_the_article_in_the_language_of_the_page(self, client: Client, given: str) -> None:
        version = make.article(url=ORIGINAL)
        make.published(version=version)

        answer = client.get("/de/annotate/", {"url": given})

        assert (answer.status_code, answer["Location"]) == (302, f"/de/articles/{version.article.slug}/")

    @pytest.mark.parametrize("builder", [make.claim_in_review, make.scheduled])
    def test_what_is_not_published_is_not_checked_yet(self, client: Client, builder: Any) -> None:
        builder(version=make.article(url=ORIGINAL))

        page = client.get("/annotate/", {"url": ORIGINAL})

        assert page.status_code == 200
        assert "No claim in this article is checked yet." in words(page)
        assert '<meta name="robots" content="noindex">' in html(page)

    @pytest.mark.parametrize("given", ['"><script>alert(1)</script>', "javascript:alert(1)", "http://[::1", "🙂"])
    def test_what_is_no_address_is_not_checked_either(self, client: Client, given: str) -> None:
        page = client.get("/annotate/", {"url": given})

        assert page.status_code == 200
        assert "<script>alert" not in html(page)

    @pytest.mark.parametrize("given", ["\x00", "https://a.example/" + "a" * 3000])
    def test_what_cannot_be_read_is_refused(self, client: Client, given: str) -> None:
        assert client.get("/annotate/", {"url": given}).status_code == 400

    def test_without_a_script_the_box_is_enough(self, client: Client) -> None:
        page = html(client.get("/annotate/"))

        assert '<form class="search-form" action="/annotate/">' in page
        assert "<script" not in page.partition("<main")[2]
