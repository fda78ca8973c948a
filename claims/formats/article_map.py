"""The map of an article: where in its text the checked claims stand, as a strip to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .highlights import Place

LEAST = 0.9  # hundredths of the strip: a thinner tick could be neither seen nor hit
WHOLE = 100.0


@dataclass(frozen=True)
class Tick:
    """A claim on the strip: where it begins and how far it reaches, in hundredths of the text."""

    card: dict[str, Any]
    start: float
    length: float


def article_map(places: Sequence[Place], length: int) -> list[Tick]:
    """A tick for each claim where it first stands in a text of so many characters, in reading order.

    None covers another: where claims crowd, ticks move on by as little as lets each be seen.
    """
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.key, place)
    least = min(LEAST, WHOLE / max(len(first), 1))
    starts = _apart([WHOLE * place.start / length for place in first.values()], least)
    return [
        Tick(place.card, round(start, 2), round(max(least, min(_share(place, length), following - start)), 2))
        for place, (start, following) in zip(first.values(), pairwise([*starts, WHOLE]), strict=True)
    ]


def _share(place: Place, length: int) -> float:
    return WHOLE * (place.end - place.start) / length


def _apart(wanted: list[float], least: float) -> list[float]:
    """The wanted places in their order, each at least so far from the next and from the end."""
    found: list[float] = []
    for number, place in enumerate(wanted):
        latest = WHOLE - least * (len(wanted) - number)
        earliest = found[-1] + least if found else 0.0
        found.append(min(max(place, earliest), latest))
    return found
