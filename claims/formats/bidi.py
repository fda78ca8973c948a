"""Which way each letter of a line runs: the Unicode Bidirectional Algorithm (UAX #9) for one line of plain text.

Without its explicit embeddings: their control characters are to be taken out before. A shaping engine orders one
font's letters by itself; a line set in several fonts must be put in order by whoever sets it.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # for str.translate
BRACKETS = {"(": ")", "[": "]", "{": "}"}
STRONG = {"L", "R", "AL"}
NEUTRAL = {"B", "S", "WS", "ON", "BN"}
NUMBERS = {"EN", "AN"}
Item = TypeVar("Item")


def first_strong(text: str) -> str:
    """The direction of the first letter that has one: ltr where none has (rules P2 and P3)."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return "ltr" if next((kind for kind in kinds if kind in STRONG), "L") == "L" else "rtl"


def levels(text: str, direction: str) -> list[int]:
    """The embedding level of each letter: even ones run to the right, odd ones to the left."""
    base = 1 if direction == "rtl" else 0
    outside = "R" if base else "L"
    kinds = [unicodedata.bidirectional(letter) or "ON" for letter in text]
    _resolve_weak(kinds, outside)
    _resolve_brackets(kinds, text, outside)
    _resolve_neutral(kinds, outside)
    return [base + _raised(kind, base) for kind in kinds]


def _raised(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if base:
        return 1 if kind in {"L", *NUMBERS} else 0
    return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _resolve_weak(kinds: list[str], outside: str) -> None:
    """Rules W1 to W7: marks, numbers and what stands in and beside numbers."""
    strong = before = outside
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kind = before
        if kind in STRONG:
            strong = kind
        if kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        before = kinds[at]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _resolve_separators(kinds)
    strong = outside
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        if kind == "EN" and strong == "L":
            kinds[at] = "L"


def _resolve_separators(kinds: list[str]) -> None:
    """Rules W4 to W6."""
    for at in range(1, len(kinds) - 1):
        around = kinds[at - 1]
        if around != kinds[at + 1] or around not in NUMBERS:
            continue
        if kinds[at] == "CS" or (kinds[at] == "ES" and around == "EN"):
            kinds[at] = around
    for start, end in _stretches(kinds, lambda kind: kind == "ET"):
        if "EN" in kinds[max(start - 1, 0) : start] + kinds[end : end + 1]:
            kinds[start:end] = ["EN"] * (end - start)
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]


def _resolve_brackets(kinds: list[str], text: str, outside: str) -> None:
    """Rule N0: both brackets of a pair run the same way."""
    for start, end in _pairs(kinds, text):
        inside = {_as_strong(kind) for kind in kinds[start + 1 : end]} - {""}
        if outside in inside:
            kinds[start] = kinds[end] = outside
        elif inside:
            before = next((way for kind in reversed(kinds[:start]) if (way := _as_strong(kind))), outside)
            kinds[start] = kinds[end] = before if before in inside else outside


def _pairs(kinds: list[str], text: str) -> list[tuple[int, int]]:
    """Where matching brackets stand (BD16), by the place of the opening one."""
    pairs, opened = [], list[int]()
    for at, letter in enumerate(text):
        if kinds[at] != "ON":
            continue
        if letter in BRACKETS:
            opened.append(at)
        elif letter in BRACKETS.values():
            match = next((start for start in reversed(opened) if BRACKETS[text[start]] == letter), None)
            if match is not None:
                del opened[opened.index(match) :]
                pairs.append((match, at))
    return sorted(pairs)


def _resolve_neutral(kinds: list[str], outside: str) -> None:
    """Rules N1 and N2: spaces and signs run as what stands on both sides of them, else as the line does."""
    for start, end in _stretches(kinds, lambda kind: kind in NEUTRAL):
        before = _as_strong(kinds[start - 1]) if start else outside
        after = _as_strong(kinds[end]) if end < len(kinds) else outside
        kinds[start:end] = [before if before == after else outside] * (end - start)


def _as_strong(kind: str) -> str:
    return "R" if kind in {"R", *NUMBERS} else kind if kind == "L" else ""


def _stretches(kinds: Sequence[str], wanted: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Where neighbours of the wanted kind begin and end."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and wanted(kinds[end]):
            end += 1
        if end > at:
            yield at, end
        at = end + 1


def as_seen(items: Sequence[Item], level_of: Callable[[Item], int]) -> list[Item]:
    """The pieces of a line from left to right (rule L2); each piece has one level."""
    ordered = list(items)
    highest = max(map(level_of, ordered), default=0)
    for level in range(highest, 0, -1):
        high = [level_of(item) >= level for item in ordered]
        for start, end in _stretches(["x" if each else "" for each in high], bool):
            ordered[start:end] = reversed(ordered[start:end])
    return ordered
