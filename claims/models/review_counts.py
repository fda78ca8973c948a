"""How many reviews there are of each sort: by rating and month, by what a list can be narrowed to."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

COUNTED_AT_MOST = 5000  # of a list that readers narrow: its newest
Row = TypeVar("Row", bound=models.Model)

# A month is 2023-03; of what is known to have been said in a year only, it is that year.
TALLY = """
SELECT scale_slug, rating_slug, left(coalesce(said ->> %s, checked), 7), said ->> %s IS NOT NULL, count(*)
FROM (
    SELECT scale_slug, rating_slug, said, to_char(published_at AT TIME ZONE %s, 'YYYY-MM') AS checked
    FROM ({reviews}) AS shown
) AS dated
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
FACETS = """
WITH shown AS MATERIALIZED (
    SELECT rating_slug, topic_slugs, kind, split_part(lower(language), '-', 1) AS language,
           to_char(published_at AT TIME ZONE %s, 'YYYY') AS year
    FROM ({reviews}) AS matching
)
SELECT 'all' AS facet, '' AS value, count(*) FROM shown
UNION ALL SELECT 'rating', rating_slug, count(*) FROM shown GROUP BY 2
UNION ALL SELECT 'topic', unnest(topic_slugs), count(*) FROM shown GROUP BY 2
UNION ALL SELECT 'kind', kind, count(*) FROM shown GROUP BY 2
UNION ALL SELECT 'language', language, count(*) FROM shown GROUP BY 2
UNION ALL SELECT 'year', year, count(*) FROM shown GROUP BY 2
"""


@dataclass(frozen=True)
class Tally:
    """How many checks of a rating fall to a month (2023-03) or, if no more is known, to a year (2023).

    `said` tells that this is when the claim was made; else it is when the check was first published.
    """

    scale: str
    rating: str
    month: str
    said: bool
    count: int


@dataclass(frozen=True)
class Counted:
    """How many reviews a list has, and how many of them fall to each value that it can be narrowed to."""

    total: int = 0
    more: bool = False  # there are more than were counted
    values: Mapping[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


class CountingQuerySet(models.QuerySet[Row]):
    """Reviews, counted by the database."""

    def tally(self, speaker: str = "") -> list[Tally]:
        """The reviews by rating and month: when that speaker first said it, where known, else when it was checked."""
        columns = ("scale_slug", "rating_slug", "said", "published_at")
        rows = self._asked(TALLY, columns, speaker, speaker, timezone.get_current_timezone_name())
        return [Tally(*row) for row in rows]

    def facets(self) -> Counted:
        """How many there are, and what the newest of them can be narrowed to."""
        newest = self.order_by("-published_at")[: COUNTED_AT_MOST + 1]
        columns = ("rating_slug", "topic_slugs", "kind", "language", "published_at")
        values: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for facet, value, count in newest._asked(FACETS, columns, timezone.get_current_timezone_name()):
            values[facet][value] = count
        total = values.pop("all", Counter()).total()
        return Counted(min(total, COUNTED_AT_MOST), total > COUNTED_AT_MOST, values)

    def per_month(self) -> dict[date, int]:
        """How many were first published in each month of the site's time zone that has any, newest first."""
        months = self.order_by().annotate(month=TruncMonth("published_at")).values_list("month")
        return {month.date(): count for month, count in months.annotate(n=Count("pk")).order_by("-month")}

    def beside(self, begins: datetime, ends: datetime) -> tuple[datetime | None, datetime | None]:
        """When the nearest before a span and the nearest from its end on were first published, by one query."""
        moments = self.order_by().values_list("published_at", flat=True)
        earlier = moments.filter(published_at__lt=begins).order_by("-published_at")[:1]
        later = moments.filter(published_at__gte=ends).order_by("published_at")[:1]
        found = list(earlier.union(later, all=True))
        return (
            next((moment for moment in found if moment < begins), None),
            next((moment for moment in found if moment >= ends), None),
        )

    def _asked(self, question: str, columns: tuple[str, ...], *given: Any) -> list[tuple[Any, ...]]:
        """The answer to a question in SQL about these columns; what it is asked with comes before the reviews' own."""
        try:
            reviews, own = self.values_list(*columns).query.sql_with_params()
        except EmptyResultSet:
            return []
        with connection.cursor() as cursor:
            cursor.execute(question.format(reviews=reviews), [*given, *own])
            return cursor.fetchall()
