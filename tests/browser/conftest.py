"""A demo of its own, real browsers in front of it, and pictures of every open page when a test fails."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from claims.intake.people import DEMO_PEOPLE
from scripts import trial
from tests import chromium

PICTURES = trial.ROOT / "test-results"

Visitor = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser."""
    if chromium.find() is not None:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo as `make demo` starts it, in a folder of its own."""
    with trial.demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window and without a network of its own.

    It is closed with its module: while it runs, so does an event loop, in which Django refuses its database.
    """
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium.find(), args=[*quiet, *sandbox])


@pytest.fixture(scope="session")
def logins() -> dict[str, Any]:
    """The cookies of those who have logged in before."""
    return {}


@pytest.fixture
def visit(demo: str, browser: Browser, logins: dict[str, Any], request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Open a page as somebody: visit("/path/", as_="writer"), a new stranger when nobody is named.

    A new stranger's browser keeps no copy of a page. A breach of the content security policy
    or an error of a script fails the test.
    """
    pages: dict[str, Page] = {}
    complaints: list[str] = []

    def go(path: str, *, as_: str = "", width: int = 1280) -> Page:
        who = as_ or f"stranger-{len(pages)}"
        if who not in pages:
            context = browser.new_context(
                base_url=demo,
                viewport={"width": width, "height": 900},
                locale="en-GB",
                storage_state=logins.get(as_),
            )
            pages[who] = context.new_page()
            pages[who].on("pageerror", lambda error: complaints.append(str(error)))
            pages[who].on("console", lambda line: complaints.append(line.text) if is_breach(line) else None)
            if as_ and as_ not in logins:
                log_in(pages[who], as_)
                logins[as_] = context.storage_state()
        pages[who].goto(path)
        return pages[who]

    yield go
    if getattr(request.node, "failed", False):
        take_pictures(request.node.name, pages)
    for page in pages.values():
        page.context.close()
    assert not complaints


def is_breach(line: Any) -> bool:
    return "Content Security Policy" in line.text or "Content-Security-Policy" in line.text


def log_in(page: Page, username: str, *, at: str = "") -> None:
    """Log in at the desk as one of the people of the demo; `at` is its address where it has another."""
    password = next(person.password for person in DEMO_PEOPLE if person.username == username)
    page.goto(f"{at}/account/login/?next=/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda address: address.endswith("/admin/") and "login" not in address)


def take_pictures(test: str, pages: dict[str, Page]) -> None:
    """Keep what each visitor sees."""
    PICTURES.mkdir(exist_ok=True)
    for who, page in pages.items():
        name = re.sub(r"[^\w-]+", "-", f"{test}-{who}")
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let fixtures know that their test failed."""
    outcome: Any = yield
    if outcome.get_result().failed:
        item.failed = True  # type: ignore[attr-defined]
