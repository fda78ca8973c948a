"""What an extraction gives, and how it says that there is nothing to be had."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 1_000_000  # characters of a text, as the desk keeps them
NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Unreadable(Exception):
    """Something that gives no text, and why, in a clause."""


@dataclass(frozen=True)
class Extracted:
    """An article as it was found: its text in paragraphs, an empty line between two, and what was said about it."""

    text: str
    title: str = ""
    byline: str = ""
    publisher: str = ""
    published_on: str = ""  # a year, a month or a day
    language: str = ""


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one text without what no reader sees: control characters and halves of letters."""
    tidy = (NOT_SHOWN.sub("", part.replace("\r\n", "\n").replace("\r", "\n")).strip() for part in paragraphs)
    text = "\n\n".join(part for part in tidy if part)
    if not text:
        raise Unreadable("there is no text in it")
    if len(text) > LONGEST:
        raise Unreadable(f"its text is longer than {LONGEST:,} characters")
    return text
