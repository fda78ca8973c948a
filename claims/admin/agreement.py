"""How far first and second verdicts agree, month by month, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.agreement import Agreement
from claims.models import SecondVerdict

MONTHS = 12
FEW = 10  # pairs below which the rate of a month says little
# What a kappa up to this much means, after the usual reading (Landis and Koch 1977), in plainer words.
WORDS = [
    (0.0, _("no more than chance")),
    (0.2, _("hardly more than chance")),
    (0.4, _("some agreement")),
    (0.6, _("fair agreement")),
    (0.8, _("good agreement")),
    (1.0, _("very good agreement")),
]


@dataclass(frozen=True)
class Month:
    """One row of the table."""

    first_day: date
    found: Agreement

    @property
    def percent(self) -> int:
        return round(self.found.raw * 100)

    @property
    def words(self) -> Any:
        """What the figures mean."""
        kappa = self.found.kappa
        if self.found.pairs < FEW:
            return _("too few to tell")
        if kappa is None:
            return _("everybody gave one and the same rating")
        return next(words for most, words in WORDS if kappa <= most)


def agreement_per_month() -> list[Month]:
    """The last twelve months in which second verdicts were given, this month included, newest first."""
    per_month = SecondVerdict.objects.agreement_per_month(since=_begin())
    return [Month(first_day, found) for first_day, found in reversed(per_month.items())]


def _begin() -> datetime:
    """The first moment of the month eleven before this one, at the desk."""
    now = timezone.localtime()
    months = now.year * 12 + now.month - MONTHS  # counted from zero
    return now.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
