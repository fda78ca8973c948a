"""A day at the desk: one claim from the tip to its withdrawal, with a stranger looking after each step."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visitor

pytestmark = pytest.mark.browser

STATEMENT = "The war of 2020 over Nagorno-Karabakh lasted twelve weeks."
QUOTE = "The war had lasted for six weeks"
WRONG = "It lasted 45 days, which is six weeks and three days."
RIGHT = "It lasted 44 days, which is six weeks and two days."
KIND = "comparison"  # the sample has one claim of it, which no other test publishes
WHY = "The first day was counted twice."


class Day:
    """The claim of the day, and how colleagues and strangers come to it."""

    def __init__(self, visit: Visitor) -> None:
        self.visit = visit
        self.desk = ""  # the address of its screen
        self.address = ""  # of its public page

    def open(self, who: str) -> Page:
        return self.visit(self.desk, as_=who)

    def nobody_knows(self) -> None:
        """A stranger finds neither page nor word of it."""
        page = self.visit("/search/?q=twelve+weeks")
        assert STATEMENT not in page.content()
        if self.address:
            assert page.request.get(self.address).status == 404

    def everybody_reads(self, *words: str) -> Page:
        page = self.visit(self.address)
        for said in words:
            expect(page.locator("main")).to_contain_text(said)
        return page


def choose(page: Page, row: str, field: str, words: str) -> None:
    """Choose from a list that grows, by typing."""
    page.locator(f"{row} .field-{field} .select2-selection").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option--highlighted").click()


def press(page: Page, act: str) -> None:
    page.get_by_role("button", name=act, exact=True).click()
    page.wait_for_load_state()


def unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).first.click()


def tip(day: Day) -> None:
    """A writer marks a passage of the article as a claim."""
    page = day.visit("/admin/claims/claim/add/", as_="writer")
    page.get_by_label("Statement").fill(STATEMENT)
    page.get_by_label("Kind").select_option(KIND)
    page.get_by_role("button", name="Add another Appearance").click()
    choose(page, "#appearances-0", "version", "Israel")
    page.locator("#appearances-0").get_by_label("Quote:").fill(QUOTE)
    page.get_by_role("button", name="Save and continue editing").click()
    page.wait_for_url("**/change/")
    day.desk = re.sub(r"^https?://[^/]+", "", page.url)
    unfold(page, "On the desk")
    day.address = f"/claims/{page.get_by_label('Address').input_value()}/"


def is_given_to_the_writer(day: Day) -> None:
    page = day.open("editor")
    unfold(page, "Give it to somebody")
    page.get_by_role("region", name="Who, and until when").get_by_label("To:").select_option(label="Demo writer")
    press(page, "Give it")
    writer = day.visit("/admin/my-work/", as_="writer")
    expect(writer.get_by_role("link", name=STATEMENT)).to_be_visible()


def is_checked(day: Day) -> None:
    page = day.open("writer")
    press(page, "Take it up")
    page.get_by_role("button", name="Add another Evidence").click()
    choose(page, "#evidence-0", "source", "Azerbaijan")
    page.locator("#evidence-0").get_by_label("Finding:").fill("It began on 27 September, it ended on 10 November.")
    page.get_by_label("False", exact=True).check()
    page.get_by_label("Summary").fill(WRONG)
    page.get_by_label("Rationale").fill("The dates say so [1].")
    press(page, "Save and continue editing")


def is_held_to_the_standard(day: Day) -> None:
    """An administrator asks for a reply and a second verdict; the gate turns red."""
    admin = day.visit("/admin/claims/standard/add/", as_="admin")
    admin.get_by_label("Kind of claim").select_option(KIND)
    admin.get_by_label("Right of reply", exact=False).check()
    admin.get_by_label("A blind second verdict", exact=False).check()
    press(admin, "Save")
    page = day.open("writer")
    press(page, "Send to review")
    red = day.open("editor")
    missing = red.locator(".check-missing")
    expect(missing).to_have_count(2)
    press(red, "Publish")
    expect(red.get_by_role("alert")).to_contain_text("Nothing was changed")


def is_asked_for_a_reply(day: Day) -> None:
    page = day.open("writer")
    unfold(page, "We asked somebody")
    ask = page.locator("#right-of-reply")
    ask.get_by_label("Whom we asked").fill("The newspaper")
    ask.get_by_label("Deadline").fill((datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    press(page, "Keep that we asked")
    expect(page.locator("#right-of-reply")).to_contain_text("The newspaper")


def is_judged_blind(day: Day) -> None:
    page = day.open("editor")
    page.get_by_label("Of whom").select_option(label="Demo administrator")
    press(page, "Ask for a second verdict")
    blind = day.open("admin")
    assert WRONG not in blind.content()
    blind.get_by_label("Mostly false").check()
    blind.get_by_label("Why you rate it so").fill("Six weeks are not twelve.")
    press(blind, "Give this verdict")
    green = day.open("editor")
    expect(green.locator(".check-missing")).to_have_count(0)
    expect(green.locator(".second")).to_contain_text("Mostly false")


def is_scheduled(day: Day) -> datetime:
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=12)
    page = day.open("editor")
    page.get_by_label("Day:", exact=True).fill(f"{moment:%Y-%m-%d}")
    page.get_by_label("Time:", exact=True).fill(f"{moment:%H:%M:%S}")
    page.get_by_label("Time zone").fill("UTC")
    press(page, "Publish at that time")
    expect(page.locator("body")).to_contain_text("Readers see it from")
    return moment


def is_in_the_record(day: Day) -> None:
    """The worker enters what readers see already; that may take it some seconds."""
    page = day.open("editor")
    for _try in range(40):
        if page.locator("[aria-current=step]").inner_text() == "Published":
            return
        page.wait_for_timeout(500)
        page.reload()


def is_corrected(day: Day) -> None:
    page = day.open("writer")
    page.get_by_label("Summary").fill(RIGHT)
    press(page, "Save and continue editing")
    editor = day.open("editor")
    expect(editor.get_by_label("Typo")).to_be_disabled()
    editor.get_by_label("Factual correction").check()
    editor.get_by_label("What changed and why, for readers").fill(WHY)
    press(editor, "Publish as a correction")


def is_checked_again(day: Day) -> None:
    page = day.open("editor")
    unfold(page, "It still stands")
    page.locator(".recheck").get_by_label("What you looked at again", exact=False).first.fill("No newer source.")
    press(page, "It still stands")


def is_withdrawn(day: Day) -> None:
    page = day.open("editor")
    unfold(page, "Withdraw")
    page.get_by_label("Why it is withdrawn, for readers").fill("The article never said so.")
    press(page, "Withdraw")


def test_a_claim_from_the_tip_to_its_withdrawal(visit: Visitor) -> None:
    day = Day(visit)
    for step in (
        tip,
        is_given_to_the_writer,
        is_checked,
        is_held_to_the_standard,
        is_asked_for_a_reply,
        is_judged_blind,
    ):
        step(day)
        day.nobody_knows()

    moment = is_scheduled(day)
    day.nobody_knows()
    stranger = visit("/")
    stranger.wait_for_timeout(max(0.0, (moment - datetime.now(UTC)).total_seconds() * 1000) + 200)
    day.everybody_reads(STATEMENT, WRONG, "The newspaper")

    is_in_the_record(day)
    is_corrected(day)
    day.everybody_reads(RIGHT, WHY, "Factual correction")
    expect(visit("/corrections/").locator("main")).to_contain_text(WHY)

    is_checked_again(day)
    day.everybody_reads(RIGHT, "still stands", "No newer source.")

    is_withdrawn(day)
    page = day.everybody_reads("The article never said so.")
    expect(page.get_by_role("heading", name="Check withdrawn")).to_be_visible()
    assert STATEMENT not in visit("/search/?q=twelve+weeks").locator("main").inner_text()
