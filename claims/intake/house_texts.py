"""Texts to start the pages about the house from: how this desk works, with blanks for what only a newsroom knows."""

import re
from pathlib import Path

from claims import desk
from claims.models import HousePage, User
from claims.vocabulary import HousePageKind

READY = Path(__file__).parent / "ready_texts"
LANGUAGE = "en"  # the language they are written in


def ready_text(kind: HousePageKind, folder: Path = READY) -> tuple[str, str]:
    """The title and the text of a page, ready to be filled in."""
    title, _blank_line, text = (folder / f"{kind}.md").read_text().partition("\n\n")
    return title.removeprefix("# "), text.strip()


def without_blanks(text: str) -> str:
    """A text without the lines that have a blank in them, and without a heading that nothing is left under."""
    left = "\n".join(line for line in text.splitlines() if not desk.blanks(line))
    return re.sub(r"(?m)^#+ [^\n]*\s*(?=^#|\Z)", "", re.sub(r"\n{3,}", "\n\n", left)).strip()


def publish_sample_pages(folder: Path, *, by: User) -> int:
    """Put each page in force that nobody has begun: as the sample has it, else as it is ready. Returns how many."""
    begun = set(HousePage.objects.values_list("kind", flat=True))
    missing = [kind for kind in HousePageKind if kind not in begun]
    for kind in missing:
        own = (folder / f"{kind}.md").exists()
        title, text = ready_text(kind, folder if own else READY)
        page = HousePage.objects.create(kind=kind, language=LANGUAGE, title=title, text=without_blanks(text))
        desk.publish_page(page, by=by)
    return len(missing)
