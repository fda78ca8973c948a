"""Photograph every kind of readers' page into docs/screenshots/: `make screenshots`."""

import io
import sys
import tempfile
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from scripts import reader_pages
from scripts.trial import ROOT, browser, demo, run_in
from tests import chromium

PICTURES = ROOT / "docs" / "screenshots"
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
TALLEST = 2400  # pixels; what is below shows nothing new
QUALITY = 50
IN_THE_README = {"claim": "claim.png", "article": "article.png"}  # 1280 pixels wide, light, English


def photograph(page: Page, path: str, *, tallest: int = TALLEST) -> Image.Image:
    """The page from its top, cut off below when it is very tall."""
    page.goto(path, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    height = min(page.evaluate("document.documentElement.scrollHeight"), tallest)
    clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}  # type: ignore[index]
    return Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))  # type: ignore[arg-type]


def take_all(window: Browser, address: str, folder: Path) -> None:
    """Every page in every width, scheme and language."""
    for width, scheme in product(WIDTHS, SCHEMES):
        print(f"  {width} pixels, {scheme}", flush=True)
        context = window.new_context(base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for name, path in reader_pages.in_languages(address):
            kind, _slash, language = name.partition("/")
            file = f"{kind.replace(' ', '-')}-{width}-{scheme}-{language or 'en'}.webp"
            photograph(page, path).save(folder / file, quality=QUALITY, method=6)
        context.close()


def take_for_the_readme(window: Browser, address: str, folder: Path) -> None:
    """The two that the README shows."""
    page = window.new_context(base_url=address, viewport={"width": 1280, "height": 900}).new_page()
    for name, file in IN_THE_README.items():
        photograph(page, reader_pages.PAGES[name], tallest=1100).quantize(64).save(folder / file, optimize=True)


def index(folder: Path) -> str:
    """A page that shows them, a kind after the other."""
    lines = [
        "# Every kind of page",
        "",
        "Made by `make screenshots` from the demo: the readers' pages as they are.",
        "",
    ]
    for kind in [*reader_pages.PAGES, "source", "claim as it was"]:
        name = kind.replace(" ", "-")
        lines += [f"## {kind.capitalize()}", ""]
        for language, width in product(("en", "ar"), WIDTHS):
            pictures = [f"{name}-{width}-{scheme}-{language}.webp" for scheme in SCHEMES]
            alt = f"{kind}, {width} pixels, {language}"
            lines.append(" ".join(f"![{alt}]({picture})" for picture in pictures if (folder / picture).exists()))
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Take all pictures anew; those of pages that are no more go."""
    if chromium.find() is None:
        print(f"No pictures were taken: {chromium.MISSING}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as data:
        folder = Path(made)
        with demo(Path(data)) as address, browser() as window:
            run_in(Path(data), reader_pages.SCENE)
            take_all(window, address, folder)
            take_for_the_readme(window, address, folder)
        (folder / "README.md").write_text(index(folder))
        for old in PICTURES.glob("*"):
            old.unlink()
        for picture in folder.iterdir():
            (PICTURES / picture.name).write_bytes(picture.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
