"""A plain text as paragraphs and headings, and a quote among the words around it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claims.folding import fold

HEADING_AT_MOST = 60
ENDS_A_SENTENCE = re.compile(r"[.!?…:;,。！？؟۔\"”’»)\]]\Z")


@dataclass(frozen=True)
class Passage:
    """Where a paragraph stands; its kind is title, heading or text."""

    start: int
    end: int
    kind: str


def passages(text: str, title: str = "") -> list[Passage]:
    """The paragraphs of a text: set apart by empty lines, without the space around them.

    The first is the title if it reads like it. A short line that ends no sentence and stands
    before a longer one is a heading.
    """
    spans = list(_paragraphs(text))
    lengths = [end - start for start, end in spans]
    found = []
    for row, (start, end) in enumerate(spans):
        words = text[start:end]
        following = lengths[row + 1] if row + 1 < len(lengths) else 0
        if row == 0 and title and fold(words)[0].strip() == fold(title)[0].strip():
            kind = "title"
        else:
            kind = "heading" if _is_heading(words, following) else "text"
        found.append(Passage(start, end, kind))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of lines that are not empty begin and end."""
    position = 0
    lines: list[tuple[int, int]] = []
    for line in [*text.split("\n"), ""]:
        words = line.strip()
        if words:
            start = position + line.index(words)
            lines.append((start, start + len(words)))
        elif lines:
            yield lines[0][0], lines[-1][1]
            lines = []
        position += len(line) + 1


def _is_heading(words: str, following: int) -> bool:
    short = len(words) <= HEADING_AT_MOST and "\n" not in words
    return short and following > len(words) and not ENDS_A_SENTENCE.search(words)


def around(quote: Mapping[str, Any]) -> dict[str, str]:
    """A quote with the whole words of its own paragraph before and after it."""
    before = quote["prefix"].rpartition("\n\n")[2]
    after = quote["suffix"].partition("\n\n")[0]
    if before == quote["prefix"] and len(before) >= 32:  # cut from a longer text: drop a part word
        before = "…\u00a0" + before.partition(" ")[2]
    if after == quote["suffix"] and len(after) >= 32:
        after = after.rpartition(" ")[0] + "\u00a0…"
    return {"before": before, "exact": quote["exact"], "after": after}
