"""A reader opens the original of an article and chooses our bookmark: the verdicts stand beside the words."""

import functools
import html
import http.server
import json
import re
import threading
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .axe import faults
from .conftest import Visitor

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "sample"
DOSSIER = json.loads((SAMPLE / "dossier.json").read_text())
ORIGINAL = DOSSIER["article"]["url"]
ALL = "[data-fact-check=verdict]"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[str]:
    """The article on its publisher's site: in paragraphs, with other line breaks and words in tags of their own."""
    paragraphs = [html.escape(part) for part in (SAMPLE / "article.txt").read_text().split("\n\n")]
    words = "".join(f"<p>{part}</p>" for part in paragraphs)
    words = re.sub(r"(\d+%?)", r"<em>\1</em>", words).replace(" oil ", "\n   <b>oil</b> ")
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>The paper</title><link rel="icon" href="data:,">'
        f'<link rel="canonical" href="{html.escape(ORIGINAL)}"><main><h1>News</h1>{words}</main></html>'
    )
    (tmp_path / "index.html").write_text(page)
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def bookmark(page: Page, language: str = "") -> str:
    """The script of the bookmark that a page of the site offers."""
    page.goto(f"{language}/annotate/")
    address = page.locator(".bookmark a").get_attribute("href") or ""
    assert address.startswith("javascript:")
    return urllib.parse.unquote(address.removeprefix("javascript:"))


class TestTheBookmark:
    def test_a_verdict_appears_beside_each_quote_and_says_what_we_found(self, visit: Visitor, publisher: str) -> None:
        page = visit("/")
        script = bookmark(page)
        page.goto(publisher)

        page.evaluate(script)

        expect(page.locator(ALL)).to_have_count(len(DOSSIER["claims"]))
        quote = page.locator("mark", has_text="Embassy Opening in Tel Aviv")
        expect(quote.locator(f"+ {ALL}").get_by_role("button", name="True")).to_be_visible()
        button = page.locator(f"{ALL} button[aria-haspopup]").first
        button.focus()
        page.keyboard.press("Enter")
        finding = page.get_by_role("dialog").first
        expect(finding).to_be_visible()
        expect(finding.get_by_role("link", name="Read the whole check")).to_have_attribute(
            "href", re.compile(r"/claims/[\w-]+/$")
        )
        page.keyboard.press("Escape")
        expect(finding).to_be_hidden()
        expect(button).to_be_focused()

    def test_chosen_twice_it_marks_once_and_the_words_of_the_page_stay(self, visit: Visitor, publisher: str) -> None:
        page = visit("/")
        script = bookmark(page, "/de")
        page.goto(publisher)
        before = page.locator("main").inner_text()
        page.evaluate(script)
        expect(page.locator(ALL).first).to_be_visible()
        marked = page.locator(ALL).count()

        page.evaluate(script)

        expect(page.locator(ALL)).to_have_count(marked)
        assert page.locator("main").inner_text() == before
        page.locator(f"{ALL} button[aria-haspopup]").first.click()
        expect(page.get_by_role("dialog").first.get_by_role("button", name="Schließen")).to_be_visible()
        assert [fault for fault in faults(page) if "fact-check" in str(fault)] == []

    def test_on_a_page_without_checks_it_says_so(self, visit: Visitor, publisher: str) -> None:
        page = visit("/")
        script = bookmark(page)
        page.goto(f"{publisher}?another")
        page.evaluate("document.querySelector('link[rel=canonical]').remove()")

        page.evaluate(script)

        expect(page.get_by_role("status")).to_contain_text("No claim in this article is checked yet.")
