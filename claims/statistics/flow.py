"""How claims pass through the desk: how long they stay in each state, and how many reach readers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth, TruncWeek
from django.utils.translation import ngettext

from claims.models import Publication
from claims.vocabulary import Act, Status

from .period import Period

WEEKLY_UP_TO = 190  # days; a longer span is counted by the month

# Each stay of a claim in a state, from the history that triggers keep; a stay counts in the period in which it ended.
STAYS = """
WITH changes AS (
    SELECT pgh_obj_id, pgh_id, status, pgh_created_at,
           lag(status) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before
    FROM claims_claimevent WHERE pgh_label <> 'delete'
), stays AS (
    SELECT status, pgh_created_at AS since,
           lead(pgh_created_at) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS until
    FROM changes WHERE status IS DISTINCT FROM before
)
SELECT status, count(*),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY until - since),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY until - since)
FROM stays WHERE until >= %s AND until < %s GROUP BY status
"""


@dataclass(frozen=True)
class Stay:
    """How long claims stayed in a state that they left in the period."""

    status: Status
    claims: int
    median: timedelta
    slow: timedelta  # nine of ten were faster

    @property
    def median_words(self) -> str:
        return in_words(self.median)

    @property
    def slow_words(self) -> str:
        return in_words(self.slow)


@dataclass(frozen=True)
class Output:
    """What readers were told in a week or month that begins on a day."""

    begins: date
    first: int  # published for the first time
    corrected: int
    others: int  # updated, confirmed, restored, withdrawn, merged


def in_words(span: timedelta) -> str:
    """A span in the unit that an editor thinks in: 40 minutes, 5 hours, 3 days."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        hours = round(minutes / 60)
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(minutes / 60 / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def stays(period: Period) -> list[Stay]:
    """How long claims stayed in each state, in the order of the states."""
    with connection.cursor() as cursor:
        cursor.execute(STAYS, period.span)
        found = {row[0]: Stay(Status(row[0]), *row[1:]) for row in cursor.fetchall()}
    return [found[status] for status in Status if status in found]


def output(period: Period) -> list[Output]:
    """What readers were told, by the week, or by the month where the period is long; empty ones are counted too."""
    weekly = period.days <= WEEKLY_UP_TO
    part = TruncWeek("published_at") if weekly else TruncMonth("published_at")
    counted = (
        Publication.objects.within(*period.span)
        .annotate(part=part)
        .values("part")
        .annotate(
            first=Count("pk", filter=Q(act=Act.PUBLISH)),
            corrected=Count("pk", filter=Q(act=Act.CORRECT)),
            others=Count("pk", filter=~Q(act__in=[Act.PUBLISH, Act.CORRECT])),
        )
        .order_by("part")
    )
    told = {_day(row["part"]): (row["first"], row["corrected"], row["others"]) for row in counted}
    return [Output(day, *told.get(day, (0, 0, 0))) for day in _parts(period, weekly=weekly)]


def _day(moment: datetime) -> date:
    return moment.date()


def _parts(period: Period, *, weekly: bool) -> list[date]:
    day = period.first - timedelta(days=period.first.weekday()) if weekly else period.first.replace(day=1)
    parts = []
    while day <= period.last:
        parts.append(day)
        day = day + timedelta(days=7) if weekly else (day + timedelta(days=32)).replace(day=1)
    return parts
