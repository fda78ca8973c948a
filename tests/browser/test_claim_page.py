"""What the script of a claim's page adds: numbers that light up with their rows, and links that are copied."""

import pytest

from .axe import faults
from .conftest import Visitor
from .test_pages import SOLDIERS

pytestmark = pytest.mark.browser


class TestEvidence:
    def test_a_number_its_figure_and_its_row_light_up_together(self, visit: Visitor) -> None:
        page = visit(SOLDIERS)

        page.hover("#cite-5")
        assert page.locator("#evidence-5.lit").count() == 1
        assert page.locator(".plot-figure.lit").get_attribute("href") == "#evidence-5"

        page.hover("#evidence-3 .evidence-finding")
        assert page.locator("#cite-3.lit").count() == 1
        assert page.locator("#evidence-5.lit").count() == 0

    def test_a_figure_in_focus_says_all_its_words(self, visit: Visitor) -> None:
        page = visit(SOLDIERS)
        words = page.locator("#found-3")
        assert not words.is_visible()

        page.locator("#plot-caption").click()
        page.locator(".plot-figure[href='#evidence-5']").focus()
        page.keyboard.press("Tab")

        assert words.is_visible()
        assert "Massis Post" in words.inner_text()
        assert page.locator("#evidence-3.lit").count() == 1

    def test_a_link_and_a_citation_are_copied_and_it_is_said(self, visit: Visitor) -> None:
        page = visit(SOLDIERS)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        told = page.get_by_role("status")

        page.locator("#evidence-5 .evidence-link").click()
        told.get_by_text("The link to this evidence is copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        assert page.url.endswith(f"{SOLDIERS}#evidence-5")

        page.locator("summary", has_text="Wikipedia").click()
        page.locator("[data-copies=cite-as-wikipedia]").click()
        told.get_by_text("The citation is copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith("{{cite web |author=")
        assert faults(page) == []
