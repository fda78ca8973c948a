"""A reader without a mouse gets everywhere, and so does one whose browser runs no script."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

MOST_TABS = 150  # nobody presses more; more would be a trap
OIL = "/claims/bayramov-said-that-azerbaijan-supplies-30-of-the-oil-israel/"
FOCUSED = """
() => {
    const it = document.activeElement;
    const labels = it.labels ? [...it.labels].map(label => label.textContent) : [];
    return [it.getAttribute("aria-label") ?? "", ...labels, it.textContent].join(" ").replace(/\\s+/g, " ").trim();
}
"""


class Reader:
    """Somebody who has a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, name: str, *, href: str = "") -> None:
        """Press Tab until what has the focus is called so, and leads there."""
        for _tab in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            leads = self.page.evaluate("document.activeElement.getAttribute('href') ?? ''")
            if name in self.page.evaluate(FOCUSED) and href in leads:
                return
        pytest.fail(f"{MOST_TABS} times Tab did not lead to “{name}”")

    def press(self, name: str) -> None:
        """Press what is called so and stays on the page."""
        self.tab_to(name)
        self.page.keyboard.press("Enter")

    def follow(self, name: str, *, href: str = "") -> None:
        """Follow the link of that name."""
        self.tab_to(name, href=href)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, field: str, words: str) -> None:
        """Fill in a field and send its form."""
        self.tab_to(field)
        self.page.keyboard.type(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def read(demo: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Reader]]:
    """Open a page as a reader with a keyboard only."""
    context = browser.new_context(base_url=demo, locale="en-GB", java_script_enabled=request.param)
    page = context.new_page()

    def go(path: str) -> Reader:
        page.goto(path)
        return Reader(page)

    yield go
    context.close()


class TestReader:
    def test_finds_out_whether_something_was_checked_and_why(self, read: Callable[[str], Reader]) -> None:
        reader = read("/")

        reader.write("Was this checked?", "30% of the oil")
        reader.follow("Bayramov said that Azerbaijan supplies 30%")
        expect(reader.page.get_by_role("heading", level=1)).to_contain_text("supplies 30%")
        reader.follow("[5]")

        assert reader.page.url.endswith("#evidence-5")
        expect(reader.page.locator("#evidence-5")).to_be_in_viewport()

    def test_skips_to_the_content(self, read: Callable[[str], Reader]) -> None:
        reader = read(OIL)

        reader.follow("Skip to the content")
        reader.page.keyboard.press("Tab")

        assert reader.page.evaluate("document.querySelector('main').contains(document.activeElement)")

    def test_looks_at_the_figures_as_a_table(self, read: Callable[[str], Reader]) -> None:
        reader = read(OIL)

        reader.press("The same as a table")

        expect(reader.page.get_by_role("columnheader", name="As of")).to_be_visible()

    def test_changes_the_language_and_stays_on_the_page(self, read: Callable[[str], Reader]) -> None:
        reader = read("/corrections/")

        reader.follow("العربية")

        assert reader.page.url.endswith("/ar/corrections/")
        expect(reader.page.locator("html")).to_have_attribute("dir", "rtl")

    def test_reads_the_corrections_of_one_kind(self, read: Callable[[str], Reader]) -> None:
        reader = read("/")

        reader.follow("Corrections", href="/corrections/")
        reader.follow("Verdict change")

        assert "kind=verdict" in reader.page.url

    def test_narrows_the_list_and_takes_it_back(self, read: Callable[[str], Reader]) -> None:
        reader = read("/search/")

        reader.follow("Half true", href="rating=half-true")
        expect(reader.page.get_by_role("heading", name="5 checks")).to_be_visible()
        reader.follow("Half true", href="?")

        expect(reader.page.get_by_role("heading", name="36 checks")).to_be_visible()

    def test_reads_an_article_and_the_verdict_of_a_passage(self, read: Callable[[str], Reader]) -> None:
        reader = read("/articles/israel-and-azerbaijan-tout-strategic-ties-ahead-of-embassy/")

        reader.press("30% of the oil in Israel comes from Baku")

        expect(reader.page.get_by_text("no official Israeli figure was found").filter(visible=True)).not_to_have_count(
            0
        )

    def test_compares_two_periods_of_a_topic(self, read: Callable[[str], Reader]) -> None:
        reader = read("/topics/diplomacy/")

        reader.press("Compare two periods")
        for year in ("2020", "2025", "2026", "2030"):
            reader.page.keyboard.press("Tab")
            reader.page.keyboard.type(year)
        with reader.page.expect_navigation():
            reader.page.keyboard.press("Enter")

        expect(reader.page.get_by_role("columnheader", name="2026")).to_be_visible()

    def test_reads_by_which_rules_it_was_checked(self, read: Callable[[str], Reader]) -> None:
        reader = read(OIL)

        reader.follow("", href="/about/methodology/versions/1/")

        expect(reader.page.get_by_role("heading", level=1)).to_have_text("How we check")

    def test_looks_up_how_to_cite_a_check(self, read: Callable[[str], Reader]) -> None:
        reader = read(OIL)

        reader.press("BibTeX")

        expect(reader.page.get_by_text("@misc{").first).to_be_visible()
