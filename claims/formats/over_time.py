"""Checks over time: a strip of bars for each rating, all strips on one axis."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from claims import cldr
from claims.models import Tally
from claims.partial_dates import PartialDate

MONTH, QUARTER, YEAR, DECADE, CENTURY = 1, 3, 12, 120, 1200  # how many months a column holds
COLUMNS_AT_MOST = 24
COLUMNS_AT_LEAST = 8  # of fewer, the drawing is narrower: one bar alone is no wall
LABELS_AT_MOST = 8
YEAR_APART = 3  # columns that the name of a year takes
DIGITS_AT_MOST = 24  # in a strip; with more, only its highest bar has its number
BAR = 0.64  # of a column's width
TALLEST = 2.0  # rem
BASE = 3.0  # rem, where the bars stand
Json = dict[str, Any]


def over_time(scale: Json, tallies: Iterable[Tally]) -> Json:
    """The drawing and the table of one scale's checks over time.

    Across in per cent of the drawing, which itself takes `room` per cent of its place; upwards in rem. `columns` has
    each stretch of time, `strips` each rating that has checks, with a bar for each column; `said` and `checked` count
    by which of the two moments checks are placed.
    """
    tallies = list(tallies)
    months = _unit([PartialDate.parse(tally.month) for tally in tallies])
    found, said = _counted(tallies, months)
    places = range(min(place for _rating, place in found), max(place for _rating, place in found) + 1)
    width = 100 / len(places)
    highest = max(found.values())
    printed = len(places) * len(str(highest)) <= DIGITS_AT_MOST
    dated = sum(said.values())
    return {
        "columns": [_column(place, place - places[0], months, width, len(places)) for place in places],
        "base": BASE,
        "room": round(100 * len(places) / max(len(places), COLUMNS_AT_LEAST), 2),
        "said": dated,
        "checked": found.total() - dated,
        "strips": [
            _strip(
                rating, [(found[rating["slug"], p], said[rating["slug"], p]) for p in places], width, highest, printed
            )
            for rating in scale["ratings"]
            if any(found[rating["slug"], p] for p in places)
        ],
    }


def _counted(tallies: Iterable[Tally], months: int) -> tuple[Counter[tuple[str, int]], Counter[tuple[str, int]]]:
    """The checks by rating and column, and those of them that stand where they were said."""
    found: Counter[tuple[str, int]] = Counter()
    said: Counter[tuple[str, int]] = Counter()
    for tally in tallies:
        key = tally.rating, _place(PartialDate.parse(tally.month), months)
        found[key] += tally.count
        said[key] += tally.count if tally.said else 0
    return found, said


def _unit(dates: list[PartialDate]) -> int:
    """The finest columns in which all dates have a place, and which are not too many."""
    finest = YEAR if any(when.month is None for when in dates) else MONTH
    for months in (MONTH, QUARTER, YEAR, DECADE):
        places = [_place(when, months) for when in dates]
        if months >= finest and max(places) - min(places) < COLUMNS_AT_MOST:
            return months
    return CENTURY


def _place(when: PartialDate, months: int) -> int:
    return (when.year * 12 + (when.month or 1) - 1) // months


def _column(place: int, order: int, months: int, width: float, count: int) -> Json:
    """A stretch of time: its name, its key for programs, and what stands under the axis where there is room."""
    begins = _begins(place, months)
    in_turn = order % -(-count // LABELS_AT_MOST) == 0
    of_year = cldr.year(begins) if _opens_a_year(begins, order, months, count) else ""
    return {
        "middle": round(width * (order + 0.5), 2),
        "name": _name(place, months),
        "key": _key(place, months),
        "label": _label(begins, months, in_turn, of_year),
        "year": of_year if months == MONTH else "",
    }


def _opens_a_year(begins: date, order: int, months: int, count: int) -> bool:
    """Whether a month or a quarter has its year under it: each January, and the first unless a January is near."""
    if months >= YEAR:
        return False
    until_january = (13 - begins.month) // months
    return begins.month == 1 or (order == 0 and until_january >= min(count, YEAR_APART))


def _label(begins: date, months: int, in_turn: bool, of_year: str) -> str:
    """The name of a month or year where it is its turn; of quarters only those where a year begins."""
    if months == QUARTER:
        return of_year
    if not in_turn:
        return ""
    return cldr.short_month_name(begins) if months == MONTH else cldr.year(begins)


def _begins(place: int, months: int) -> date:
    year, month = divmod(place * months, 12)
    return date(max(year, 1), month + 1, 1)


def _name(place: int, months: int) -> str:
    named = {MONTH: cldr.month, QUARTER: cldr.quarter, YEAR: cldr.year}
    return named[months](_begins(place, months)) if months in named else "–".join(map(str, _years(place, months)))


def _key(place: int, months: int) -> str:
    """2023-03, 2023-Q1, 2023, 1990/1999."""
    begins = _begins(place, months)
    if months == MONTH:
        return f"{begins.year:04d}-{begins.month:02d}"
    if months == QUARTER:
        return f"{begins.year:04d}-Q{begins.month // 3 + 1}"
    return "/".join(f"{year:04d}" for year in dict.fromkeys(_years(place, months)))


def _years(place: int, months: int) -> tuple[int, int]:
    """The first and the last year of a column."""
    return max(place * months // 12, 1), (place + 1) * months // 12 - 1


def _strip(rating: Json, counts: list[tuple[int, int]], width: float, highest: int, printed: bool) -> Json:
    """The bars of one rating; each has its number, or only the first of the highest where there is no room for all."""
    most = max(count for count, _said in counts)
    first = next(order for order, (count, _said) in enumerate(counts) if count == most)
    return {
        "rating": rating,
        "total": sum(count for count, _said in counts),
        "most": most,
        "bars": [
            {
                "count": count,
                "said": said,
                "x": round(width * (order + (1 - BAR) / 2), 2),
                "width": round(width * BAR, 2),
                "middle": round(width * (order + 0.5), 2),
                "top": round(BASE - TALLEST * count / highest, 3),
                "height": round(TALLEST * count / highest, 3),
                "printed": bool(count) and (printed or order == first),
            }
            for order, (count, said) in enumerate(counts)
        ],
    }


def rows(scale: Json, drawn: Json) -> list[tuple[str | int, ...]]:
    """What is drawn, bar by bar: scale, rating, its label, the stretch of time, checks, those placed by when said."""
    return [
        (scale["slug"], strip["rating"]["slug"], strip["rating"]["label"], column["key"], bar["count"], bar["said"])
        for strip in drawn["strips"]
        for column, bar in zip(drawn["columns"], strip["bars"], strict=True)
    ]
