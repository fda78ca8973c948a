"""Claimed against found: a dot plot of one claimed number and the numbers that were found."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from claims import cldr
from claims.figures import Figure
from claims.partial_dates import PartialDate

Json = dict[str, Any]
Bounds = tuple[Decimal | None, Decimal | None]

START, END = 3.0, 97.0  # per cent of the width that the axis takes
INTERVALS = 5
ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
PALEST = 3
LONGEST_TICK = 9  # characters: a number that takes more is written with a word for its thousands if that helps
ROOM, ROOM_ON_A_PHONE = 52, 30  # characters that stand side by side below the axis


def dotplot(claimed: Json | None, evidence: Iterable[Json]) -> Json | None:
    """The drawing of a claim's figure and its evidence's, or None where there is nothing to compare.

    All places are in per cent of the width, so that letters keep their size.
    A figure in another unit than the claim's stands in `elsewhere` and not on the axis.
    """
    if not claimed:
        return None
    claim = Figure.from_json(claimed)
    found = [(piece, Figure.from_json(piece["figure"])) for piece in evidence if piece["figure"]]
    alike = [(piece, figure) for piece, figure in found if figure.unit in ("", claim.unit)]
    if not alike:
        return None

    scale = Scale([claim.bounds(), *(figure.bounds() for _piece, figure in alike)])
    in_time = sorted(alike, key=lambda pair: _when(*pair), reverse=True)
    return {
        "unit": claim.unit,
        "ticks": _ticks(scale),
        "claimed": _place(claim.bounds(), scale) | _labels(claim, claim.unit),
        "found": [
            {"age": min(age, PALEST)} | _span(figure.bounds(), scale) | _named(piece, figure, claim.unit)
            for age, (piece, figure) in enumerate(in_time)
        ],
        "elsewhere": [_named(p, f, f.unit) for p, f in found if (p, f) not in alike],
    }


class Scale:
    """An axis of round numbers that holds all bounds; from zero where that costs little room."""

    def __init__(self, bounds: Sequence[Bounds]) -> None:
        ends = [end for pair in bounds for end in pair if end is not None]
        low, high = min(ends), max(ends)
        if 0 <= low < high * 2 / 3:
            low = Decimal(0)
        if low * 2 / 3 < high <= 0:
            high = Decimal(0)
        step = _round_step((high - low) or abs(high) or Decimal(1))
        self.low = _snap(low if low == 0 else low - step / 4, step, ROUND_FLOOR)
        self.high = _snap(high if low < high == 0 else high + step / 4, step, ROUND_CEILING)
        count = int((self.high - self.low) / step)
        self.ticks = [self.low + step * index for index in range(count + 1)]

    def at(self, value: Decimal) -> float:
        """Where a value lies, in per cent of the width."""
        share = float((value - self.low) / (self.high - self.low))
        return round(START + (END - START) * share, 2)


def _round_step(extent: Decimal) -> Decimal:
    rough = extent / INTERVALS
    power = Decimal(10) ** rough.adjusted()
    return next(step * power for step in ROUND_STEPS if step * power >= rough)


def _snap(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=rounding) * step


def _ticks(scale: Scale) -> list[Json]:
    """The ticks with as many labels as there is room for; `phone` says which of them stay on a narrow screen."""
    labels = _tick_labels(scale.ticks)
    shown = _every(labels, ROOM)
    on_a_phone = shown * _every(labels[::shown], ROOM_ON_A_PHONE)
    return [
        {
            "at": scale.at(value),
            "label": label if index % shown == 0 else "",
            "phone": index % on_a_phone == 0,
            "zero": value == 0 and scale.low < 0 < scale.high,
        }
        for index, (value, label) in enumerate(zip(scale.ticks, labels, strict=True))
    ]


def _tick_labels(ticks: Sequence[Decimal]) -> list[str]:
    """The numbers in digits, or where these are many, with words for their thousands."""
    exact = [_number(value) for value in ticks]
    short = [cldr.short_number(value) for value in ticks]
    return short if max(map(len, exact)) > LONGEST_TICK >= max(map(len, short)) else exact


def _every(labels: Sequence[str], room: int) -> int:
    """How many ticks lie between two labels, so that those that are shown fit."""
    steps = range(1, len(labels) + 1)
    return next(step for step in steps if sum(len(label) + 2 for label in labels[::step]) <= room or step == steps[-1])


def _span(bounds: Bounds, scale: Scale) -> Json:
    """Where a figure begins and ends on the axis, and which ends are open."""
    low, high = bounds
    start = START if low is None else scale.at(low)
    end = END if high is None else scale.at(high)
    return {
        "start": start,
        "end": end,
        "width": round(end - start, 2),
        "open_start": low is None,
        "open_end": high is None,
        "dot": low == high,
    }


def _place(bounds: Bounds, scale: Scale) -> Json:
    """Where the claimed figure lies, and at which of its ends its name stands: to the side that has more room."""
    span = _span(bounds, scale)
    at = span["end"] if span["open_start"] else span["start"]
    return span | {"at": at, "room": round(100 - at, 2), "late": at > 50}


def _named(piece: Json, figure: Figure, unit: str) -> Json:
    when = _date(piece, figure)
    return _labels(figure, unit) | {
        "number": piece["number"],
        "publisher": piece["source"]["publisher"],
        "date": when.humanize() if when else "",
        "calculation": figure.calculation,
    }


def _labels(figure: Figure, unit: str) -> Json:
    """The figure in words, and short: with its per cent sign, without the rest of its unit."""
    sign = unit[:1] if unit[:1] in ("%", "‰") else ""
    return {
        "words": replace(figure, unit=unit).words(),
        "short": replace(figure, unit=sign).words(),
        "note": figure.note,
    }


def _date(piece: Json, figure: Figure) -> PartialDate | None:
    published = piece["source"]["published_on"]
    return figure.as_of or (PartialDate.parse(published) if published else None)


def _when(piece: Json, figure: Figure) -> tuple[int, str, int]:
    when = _date(piece, figure)
    return (1, when.latest().isoformat(), piece["number"]) if when else (0, "", piece["number"])


def _number(value: Decimal) -> str:
    return cldr.number((value + 0).normalize())
