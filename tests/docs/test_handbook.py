"""The desk handbook: its entrance leads to every page, and each picture is there, light, and shown."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "desk").glob("*.md"))
PICTURES = sorted((DOCS / "desk").glob("*.png"))
TAKEN = re.compile(r'stage\.take\(\s*"([\w-]+)"')


def linked_from(page: Path) -> set[Path]:
    return {(page.parent / target).resolve() for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())}


def shown() -> set[Path]:
    return {path for page in PAGES for path in linked_from(page) if path.suffix == ".png"}


def test_its_entrance_leads_to_every_page() -> None:
    assert PAGES
    assert set(PAGES) <= linked_from(DOCS / "desk.md")


def test_its_pages_show_every_picture_and_no_other() -> None:
    assert shown() == set(PICTURES)


def test_its_script_takes_every_picture_and_no_other() -> None:
    script = (DOCS.parent / "scripts" / "handbook_tasks.py").read_text()

    assert set(TAKEN.findall(script)) == {picture.stem for picture in PICTURES}


def test_its_pictures_are_light() -> None:
    sizes = [picture.stat().st_size for picture in PICTURES]

    assert max(sizes) < 150_000
    assert sum(sizes) < 2_500_000
