"""What keeps people out of a page, or makes it wider than its window."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Axe's preloading would put a style into the page, which our policy refuses.
RULES = {"preload": False, "rules": {"target-size": {"enabled": True}}}


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page, and by how much it is too wide."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [*(f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in found), *too_wide(page)]


def too_wide(page: Page) -> list[str]:
    """By how many pixels a reader would have to scroll sideways."""
    excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{excess} pixels too wide"] if excess > 0 else []
