"""The live checklist in a browser: it follows what is typed and what others do."""

import pytest
from playwright.sync_api import Page, expect

from .axe import faults
from .conftest import Visitor

pytestmark = pytest.mark.browser


def set_a_standard(visit: Visitor) -> None:
    """The administrator asks for a primary source and a summary of some length, of every kind of claim."""
    page = visit("/admin/claims/standard/add/", as_="admin")
    page.get_by_label("Kind of claim").select_option("prediction")
    page.get_by_label("At least one primary source").check()
    page.get_by_label("Characters of the summary, at least").fill("40")
    assert faults(page) == []
    page.get_by_role("button", name="Save", exact=True).click()


def checked_claim(visit: Visitor) -> Page:
    """A claim of that kind, taken up by the writer."""
    page = visit("/admin/claims/claim/add/", as_="writer")
    page.get_by_label("Statement").fill("The tunnel will be sixty kilometres long.")
    page.get_by_label("Kind").select_option("prediction")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("button", name="Take it up").click()
    return page


class TestTheChecklist:
    def test_it_follows_what_is_typed_and_is_fetched_again_without_taking_a_reason_away(self, visit: Visitor) -> None:
        set_a_standard(visit)
        page = checked_claim(visit)
        page.get_by_label("Half true").check()
        page.get_by_label("Summary").fill("Too short.")
        page.get_by_label("Rationale").fill("So it is.")
        expect(page.get_by_text("10 of 280 characters")).to_be_visible()
        page.get_by_role("button", name="Save and continue editing").click()
        row = page.locator('[data-rule="summary"]')
        expect(row).to_contain_text("Missing")
        assert faults(page) == []

        page.get_by_label("Summary").fill("Long enough by far, and it says what the evidence says of it.")
        expect(row).to_contain_text("Met")

        primary = page.locator('[data-rule="primary"]')
        primary.get_by_text("Waive it, with a reason").click()
        primary.get_by_role("textbox").fill("The ministry publishes none.")
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        page.wait_for_load_state("networkidle")
        expect(primary.get_by_role("textbox")).to_have_value("The ministry publishes none.")

    def test_a_rule_that_somebody_waived_shows_without_a_reload(self, visit: Visitor) -> None:
        page = checked_claim(visit)
        primary = page.locator('[data-rule="primary"]')
        expect(primary).to_contain_text("Missing")
        theirs = visit(page.url, as_="editor").locator('[data-rule="primary"]')
        theirs.get_by_text("Waive it, with a reason").click()
        theirs.get_by_role("textbox").fill("A forecast has no primary source.")
        theirs.get_by_role("button", name="Waive it").click()
        expect(theirs).to_contain_text("Waived")

        page.evaluate("window.dispatchEvent(new Event('focus'))")

        expect(primary).to_contain_text("A forecast has no primary source.")
