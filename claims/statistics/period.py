"""The span of days that is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Invalid

USUAL = timedelta(days=89)


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted, by the desk's clock."""

    first: date
    last: date

    @classmethod
    def asked(cls, words: Mapping[str, str]) -> "Period":
        """The period that `from` and `until` name (2026-03-30); three months to today for what is left out.

        Raises Invalid for what is no day, and for a span that runs backwards.
        """
        faults: dict[str, list[str]] = {}
        last = _day(words, "until", timezone.localdate(), faults)
        first = _day(words, "from", last - USUAL, faults)
        if first > last:
            faults["from"] = [_("the first day is after the last")]
        if faults:
            raise Invalid(_("Nothing was counted"), *(said[0] for said in faults.values()), fields=faults)
        return cls(first, last)

    @property
    def begins(self) -> datetime:
        """The first moment of it."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its first moment and the first after it, for a query."""
        return self.begins, self.ends


def _day(words: Mapping[str, str], name: str, usual: date, faults: dict[str, list[str]]) -> date:
    given = words.get(name, "").strip()
    try:
        return date.fromisoformat(given) if given else usual
    except ValueError:
        faults[name] = [_("“%(given)s” is not a day: write it as 2026-03-30") % {"given": given[:40]}]
        return usual
