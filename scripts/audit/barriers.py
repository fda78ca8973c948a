"""What axe finds by the rules of WCAG 2.2 AA: every kind of page, light and dark, from left and from right."""

from itertools import product

from playwright.sync_api import Browser

from scripts import reader_pages
from scripts.trial import browser
from tests.browser import axe

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")


def faults(address: str) -> list[str]:
    """Every finding, and every page that is wider than its window."""
    found = []
    with browser() as window:
        for width, scheme in product(WIDTHS, SCHEMES):
            found += [f"{fault} ({width} px, {scheme})" for fault in _seen(window, address, width, scheme)]
    return found


def _seen(window: Browser, address: str, width: int, scheme: str) -> list[str]:
    context = window.new_context(base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for name, path in reader_pages.in_languages(address):
        page.goto(path)
        found += [f"{name}: {fault}" for fault in axe.faults(page)]
    context.close()
    return found
