"""An article is read and its verdicts opened with the keys alone, with scripts and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .axe import faults
from .conftest import Visitor
from .test_pages import ARTICLE

pytestmark = pytest.mark.browser

OIL = "Bayramov said that Azerbaijan supplies 30% of the oil Israel uses."
WORDS = "According to Bayramov, 30% of the oil in Israel comes from Baku"

IN_THE_PAGE = "link => Math.round(link.getBoundingClientRect().top + scrollY)"


def tab_to(page: Page, words: str) -> None:
    """Go forward by the keyboard until the link of these words has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return
    pytest.fail(f"The keyboard does not come to “{words}”.")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent")).strip()


@pytest.fixture
def plain(browser: Browser, demo: str) -> Iterator[Page]:
    """The browser of somebody who has scripts turned off."""
    context = browser.new_context(base_url=demo, java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


class TestWithTheKeyboard:
    @pytest.mark.parametrize("width", [1280, 390])
    def test_a_verdict_opens_beside_the_text_and_gives_the_focus_back(self, visit: Visitor, width: int) -> None:
        page = visit(ARTICLE, width=width)
        tab_to(page, WORDS)
        link = page.get_by_role("link", name=WORDS)
        place = link.evaluate(IN_THE_PAGE)
        assert link.get_attribute("aria-expanded") == "false"

        page.keyboard.press("Enter")

        beside = page.locator(".note.open .beside")
        expect(beside).to_contain_text("13 pieces of evidence")
        expect(beside).to_contain_text(OIL)
        assert link.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.id") == link.get_attribute("aria-controls")
        assert faults(page) == []
        if width == 1280:
            assert link.evaluate(IN_THE_PAGE) == place

        page.keyboard.press("Escape")

        expect(beside).to_be_hidden()
        assert focused(page) == WORDS
        assert link.get_attribute("aria-expanded") == "false"

    def test_the_button_closes_it_too(self, visit: Visitor) -> None:
        page = visit(ARTICLE)
        tab_to(page, WORDS)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Close")).to_be_visible()

        tab_to(page, "Close")
        page.keyboard.press("Enter")

        expect(page.locator(".note.open")).to_have_count(0)
        assert focused(page) == WORDS

    def test_a_rating_is_chosen_without_leaving_the_page_and_taken_back(self, visit: Visitor) -> None:
        page = visit(ARTICLE)

        tab_to(page, "False 1")
        page.keyboard.press("Enter")

        expect(page.locator(".passage a.hl")).to_have_count(1)
        expect(page).to_have_url(f"{page.url.partition('?')[0]}?rating=false")
        assert focused(page) == "False 1"
        page.go_back()
        expect(page.locator("main a.hl-mark")).to_have_count(36)

    def test_what_is_typed_finds_checks_to_go_down_to(self, visit: Visitor) -> None:
        page = visit("/")
        page.get_by_label("Was this checked?").focus()

        page.keyboard.type("30% of the oil")

        expect(page.locator("#suggestions")).to_contain_text(OIL)
        page.keyboard.press("ArrowDown")
        assert OIL in focused(page)
        assert faults(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("#suggestions a")).to_have_count(0)
        assert page.evaluate("document.activeElement.id") == "q"


class TestWithoutScripts:
    def test_a_highlight_leads_to_its_verdict_and_back(self, plain: Page) -> None:
        plain.goto(ARTICLE)
        link = plain.get_by_role("link", name=WORDS)

        link.focus()
        plain.keyboard.press("Enter")

        note = plain.locator(".note:target")
        expect(note).to_contain_text(OIL)
        expect(note.get_by_text("Half true", exact=True)).to_be_visible()
        expect(note.get_by_text("One newspaper reports")).to_be_visible()
        note.get_by_role("link", name="Back to the text").click()
        expect(link).to_be_in_viewport()

    def test_a_rating_is_chosen_by_its_address(self, plain: Page) -> None:
        plain.goto(ARTICLE)

        plain.get_by_role("link", name="False 1").click()

        expect(plain.locator(".passage a.hl")).to_have_count(1)
