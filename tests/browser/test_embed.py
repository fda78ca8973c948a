"""A page of somebody else shows a check: in a frame and by the component, narrow and wide, by day and by night."""

import functools
import http.server
import json
import re
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .axe import faults
from .conftest import Visitor

pytestmark = pytest.mark.browser

CLAIM = "/claims/more-than-6000-soldiers-from-both-sides-were-killed-in-the/"
SOLDIERS = "6,000 soldiers from both sides"
ARTICLE = "/articles/israel-and-azerbaijan-tout-strategic-ties-ahead-of-embassy/"
WIDTHS = (200, 400, 800)
PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(23, 22, 18)"}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A blog</title><link rel="icon" href="data:,">
<script type="module" src="{demo}/static/claims/embed.js"></script><body>{body}</body></html>"""

Publish = Callable[[str], str]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path, demo: str) -> Iterator[Publish]:
    """Put a page on another site; its address."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def publish(body: str) -> str:
            (tmp_path / "index.html").write_text(PAGE.format(demo=demo, body=body))
            return f"http://127.0.0.1:{server.server_port}/"

        yield publish
        server.shutdown()


def cards(demo: str, theme: str) -> str:
    """Each width as a frame and as a component."""
    query = f"?theme={theme}"
    return "".join(
        f'<div style="width: {width}px">'
        f'<iframe src="{demo}{CLAIM}embed/{query}" title="A check" width="100%" height="470" frameborder="0"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
        f'<fact-check-card theme="{theme}" claim="{demo}{CLAIM}"><a href="{demo}{CLAIM}">A check</a></fact-check-card>'
        "</div>"
        for width in WIDTHS
    )


def as_wordpress_has_it(address: str, demo: str) -> str:
    """What WordPress makes of an answer: the frame alone, few of its attributes, its own sandbox and a secret."""
    asked = urllib.parse.urlencode({"url": address, "maxwidth": 500, "maxheight": 750})
    with urllib.request.urlopen(f"{demo}/oembed?{asked}") as answer:
        html = json.load(answer)["html"]
    kept = " ".join(re.findall(r'\b(?:width|height|frameborder|title)="[^"]*"', html))
    source = re.findall(r'src="([^"]*)"', html)[0]
    return (
        '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"'
        f' src="{source}#?secret=Xx0Yy1Zz2W" data-secret="Xx0Yy1Zz2W" {kept}></iframe>'
    )


def complaints_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda line: found.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("requestfailed", lambda request: found.append(f"{request.url}: {request.failure}"))
    return found


class TestOnAnotherSite:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_it_stands_in_a_frame_and_in_the_component(
        self, visit: Visitor, demo: str, elsewhere: Publish, theme: str
    ) -> None:
        page = visit("about:blank")
        complaints = complaints_of(page)

        page.goto(elsewhere(cards(demo, theme)))

        frames = page.locator("iframe")
        expect(frames).to_have_count(2 * len(WIDTHS))
        for number in range(2 * len(WIDTHS)):
            frames.nth(number).scroll_into_view_if_needed()
            inside = frames.nth(number).content_frame
            expect(inside.get_by_role("heading")).to_contain_text(SOLDIERS)
            body = inside.locator("body")
            expect(body).to_have_css("background-color", PAPER[theme])
            assert body.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert body.evaluate("document.fonts.ready.then(fonts => [...fonts].some(f => f.status == 'loaded'))")
        assert complaints == []

    def test_the_component_is_tall_enough_and_named_by_its_own_words(
        self, visit: Visitor, demo: str, elsewhere: Publish
    ) -> None:
        page = visit(elsewhere(cards(demo, "light")))

        for number in range(len(WIDTHS)):
            frame = page.locator("fact-check-card iframe").nth(number)
            frame.scroll_into_view_if_needed()
            expect(frame).to_have_attribute("title", "A check")
            expect(frame.content_frame.get_by_role("link")).to_be_in_viewport()
            body = frame.content_frame.locator("body")
            assert body.evaluate("document.documentElement.scrollHeight <= innerHeight")

    def test_where_the_address_is_none_the_component_leaves_the_words(self, visit: Visitor, elsewhere: Publish) -> None:
        page = visit(
            elsewhere('<fact-check-card claim="javascript:alert(1)"><a href="#">A check</a></fact-check-card>')
        )

        expect(page.get_by_role("link", name="A check")).to_be_visible()
        expect(page.locator("iframe")).to_have_count(0)


class TestInWordPress:
    def test_the_frame_of_an_answer_shows_the_check_and_the_article(
        self, visit: Visitor, demo: str, elsewhere: Publish
    ) -> None:
        page = visit("about:blank")
        complaints = complaints_of(page)
        frames = [as_wordpress_has_it(f"{demo}{path}", demo) for path in (CLAIM, ARTICLE)]

        page.goto(elsewhere("".join(frames)))

        for number, heading in enumerate((SOLDIERS, "Azerbaijan")):
            frame = page.locator("iframe").nth(number)
            inside = frame.content_frame
            expect(inside.get_by_role("heading").first).to_contain_text(heading)
            expect(inside.get_by_role("link")).to_be_in_viewport()
            body = inside.locator("body")
            assert body.evaluate("document.fonts.ready.then(fonts => [...fonts].some(f => f.status == 'loaded'))")
            assert body.evaluate("getComputedStyle(document.querySelector('main')).display") == "flex"
        assert complaints == []


class TestEmbeddedCheck:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_a_reader_finds_no_fault(self, visit: Visitor, theme: str) -> None:
        page = visit(f"{CLAIM}embed/?theme={theme}")

        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 600})
            assert faults(page) == [], width

    def test_it_follows_a_correction(self, visit: Visitor) -> None:
        after, note = "Between 6,600 and 6,800 by the counts of both sides.", "The counts stand in the summary now."
        expect(visit(f"{CLAIM}embed/").locator("main")).not_to_contain_text(after)
        writer = visit("/admin/claims/claim/?q=6%2C000+soldiers", as_="writer")
        writer.get_by_role("link", name=SOLDIERS).first.click()
        writer.get_by_label("Summary").fill(after)
        writer.get_by_role("button", name="Save", exact=True).click()
        editor = visit("/admin/claims/claim/?q=6%2C000+soldiers", as_="editor")
        editor.get_by_role("link", name=SOLDIERS).first.click()
        editor.get_by_label("Factual correction").check()
        editor.get_by_label("What changed and why, for readers").fill(note)

        editor.get_by_role("button", name=re.compile("correction")).click()

        expect(editor.locator("body")).to_contain_text("Readers see exactly what the desk holds")
        card = visit(f"{CLAIM}embed/").locator("main")
        for words in (after, "Corrected ", note):
            expect(card).to_contain_text(words)
