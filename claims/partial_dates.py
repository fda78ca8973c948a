"""Dates that may be only a year or a month."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Self

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims import cldr

WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
PRECISIONS = ("year", "month", "day")


@total_ordering
@dataclass(frozen=True, order=False)
class PartialDate:
    """A date known to the year, the month or the day, as ISO 8601 writes them.

    Where a coarser and a finer date begin together, the coarser comes first.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        for fault in self._faults():
            raise ValueError(_("“%(date)s” is not a date: %(fault)s") % {"date": self, "fault": fault})

    def _faults(self) -> Iterator[str]:
        if not 1 <= self.year <= 9999:
            yield _("the year lies between 0001 and 9999.")
        elif self.month is None and self.day is not None:
            yield _("a day needs its month.")
        elif self.month is not None and not 1 <= self.month <= 12:
            yield _("the month lies between 01 and 12.")
        elif self.month is not None and self.day is not None:
            days = calendar.monthrange(self.year, self.month)[1]
            if not 1 <= self.day <= days:
                yield _("that month has %(days)d days.") % {"days": days}

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date written as 2023, 2023-03 or 2023-03-30; else a ValueError for the writer."""
        written = WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError(
                _("“%(date)s” is not a date: write a year (2023), a month (2023-03) or a day (2023-03-30).")
                % {"date": Truncator(text).chars(40)}
            )
        year, *rest = written.groups()
        return cls(int(year), *(int(part) if part else None for part in rest))

    def __str__(self) -> str:
        parts = [
            f"{self.year:04d}",
            *(f"{part:02d}" for part in (self.month, self.day) if part is not None),
        ]
        return "-".join(parts)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._place() < other._place()

    def _place(self) -> tuple[date, int]:
        return self.earliest(), PRECISIONS.index(self.precision)

    @property
    def precision(self) -> str:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def earliest(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def humanize(self) -> str:
        """The date as the reader's language writes it: 30 March 2023, March 2023, 2023."""
        written = {"day": cldr.day, "month": cldr.month, "year": cldr.year}[self.precision]
        return written(self.earliest())
