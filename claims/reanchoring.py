"""Where the words of an old text stand in a new one. What cannot be told is not guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import fuzz

from .anchors import Anchor, anchor_at

AROUND = 200  # characters before and after that tell one place from another
TELLING = 24  # of them at least have to be the same
CLEARLY = 8  # more than with any other place
ALIKE = 88.0  # of 100: less is another sentence
NEXT_BEST = 10.0  # how much worse every other passage must be
LONGEST_PASSAGE = 20_000
PLACES_AT_MOST = 1_000  # of the same words: more are not told apart
NOT = re.compile(r"\b(no|not|never|none|nobody|nothing|neither|nor|without|cannot|\w+n[’']t)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
INSIDE = re.compile(r"\w\0\w|\d[.,]\0\d|\d\0[.,]\d")
NAME = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]\w*")


class Way(Enum):
    """How a passage was found again."""

    EXACT = "its words stand there once"
    CONTEXT = "its words stand there more than once, and the words around them say which"
    APPROXIMATE = "like words stand there"


@dataclass(frozen=True)
class Carried:
    """A passage in the new text. `score` says how alike the words are, 100 for the same; a person decides on less."""

    anchor: Anchor
    how: Way
    score: float


def carry(anchor: Anchor, old: str, new: str) -> Carried | None:
    """Find a passage of an old text again; None where its words are gone, or stand at more places than can be told."""
    if anchor.exact not in new:
        return _alike(anchor, new)
    here, before = (_whole_places(text, anchor, old) for text in (new, old))
    if not 0 < len(here) <= len(before) <= PLACES_AT_MOST:
        return None  # cut out of other words; or a copy came to it, and which one is the copy, nobody can say
    place = _told(anchor.start, old, new, here, len(anchor.exact))
    if place is None or _told(place, new, old, before, len(anchor.exact)) != anchor.start:
        return None  # what stands there may be another place of the old text that has outlived this one
    how = Way.EXACT if len(here) == len(before) == 1 else Way.CONTEXT
    return Carried(anchor_at(new, place, place + len(anchor.exact)), how, 100.0)


def _whole_places(text: str, anchor: Anchor, old: str) -> list[int]:
    """Where the words stand, cut out of a longer word or number only as they were cut in the old text."""
    whole = [_is_whole(old, edge) for edge in (anchor.start, anchor.end)]
    return [
        place
        for place in _places(text, anchor.exact)
        if [_is_whole(text, edge) for edge in (place, place + len(anchor.exact))] == whole
    ]


def _is_whole(text: str, edge: int) -> bool:
    """Whether no word and no number goes on over this edge."""
    return not INSIDE.search(text[max(0, edge - 2) : edge] + "\0" + text[edge : edge + 2])


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _told(at: int, one: str, other: str, places: list[int], length: int) -> int | None:
    """Which place of another text is the one at `at`: what is around it is the same, and clearly less around others."""
    told = sorted((_same_around(one, at, other, place, length), place) for place in places)
    best, place = told[-1]
    second = told[-2][0] if len(told) > 1 else 0
    moved = len(told) == 1 and _paragraph(one, at, length) == _paragraph(other, place, length)
    return place if moved or best >= max(TELLING, second + CLEARLY) else None


def _paragraph(text: str, at: int, length: int) -> str:
    end = text.find("\n", at + length)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _same_around(old: str, at: int, new: str, place: int, length: int) -> int:
    """How many characters right before and right behind two places are the same."""
    before = _same(old[max(0, at - AROUND) : at][::-1], new[max(0, place - AROUND) : place][::-1])
    return before + _same(old[at + length :][:AROUND], new[place + length :][:AROUND])


def _same(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _alike(anchor: Anchor, new: str) -> Carried | None:
    """The one passage that says nearly the same with the same numbers, names and negations."""
    found = sorted(_scored(anchor.exact, new), reverse=True)
    if not found or found[0][0] < ALIKE or (len(found) > 1 and found[1][0] > found[0][0] - NEXT_BEST):
        return None
    score, start, end = found[0]
    if _says(new[start:end]) != _says(anchor.exact):
        return None
    return Carried(anchor_at(new, start, end), Way.APPROXIMATE, round(score, 1))


def _scored(words: str, new: str) -> Iterator[tuple[float, int, int]]:
    """The best passage of each paragraph, from word to word."""
    for paragraph in re.finditer(r"[^\n]+", new):
        text = paragraph[0][:LONGEST_PASSAGE]
        if len(text) < len(words) / 2:
            continue
        found = fuzz.partial_ratio_alignment(words, text, score_cutoff=ALIKE - NEXT_BEST)
        if found is None or found.dest_start == found.dest_end:
            continue
        start, end = _whole_words(text, found.dest_start, found.dest_end)
        yield fuzz.ratio(words, text[start:end]), paragraph.start() + start, paragraph.start() + end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    stripped = text[start:end]
    return start + len(stripped) - len(stripped.lstrip()), end - (len(stripped) - len(stripped.rstrip()))


def _says(words: str) -> tuple[list[str], list[str], list[str]]:
    """What must not differ: the numbers, the negations and the names."""
    return (
        NUMBER.findall(words),
        sorted(each.lower() for each in NOT.findall(words)),
        sorted(each.lower() for each in NAME.findall(words)),
    )
