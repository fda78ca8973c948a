"""Every page fits a phone and a desk, obeys the content security policy, and passes axe's rules."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import Visitor

pytestmark = pytest.mark.browser

ARTICLE = "/articles/israel-and-azerbaijan-tout-strategic-ties-ahead-of-embassy/"
OIL = "/claims/bayramov-said-that-azerbaijan-supplies-30-of-the-oil-israel/"
SOLDIERS = "/claims/more-than-6000-soldiers-from-both-sides-were-killed-in-the/"
READERS = [
    "/",
    ARTICLE,
    OIL,
    SOLDIERS,
    "/speakers/eli-cohen/",
    "/topics/oil/",
    "/ratings/",
    "/search/?q=oil",
    "/search/?q=zebra",
    "/nowhere/",
    "/search/?page=-1",
    "/api/v1/docs/",
]
EDITORS = [
    "/admin/",
    "/admin/claims/claim/",
    "/admin/claims/claim/add/",
    "/admin/claims/source/",
    "/admin/claims/article/",
    "/admin/claims/publication/",
]
# Axe's preloading would put a style into the page, which our policy refuses.
RULES = {"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def faults(page: Page) -> list[str]:
    """What axe finds wrong, and whether the page is wider than its window."""
    found = Axe().run(page, options=RULES).response["violations"]
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [
        *(f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']][:3])}" for one in found),
        *([f"{width} pixels too wide"] if width > 0 else []),
    ]


class TestEveryPage:
    @pytest.mark.parametrize("width", [1280, 390])
    @pytest.mark.parametrize("path", READERS)
    def test_a_reader_finds_no_fault(self, visit: Visitor, path: str, width: int) -> None:
        assert faults(visit(path, width=width)) == []

    def test_a_source_has_a_page_without_a_fault(self, visit: Visitor) -> None:
        page = visit(OIL)
        page.get_by_role("link", name="About this source").first.click()

        assert faults(page) == []

    @pytest.mark.parametrize("path", EDITORS)
    def test_an_editor_finds_no_fault(self, visit: Visitor, path: str) -> None:
        assert faults(visit(path, as_="editor")) == []

    def test_the_claims_own_screen_has_no_fault(self, visit: Visitor) -> None:
        page = visit("/admin/claims/claim/?q=30%25", as_="editor")
        page.get_by_role("link", name="Bayramov said that Azerbaijan supplies 30%").click()

        assert faults(page) == []


class TestArticlePage:
    def test_it_shows_all_36_claims_at_their_places(self, visit: Visitor) -> None:
        page = visit(ARTICLE)

        assert page.locator("main a.hl-mark").count() == 36


class TestPlot:
    @pytest.mark.parametrize(
        ("path", "claimed", "found"),
        [(OIL, "30%", ["18–19%", "66%"]), (SOLDIERS, "6,000", ["6,673", "6,731", "5,700"])],
    )
    def test_it_shows_the_claimed_and_the_found_numbers(
        self, visit: Visitor, path: str, claimed: str, found: list[str]
    ) -> None:
        plot = visit(path).locator("main").inner_text()

        assert claimed in plot
        assert all(number in plot for number in found)
