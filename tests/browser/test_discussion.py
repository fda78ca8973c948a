"""Colleagues talk about a claim in a browser, and lose nothing that they type beside it."""

import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .conftest import Visitor
from .test_desk_screens import oil

pytestmark = pytest.mark.browser


class TestTheDiscussion:
    def test_selected_words_are_commented_on_answered_and_settled_without_leaving_the_form(
        self, visit: Visitor
    ) -> None:
        page = oil(visit, as_="writer")
        summary, rationale = page.get_by_label("Summary"), page.get_by_label("Rationale:")
        summary.fill("Not saved yet.")
        rationale.evaluate("field => { field.focus(); field.setSelectionRange(0, 20); }")
        rationale.press("Shift")
        words = rationale.input_value()[:20].strip()

        page.get_by_role("button", name="Comment on the selected words").click()
        page.locator("#say-body").fill("Is this the right table? @editor @nobody")
        page.locator("#say").get_by_role("button", name="Comment").click()

        thread = page.locator(".thread").filter(has_text="Is this the right table?")
        expect(thread.locator("q")).to_have_text(words)
        expect(thread.locator(".comment")).to_be_focused()
        expect(page.get_by_role("status")).to_contain_text("Nobody who works here is called “nobody”")
        expect(summary).to_have_value("Not saved yet.")

        thread.get_by_text("Answer", exact=True).click()
        thread.get_by_label("Your answer").fill("It is.")
        thread.get_by_role("button", name="Send the answer").click()
        expect(thread.locator(".words", has_text="It is.")).to_be_visible()
        assert faults(page) == []

        thread.get_by_role("button", name="Resolve").click()
        expect(page.get_by_text("1 resolved thread")).to_be_visible()
        expect(summary).to_have_value("Not saved yet.")

    def test_a_refusal_stands_where_it_was_said(self, visit: Visitor) -> None:
        page = oil(visit, as_="writer")

        page.locator("#say-body").fill("An hour’s work.")
        page.locator("#say-passage").fill("never written")
        page.locator("#say").get_by_role("button", name="Comment").click()

        expect(page.get_by_role("alert")).to_contain_text("do not stand in the rationale")
        expect(page.locator("#say-body")).to_have_value("An hour’s work.")
        expect(page).to_have_url(re.compile("/change/"))

    def test_who_was_called_finds_it_under_the_bell(self, visit: Visitor) -> None:
        writer = oil(visit, as_="writer")
        writer.locator("#say-body").fill("@editor, look at the second table.")
        writer.locator("#say").get_by_role("button", name="Comment").click()
        expect(writer.locator(".comment").filter(has_text="second table")).to_be_visible()

        page = visit("/admin/notifications/", as_="editor")
        assert faults(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert faults(page) == []
        page.get_by_role("link", name="Unread: Demo writer mentioned you").first.click()

        expect(page.locator(".comment").filter(has_text="second table")).to_be_in_viewport()
