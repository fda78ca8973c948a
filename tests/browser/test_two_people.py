"""Two people and one claim in browsers: who is here, and what was typed before a crash."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visitor

pytestmark = pytest.mark.browser

NEW = "/admin/claims/claim/add/"
KEPT = """(words) => new Promise((done) => {
    const look = () => Object.values(localStorage).some((kept) => kept.includes(words)) ? done() : setTimeout(look, 50);
    look();
})"""


def new_claim(visit: Visitor, statement: str) -> Page:
    page = visit(NEW, as_="writer")
    page.get_by_label("Statement").fill(statement)
    page.get_by_role("button", name="Save and continue editing").click()
    page.wait_for_url("**/change/")
    return page


def test_what_was_typed_survives_a_crash_and_is_forgotten_once_saved(visit: Visitor) -> None:
    page = new_claim(visit, "The bridge is nine kilometres long.")
    path = page.url
    page.get_by_label("Statement").fill("The bridge is ten kilometres long.")
    page.locator("#evidence-group .add-row a").click()
    page.locator("#id_evidence-0-finding").fill("Hours of work.")
    page.evaluate(KEPT, "Hours of work.")
    context = page.context
    page.close(run_before_unload=False)

    after = context.new_page()
    after.goto(path)
    expect(after.get_by_text("was not saved")).to_be_visible()
    after.get_by_role("button", name="Restore it").click()

    expect(after.get_by_label("Statement")).to_have_value("The bridge is ten kilometres long.")
    expect(after.locator("#id_evidence-0-finding")).to_have_value("Hours of work.")

    after.locator("#id_evidence-0-finding").fill("")
    after.on("dialog", lambda dialog: dialog.accept())
    after.goto(path)
    after.get_by_role("button", name="Forget it").click()
    after.get_by_label("Statement").fill("The bridge is eleven kilometres long.")
    after.get_by_role("button", name="Save and continue editing").click()
    after.wait_for_load_state("networkidle")
    assert after.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('desk-draft:'))") == []


def test_a_colleague_sees_who_types_and_a_stale_save_asks(visit: Visitor) -> None:
    writer = new_claim(visit, "The dam holds two lakes.")
    editor = visit(writer.url, as_="editor")
    with editor.expect_response("**/presence/"):
        writer.get_by_label("Statement").fill("The dam holds three lakes.")
        writer.wait_for_timeout(300)
        editor.reload()
    expect(editor.locator(".here")).to_contain_text("is typing")
    editor.get_by_label("Statement").fill("The dam holds four lakes.")
    editor.get_by_role("button", name="Save and continue editing").click()
    editor.wait_for_load_state("networkidle")

    writer.get_by_role("button", name="Save and continue editing").click()
    question = writer.get_by_role("group", name="Statement").first
    expect(question).to_contain_text("The dam holds four lakes.")
    question.get_by_label("Mine, as it stands below").check()
    writer.get_by_role("button", name="Save and continue editing").click()

    expect(writer.get_by_role("heading", level=1)).to_have_text("The dam holds three lakes.")
