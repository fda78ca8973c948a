"""How many checks have which rating: each scale by itself, and no share of few."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims import cldr
from claims.models import Tally
from claims.partial_dates import PartialDate

from .document import steps

MINIMUM = 6  # checks from which on a share is told; of fewer, one more would change it by much
Json = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """From a year or a month to another, both counted."""

    first: PartialDate
    last: PartialDate

    def holds(self, when: PartialDate) -> bool:
        """Whether it lies wholly within."""
        return self.first.earliest() <= when.earliest() and when.latest() <= self.last.latest()

    def touches(self, when: PartialDate) -> bool:
        """Whether some of it may lie within."""
        return self.first.earliest() <= when.latest() and when.earliest() <= self.last.latest()

    def words(self) -> str:
        """2020 to 2022."""
        if self.first == self.last:
            return self.first.humanize()
        return _("%(first)s to %(last)s") % {"first": self.first.humanize(), "last": self.last.humanize()}


def by_scale(tallies: Iterable[Tally], scales: Iterable[Json]) -> Iterator[tuple[Json, list[Tally]]]:
    """Yield each scale that has checks with what falls to it: ratings of two scales are never added up."""
    tallies = list(tallies)
    for scale in scales:
        if of_it := [tally for tally in tallies if tally.scale == scale["slug"]]:
            yield scale, of_it


def counts(scale: Json, tallies: Iterable[Tally]) -> Json:
    """Every rating of a scale with its checks; `width` in per cent of the longest bar, `share` only of enough."""
    found = _per_rating(tallies)
    total, most = found.total(), max(found.values(), default=0) or 1
    return {
        "steps": steps(scale),
        "total": total,
        "enough": total >= MINIMUM,
        "rows": [
            {
                "rating": rating,
                "count": found[rating["slug"]],
                "width": round(100 * found[rating["slug"]] / most, 2),
                "share": _share(found[rating["slug"]], total) if total >= MINIMUM else "",
            }
            for rating in scale["ratings"]
        ],
    }


def compared(scale: Json, tallies: Iterable[Tally], spans: tuple[Span, Span]) -> Json:
    """The ratings of a scale in two spans beside each other; shares only where both have enough.

    `left_out` counts the checks of a year of which a span holds only some months.
    """
    tallies = list(tallies)
    sides = [_per_rating(_within(tallies, span.holds)) for span in spans]
    totals = [side.total() for side in sides]
    enough = min(totals) >= MINIMUM
    return {
        "steps": steps(scale),
        "totals": totals,
        "enough": enough,
        "left_out": sum(tally.count for tally in tallies if any(_cut(tally, span) for span in spans)),
        "rows": [
            {
                "rating": rating,
                "sides": [
                    {"count": side[rating["slug"]], "share": _share(side[rating["slug"]], total) if enough else ""}
                    for side, total in zip(sides, totals, strict=True)
                ],
            }
            for rating in scale["ratings"]
            if any(side[rating["slug"]] for side in sides)
        ],
    }


def _per_rating(tallies: Iterable[Tally]) -> Counter[str]:
    found: Counter[str] = Counter()
    for tally in tallies:
        found[tally.rating] += tally.count
    return found


def _share(count: int, of: int) -> str:
    return cldr.percent(count / of)


def _within(tallies: Iterable[Tally], holds: Callable[[PartialDate], bool]) -> Iterator[Tally]:
    return (tally for tally in tallies if holds(PartialDate.parse(tally.month)))


def _cut(tally: Tally, span: Span) -> bool:
    when = PartialDate.parse(tally.month)
    return span.touches(when) and not span.holds(when)
