"""Make the pictures of the desk handbook: a demo of its own is played through, one task after another."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from scripts import handbook_tasks
from scripts.trial import browser, demo, run_in
from tests import chromium

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "desk"
PEOPLE = {"writer": "demo-writer-7291", "editor": "demo-editor-3864", "admin": "demo-admin-5508"}
WIDE, TALL = 1280, 2800  # so tall that no column of a screen has to be scrolled
MARGIN = 16  # around what a picture is about


class Stage:
    """The desk as its people and strangers see it, and a camera."""

    def __init__(self, address: str, browser: Browser, folder: Path, pictures: Path) -> None:
        self.address, self.browser, self.folder, self.pictures = address, browser, folder, pictures
        self.pages: dict[str, Page] = {}

    def visit(self, path: str, *, as_: str = "") -> Page:
        """Open a page as one of the people of the demo; as a reader when nobody is named."""
        if as_ not in self.pages:
            size = {"width": WIDE, "height": TALL}
            context = self.browser.new_context(base_url=self.address, viewport=size, locale="en-GB")  # type: ignore[arg-type]
            self.pages[as_] = context.new_page()
            self.pages[as_].set_default_timeout(30_000)
            if as_:
                log_in(self.pages[as_], as_)
        page = self.pages[as_]
        page.goto(path)
        return page

    def take(self, name: str, *about: Locator, most: int = 1400) -> None:
        """Keep a picture of what stands around some parts of a page, cut off below when it is too tall."""
        page = about[0].page
        page.evaluate("document.fonts.ready")
        page.evaluate("scrollTo(0, 0)")
        page.mouse.move(0, 0)
        boxes = [box for part in about if (box := part.bounding_box())]
        top = max(0, min(box["y"] for box in boxes) - MARGIN)
        left = max(0, min(box["x"] for box in boxes) - MARGIN)
        right = min(WIDE, max(box["x"] + box["width"] for box in boxes) + MARGIN)
        bottom = min(max(box["y"] + box["height"] for box in boxes) + MARGIN, top + most)
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        page.screenshot(path=self.pictures / f"{name}.png", clip=clip, full_page=True)  # type: ignore[arg-type]

    def on_the_server(self, program: str) -> None:
        """Run some lines in the demo's own shell, for what no screen can bring about."""
        run_in(self.folder, program)


def log_in(page: Page, username: str) -> None:
    page.goto("/account/login/?next=/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PEOPLE[username])
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda address: address.endswith("/admin/") and "login" not in address)


def play(address: str, folder: Path, pictures: Path = PICTURES) -> None:
    """Play every task in a browser and keep its pictures."""
    with browser() as window:
        stage = Stage(address, window, folder, pictures)
        for task in handbook_tasks.IN_ORDER:
            print(f"  {task.__name__.replace('_', ' ')}", flush=True)
            task(stage)


def main() -> int:
    """Make all pictures anew; those that no task takes any more go."""
    if chromium.find() is None:
        print(f"No pictures were made: {chromium.MISSING}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as data:
        folder, pictures = Path(data), Path(made)
        print("Starting a demo …", flush=True)
        with demo(folder) as address:
            play(address, folder, pictures)
        for old in PICTURES.glob("*.png"):
            old.unlink()
        for picture in pictures.glob("*.png"):
            (PICTURES / picture.name).write_bytes(picture.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
