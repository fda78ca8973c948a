"""An editor marks claims in an article's text: by pointer, by keyboard alone, on a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.intake.pages import PARAGRAPHS
from tests.intake.pages import page as publisher_page
from tests.outgoing.servers import serving

from .axe import faults
from .conftest import Visitor

pytestmark = pytest.mark.browser


def text_of(page: Page) -> Locator:
    return page.get_by_role("group", name="The text")


def open_text(visit: Visitor, width: int = 1280) -> Page:
    page = visit("/admin/claims/article/", as_="writer", width=width)
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Mark claims").click()
    expect(text_of(page)).to_be_visible()
    return page


def drag_over(page: Page, words: str) -> None:
    """Select words with the pointer, from their first letter to their last."""
    box = text_of(page).evaluate(
        """(text, words) => {
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                node.parentElement.scrollIntoView();
                const range = document.createRange();
                range.setStart(node, at); range.setEnd(node, at + words.length);
                range.startContainer.parentElement.scrollIntoView();
                scrollBy(0, range.getBoundingClientRect().top - 300);
                const boxes = [...range.getClientRects()];
                const [first, last] = [boxes[0], boxes[boxes.length - 1]];
                return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
            }
        }""",
        words,
    )
    page.mouse.move(box[0] + 0.5, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 3, box[3], steps=5)
    page.mouse.move(box[2], box[3])
    page.mouse.up()


class TestMarking:
    def test_words_that_are_selected_with_the_pointer_become_a_claim(self, visit: Visitor) -> None:
        page = open_text(visit)
        marked = page.locator(".marking-made li").count()

        drag_over(page, "Israel")
        expect(page.get_by_label("Quote")).to_have_value("Israel")
        page.get_by_label("Or a new claim").fill("Israel is named in the text.")
        page.get_by_role("button", name="Mark it").click()

        expect(page.get_by_text("Marked: Israel is named in the text.")).to_be_visible()
        expect(page.locator(".marking-made li")).to_have_count(marked + 1)
        assert faults(page) == []

    def test_the_keyboard_alone_suffices(self, visit: Visitor) -> None:
        page = open_text(visit)

        text_of(page).focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
            page.keyboard.press(key)
        expect(page.get_by_label("Quote")).not_to_have_value("")
        page.keyboard.type("What the third sentence says.")
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Mark it").press("Enter")

        expect(page.get_by_text("Marked: What the third sentence says.")).to_be_visible()

    def test_a_phone_shows_the_form_under_the_text_and_nothing_sticks_out(self, visit: Visitor) -> None:
        page = open_text(visit, width=360)
        page.set_viewport_size({"width": 360, "height": 800})

        drag_over(page, "oil")

        expect(page.get_by_label("Quote")).to_have_value("oil")
        expect(page.get_by_label("Quote")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


class TestAFetchedArticle:
    def test_its_claims_are_marked_where_it_was_taken_in(self, visit: Visitor) -> None:
        with serving(lambda it: it.answer(200, publisher_page().encode(), Content_Type="text/html")) as server:
            page = visit("/admin/articles/new/", as_="writer")
            assert faults(page) == []
            page.get_by_label("Web address").fill(f"{server.url}/article.html")
            page.get_by_role("button", name="Add it").click()
            expect(page.get_by_text("No claim is marked in this text yet.")).to_be_visible()

        drag_over(page, "a strong strategic partner")
        expect(page.get_by_label("Quote")).to_have_value("a strong strategic partner")
        page.get_by_label("Or a new claim").fill("A claim of a fetched article.")
        page.get_by_role("button", name="Mark it").click()

        expect(page.locator(".marking-made li a")).to_have_text(["A claim of a fetched article."])
        assert text_of(page).inner_text().split("\n\n") == PARAGRAPHS
