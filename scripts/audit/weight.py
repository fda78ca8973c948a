"""How much a claim page weighs on a first visit, as the browser counts what comes over the wire."""

from playwright.sync_api import Page

from scripts import reader_pages
from scripts.trial import browser

MOST = 60_000  # bytes, without fonts
MOST_WITH_FONTS = 120_000


def faults(address: str) -> list[str]:
    """What is heavier than it may be."""
    with browser() as window:
        page = window.new_context(base_url=address).new_page()
        sizes = _transferred(page, reader_pages.PAGES["claim"])
    fonts = sum(size for url, size in sizes.items() if url.endswith(".woff2"))
    total = sum(sizes.values())
    print(f"  claim page: {total - fonts:,} bytes and {fonts:,} of fonts in {len(sizes)} answers")
    found = [] if total - fonts < MOST else [f"{total - fonts:,} bytes without fonts; at most {MOST:,}"]
    return found if total < MOST_WITH_FONTS else [*found, f"{total:,} bytes with fonts; at most {MOST_WITH_FONTS:,}"]


def _transferred(page: Page, path: str) -> dict[str, float]:
    """Each address that was asked, and the bytes of its answer with headers."""
    session = page.context.new_cdp_session(page)
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({urls.get(event["requestId"], "?"): event["encodedDataLength"]}),
    )
    session.send("Network.enable")
    page.goto(path, wait_until="networkidle")
    return sizes
