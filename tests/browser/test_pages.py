"""The readers' pages fit a phone and a desk, obey the content security policy, and pass axe's rules."""

import pytest

from .axe import faults, too_wide
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
    "/impact/",
    "/about/",
    "/about/methodology/",
    "/about/methodology/versions/1/",
    "/topics/diplomacy/?from=2022&and_from=2026",
    "/topics/diplomacy/?from=20x",
    "/topics/",
    "/places/",
    "/archive/",
    "/repeated/",
    "/search/?rating=true&topic=diplomacy",
    "/search/?q=oil",
    "/search/?q=zebra",
    "/nowhere/",
    "/search/?page=-1",
    "/annotate/",
    "/annotate/?url=https://paper.example/",
    "/api/v1/docs/",
]


class TestEveryPage:
    @pytest.mark.parametrize("path", READERS)
    def test_a_reader_finds_no_fault(self, visit: Visitor, path: str) -> None:
        page = visit(path)

        assert faults(page) == []

        page.set_viewport_size({"width": 390, "height": 844})
        assert too_wide(page) == []

    @pytest.mark.parametrize("path", [ARTICLE, OIL])
    def test_a_reader_with_a_phone_finds_none(self, visit: Visitor, path: str) -> None:
        assert faults(visit(path, width=390)) == []

    def test_a_source_has_a_page_without_a_fault(self, visit: Visitor) -> None:
        page = visit(OIL)
        page.get_by_role("link", name="About this source").first.click()

        assert faults(page) == []

    def test_an_entry_of_the_record_has_a_page_without_a_fault(self, visit: Visitor) -> None:
        page = visit(OIL)
        page.locator(".history").get_by_role("link", name="of the record").first.click()

        assert "/entries/" in page.url
        assert faults(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert too_wide(page) == []

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_an_article_in_a_frame_has_none(self, visit: Visitor, theme: str) -> None:
        page = visit(f"/embed{ARTICLE}?theme={theme}")

        for width in (200, 500):
            page.set_viewport_size({"width": width, "height": 600})
            assert faults(page) == [], width
            assert too_wide(page) == [], width


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
