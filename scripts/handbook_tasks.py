"""The tasks of the desk handbook, played in their order: each takes the pictures of its page.

One claim goes all the way from the article to its withdrawal; what it does not meet is shown with published claims of
the sample.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from scripts.handbook import Stage

STATEMENT = "The war of 2020 over Nagorno-Karabakh lasted twelve weeks."
QUOTE = "The war had lasted for six weeks"
AGAIN = "The 2020 war went on for twelve weeks."
OUT_OF_REACH = "The war of 2020 will be remembered for a hundred years."
FOUND = "Fighting began on 27 September and ended on 10 November 2020."
WRONG = "It lasted 45 days, which is six weeks and three days."
RIGHT = "It lasted 44 days, which is six weeks and two days."
WHY = "The first day was counted twice."

DESK: dict[str, str] = {}  # the addresses of claims at the desk, and of the first one's public page


def claim(stage: "Stage", who: str, which: str = "war") -> Page:
    return stage.visit(DESK[which], as_=who)


def press(page: Page, button: str, within: Locator | None = None) -> None:
    """Press a button that leads to a page, and wait for it."""
    with page.expect_navigation(wait_until="networkidle"):
        tap(page, button, within)


def tap(page: Page, button: str, within: Locator | None = None) -> None:
    """Press a button that stays on the page."""
    (within or page.locator("body")).get_by_role("button", name=button, exact=True).first.click()


def unfold(page: Page, words: str, within: Locator | None = None) -> Locator:
    """Open what is folded under these words."""
    folded = (within or page).locator("details", has=page.locator("summary", has_text=words)).last
    folded.locator("summary").first.click()
    return folded


def save(page: Page) -> None:
    press(page, "Save and continue editing")


def choose(page: Page, row: str, field: str, words: str) -> None:
    page.locator(f"{row} .field-{field} .select2-selection").first.click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option--highlighted").click()


def add_claim(stage: "Stage", name: str, statement: str, kind: str = "comparison") -> Page:
    page = stage.visit("/admin/claims/claim/add/", as_="writer")
    page.get_by_label("Statement").fill(statement)
    page.get_by_label("Kind").select_option(kind)
    return page


def keep(page: Page, name: str) -> None:
    save(page)
    page.wait_for_url("**/change/")
    DESK[name] = re.sub(r"^https?://[^/]+", "", page.url)


def find(stage: "Stage", who: str, words: str) -> Page:
    """A published claim of the sample, by its words."""
    page = stage.visit(f"/admin/claims/claim/?q={words.replace(' ', '+')}", as_=who)
    return follow(page, page.locator("#result_list tbody th a").first)


def follow(page: Page, link: Locator) -> Page:
    page.goto(str(link.evaluate("link => link.href")))
    return page


def spot(stage: "Stage") -> None:
    page = add_claim(stage, "war", STATEMENT)
    page.get_by_role("button", name="Add another Appearance").click()
    choose(page, "#appearances-0", "version", "Israel")
    page.locator("#appearances-0").get_by_label("Quote:").fill(QUOTE)
    stage.take("spot", page.locator("#claim_form fieldset").first, page.locator("#appearances-0"))
    keep(page, "war")
    page.locator("summary", has_text="On the desk").first.click()
    DESK["public"] = f"/claims/{page.get_by_label('Address').input_value()}/"


def assign(stage: "Stage") -> None:
    page = claim(stage, "editor")
    unfold(page, "Set deadline")
    page.get_by_label("Deadline").first.fill((datetime.now(UTC) + timedelta(hours=30)).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("Priority").select_option(label="High")
    page.get_by_label("Why we check this").fill("A reader, Jane Roe, asked: the number is on posters.")
    press(page, "Plan it")
    unfold(page, "Give it to somebody")
    page.locator(".team .field-to select").select_option(label="Demo writer")
    stage.take("assign", page.locator(".team"))
    press(page, "Give it")


def my_work(stage: "Stage") -> None:
    page = stage.visit("/admin/my-work/", as_="writer")
    stage.take("my-work", page.locator("#content"))


def evidence(stage: "Stage") -> None:
    page = claim(stage, "writer")
    press(page, "Take it up")
    page.get_by_role("button", name="Add another Evidence").click()
    choose(page, "#evidence-0", "source", "Azerbaijan")
    row = page.locator("#evidence-0")
    row.get_by_label("Stance").select_option(label="Refutes")
    row.get_by_label("Finding:").fill(FOUND)
    stage.take("evidence", page.locator("#evidence-group"))
    page.get_by_label("False", exact=True).check()
    page.get_by_label("Summary").fill(WRONG)
    page.get_by_label("Rationale").fill(f"{FOUND} [1] Twelve weeks would be twice as long.")
    stage.take("verdict", page.locator(".judgement"))
    save(page)


def recuse(stage: "Stage") -> None:
    page = stage.visit("/admin/claims/recusal/add/", as_="editor")
    page.get_by_label("Person").select_option(label="Demo administrator")
    choose(page, "form", "topic", "oil")
    page.get_by_label("Reason").fill("Worked for an oil company until last year")
    stage.take("recuse", page.locator("#content"))
    press(page, "Save")
    page = find(stage, "admin", "30% of the oil")
    stage.take("recused", page.locator(".read-only"))


def checklist(stage: "Stage") -> None:
    page = stage.visit("/admin/claims/standard/add/", as_="admin")
    page.get_by_label("Kind of claim").select_option("comparison")
    for asked in ("At least one primary source", "Right of reply", "A blind second verdict"):
        page.get_by_label(asked, exact=False).check()
    stage.take("standard", page.locator("#content-main"))
    press(page, "Save")
    page = claim(stage, "writer")
    primary = page.locator('[data-rule="primary"]')
    unfold(page, "Waive it, with a reason", primary).get_by_role("textbox").fill(
        "Both armies keep their war diaries closed."
    )
    stage.take("checklist", page.locator(".acts"))
    press(page, "Waive it", primary)
    press(page, "Send to review")
    page = claim(stage, "editor")
    press(page, "Publish")
    stage.take("refused", page.locator("#content"), most=700)


def reply(stage: "Stage") -> None:
    page = claim(stage, "writer")
    form = unfold(page, "We asked somebody")
    now = datetime.now(UTC)
    form.get_by_label("Whom we asked").fill("The editors of the article")
    form.get_by_label("Asked", exact=False).nth(1).fill((now - timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"))
    form.get_by_label("Deadline").fill((now - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M"))
    form.get_by_label("What we asked, never public").fill("Your article says six weeks. Where do the twelve come from?")
    stage.take("reply", page.locator("#right-of-reply"))
    press(page, "Keep that we asked")
    page = stage.visit("/admin/replies/", as_="editor")
    stage.take("replies-due", page.locator("#content"))
    page = claim(stage, "writer")
    answer = unfold(page, "Keep the answer")
    answer.get_by_label("What they answered").fill(
        "We never wrote twelve. Ask whoever made the posters. Regards, N. N."
    )
    answer.get_by_label("What of it readers see").fill("“We never wrote twelve.”")
    press(page, "Keep the answer", answer)


def second_verdict(stage: "Stage") -> None:
    page = claim(stage, "editor")
    page.get_by_label("Of whom").select_option(label="Demo administrator")
    press(page, "Ask for a second verdict")
    page = claim(stage, "admin")
    page.get_by_label("Mostly false").check()
    page.get_by_label("Why you rate it so").fill("Six weeks are not twelve; that there was a war is so.")
    stage.take("second-verdict-blind", page.locator("#content"))
    press(page, "Give this verdict")
    page = claim(stage, "editor")
    stage.take("second-verdict", page.locator(".second"))


def review(stage: "Stage") -> None:
    page = claim(stage, "editor")
    page.get_by_label("What has to be done").fill("Say in the rationale which day is counted first.")
    stage.take("review", page.locator(".acts"))
    press(page, "Send back")
    page = claim(stage, "writer")
    stage.take("sent-back", page.locator(".sent-back"))
    press(page, "Send to review")


def board(stage: "Stage") -> None:
    page = stage.visit("/admin/board/", as_="editor")
    stage.take("board", page.locator("#content"), most=760)


def talk(stage: "Stage") -> None:
    page = claim(stage, "writer")
    page.locator("#say-body").fill("Is the day of the ceasefire counted, too? @editor")
    page.locator("#say-passage").fill("Twelve weeks would be twice as long.")
    tap(page, "Comment", page.locator("#say"))
    expect(page.locator(".thread")).to_be_visible()
    page = claim(stage, "editor")
    thread = page.locator(".thread")
    thread.get_by_text("Answer", exact=True).click()
    thread.get_by_label("Your answer").fill("It is: it ended that morning.")
    tap(page, "Send the answer", thread)
    expect(thread.locator(".words")).to_have_count(2)
    stage.take("talk", page.locator("#discussion"))
    page = stage.visit("/admin/notifications/", as_="editor")
    stage.take("bell", page.locator("#content"))


def schedule(stage: "Stage") -> None:
    page = claim(stage, "editor")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    page.locator(".field-day input").fill(f"{tomorrow:%Y-%m-%d}")
    page.locator(".field-time input").fill("06:00:00")
    page.locator(".field-zone input").fill("Asia/Baku")
    stage.take("schedule", page.locator(".choice", has=page.locator(".field-zone")))
    press(page, "Publish at that time")
    stage.take("scheduled", page.locator(".acts"))
    press(page, "Call it off")


def publish(stage: "Stage") -> None:
    page = claim(stage, "editor")
    stage.take("publish", page.locator(".acts"))
    press(page, "Publish")
    page = stage.visit(DESK["public"])
    stage.take("published", page.locator("article.sheet"), most=900)


def correct(stage: "Stage") -> None:
    page = claim(stage, "writer")
    page.get_by_label("Summary").fill(RIGHT)
    save(page)
    page = claim(stage, "editor")
    page.get_by_label("What changed and why, for readers").fill(WHY)
    stage.take("correct", page.locator(".acts"))
    stage.take("differences", page.locator(".differences"))
    press(page, "Publish as a correction")
    page = stage.visit("/corrections/")
    stage.take("corrected", page.locator("main"), most=700)


def check_again(stage: "Stage") -> None:
    page = claim(stage, "writer")
    form = unfold(page, "Put it on the list")
    form.get_by_role("textbox").fill("The ministry has announced a new chronology.")
    press(page, "Put it on the list", form)
    page = claim(stage, "editor")
    form = unfold(page, "It still stands")
    form.get_by_role("textbox").first.fill("The new chronology names the same two days.")
    stage.take("check-again", page.locator(".recheck"))
    page = stage.visit("/admin/recheck/", as_="editor")
    stage.take("to-check-again", page.locator("#content"))
    page = claim(stage, "editor")
    form = unfold(page, "It still stands")
    form.get_by_role("textbox").first.fill("The new chronology names the same two days.")
    press(page, "It still stands", form)


def impact(stage: "Stage") -> None:
    page = claim(stage, "writer")
    form = unfold(page, "We asked for a correction")
    form.get_by_label("Whom we asked").fill("The printer of the posters")
    form.get_by_label("Asked on").fill(f"{datetime.now(UTC) - timedelta(days=9):%Y-%m-%d}")
    press(page, "Keep that we asked for it", form)
    form = unfold(page, "Keep what came of it")
    form.get_by_label("What came of it").select_option(label="Corrected")
    stage.take("impact", page.locator("#corrections-asked"))
    press(page, "Keep what came of it", form)
    page = claim(stage, "editor")
    page.get_by_label("What changed and why, for readers").fill("What came of our request is new.")
    press(page, "Publish as an update")
    page = stage.visit("/impact/")
    stage.take("impact-public", page.locator("main"), most=800)


def history(stage: "Stage") -> None:
    page = stage.visit(DESK["war"].replace("change/", "history/"), as_="editor")
    stage.take("history", page.locator("#content"), most=640)
    page.locator("#moment-from").select_option(index=page.locator("#moment-from option").count() - 1)
    press(page, "Compare")
    stage.take("compare", page.locator("#content"), most=900)


def together(stage: "Stage") -> None:
    page = add_claim(stage, "again", AGAIN)
    keep(page, "again")
    writer, editor = claim(stage, "writer", "again"), claim(stage, "editor", "again")
    with editor.expect_response("**/presence/"):
        writer.get_by_label("Statement").fill("The war of 2020 went on for three months.")
        writer.wait_for_timeout(500)
        editor.reload()
    expect(editor.locator(".here")).to_contain_text("is typing")
    stage.take("presence", editor.locator(".steps"), editor.locator("h1.said"), editor.locator(".here"))
    editor.get_by_label("Statement").fill("The 2020 war went on for a quarter of a year.")
    save(editor)
    save(writer)
    stage.take("three-way", writer.locator(".not-saved"), writer.locator(".three-way"))


def draft(stage: "Stage") -> None:
    page = claim(stage, "writer", "again")
    page.get_by_label("Statement").fill("The 2020 war went on for twelve weeks and a day.")
    page.wait_for_timeout(2500)
    context = page.context
    page.close(run_before_unload=False)
    stage.pages["writer"] = context.new_page()
    page = claim(stage, "writer", "again")
    expect(page.get_by_text("was not saved")).to_be_visible()
    stage.take(
        "draft", page.get_by_text("was not saved").locator("xpath=ancestor-or-self::*[self::div or self::section][1]")
    )
    tap(page, "Forget it")


def merge(stage: "Stage") -> None:
    page = claim(stage, "editor", "again")
    unfold(page, "Merge")
    page.get_by_role("link", name="Find the other claim").click()
    page.locator("#look-for").fill("lasted twelve weeks")
    press(page, "Look for it")
    page.locator("input[name=into]").first.check()
    stage.take("merge", page.locator("#content"), most=700)
    page = claim(stage, "editor")
    form = unfold(page, "Split")
    form.get_by_role("textbox").fill("The war of 2020 was fought over Nagorno-Karabakh.")
    stage.take("split", form)


def decline(stage: "Stage") -> None:
    page = add_claim(stage, "remembered", OUT_OF_REACH, "prediction")
    keep(page, "remembered")
    form = unfold(page, "Decline")
    form.get_by_role("textbox").fill("Nobody can know that: there is nothing to check.")
    stage.take("decline", form)
    press(page, "Decline", form)
    page = claim(stage, "writer", "remembered")
    stage.take("declined", page.locator(".read-only"), page.locator(".acts"))


def withdraw(stage: "Stage") -> None:
    page = claim(stage, "editor")
    form = unfold(page, "Withdraw")
    form.get_by_role("textbox").first.fill("The article never said so: we checked a poster.")
    stage.take("withdraw", form)
    press(page, "Withdraw", form)
    page = stage.visit(DESK["public"])
    stage.take("withdrawn", page.locator("main"), most=600)
    page = claim(stage, "editor")
    stage.take("restore", page.locator(".acts"))


def statistics(stage: "Stage") -> None:
    page = stage.visit("/admin/statistics/", as_="editor")
    stage.take("statistics", page.locator("#content"), most=1000)
    page.get_by_role("link", name="Standards report").click()
    stage.take("report", page.locator("#content"), most=800)


def jobs(stage: "Stage") -> None:
    stage.on_the_server(
        "from tests import make; make.job('mail_notification', status='failed', attempts=5,"
        " said='ConnectionRefusedError: [Errno 111] Connection refused', notification=1)"
    )
    page = stage.visit("/admin/claims/job/?state=failed", as_="admin")
    follow(page, page.locator("#result_list tbody th a").first)
    stage.take("job", page.locator("#content"))


def erase(stage: "Stage") -> None:
    page = stage.visit("/admin/erasures/new/", as_="admin")
    page.get_by_label("The words").fill("Jane Roe")
    page.get_by_label("Everywhere").check()
    page.get_by_label("What is erased, in a line").fill("The name of a reader who wrote to us")
    page.get_by_label("Legal basis", exact=False).fill("GDPR, article 17: asked for by letter")
    stage.take("erasure", page.locator("#content"))
    press(page, "Show what it would touch")
    stage.take("erasure-preview", page.locator("#content"))


IN_ORDER = [
    spot,
    assign,
    my_work,
    evidence,
    recuse,
    checklist,
    reply,
    second_verdict,
    review,
    board,
    talk,
    schedule,
    publish,
    correct,
    check_again,
    impact,
    history,
    together,
    draft,
    merge,
    decline,
    withdraw,
    statistics,
    jobs,
    erase,
]
