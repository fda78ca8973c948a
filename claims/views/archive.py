"""All checks by the month in which they were first published."""

from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.timezone import get_current_timezone, localtime
from django.views.decorators.http import require_safe

from claims import cldr
from claims.models import Review
from claims.models.review import ReviewQuerySet

from .asking import Page, page
from .caching import answer

SHADES = 4
Json = dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """A calendar: how many checks each month has."""
    months = Review.objects.public().per_month()
    return answer(request, "claims/archive.html", lambda: {"years": _years(months)}, shows=months.items())


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponseBase:
    """The checks first published in a month, newest first."""
    begins, ends, reviews = of_month(year, month)
    found = page(request, reviews.newest().cards())
    beside = [moment and localtime(moment).date() for moment in Review.objects.public().beside(begins, ends)]
    shown = [*beside, found.number, found.older, *(review.tag for review in found.rows)]
    return answer(request, "claims/archive_month.html", lambda: _context(begins.date(), beside, found), shows=shown)


def of_month(year: int, month: int) -> tuple[datetime, datetime, ReviewQuerySet]:
    """When a month begins and ends at the desk, and the checks first published in it; 404 if there is no such month."""
    if not 0 < year < MAXYEAR or not 1 <= month <= 12:
        raise Http404
    begins, ends = _moment(year, month), _moment(year + month // 12, month % 12 + 1)
    return begins, ends, Review.objects.public().published_from(begins).published_before(ends)


def _moment(year: int, month: int) -> datetime:
    return datetime(year, month, 1, tzinfo=get_current_timezone())


def _context(begins: date, beside: list[Any], found: Page) -> Json:
    return {
        "begins": begins,
        "month": cldr.month(begins),
        "earlier": _link(beside[0]),
        "later": _link(beside[1]),
        "page": found,
        "cards": [review.summary_card for review in found.rows],
    }


def _link(when: date | None) -> Json | None:
    return {"year": when.year, "month": when.month, "name": cldr.month(when)} if when else None


def _years(months: dict[date, int]) -> list[Json]:
    """Each year that has checks with all its months, the newest year first."""
    most = max(months.values(), default=0)
    return [
        {"year": year, "total": sum(months[m] for m in of_it), "months": list(_calendar(year, months, most))}
        for year, of_it in ((year, list(group)) for year, group in groupby(months, key=lambda m: m.year))
    ]


def _calendar(year: int, months: dict[date, int], most: int) -> Iterable[Json]:
    for number in range(1, 13):
        begins = date(year, number, 1)
        count = months.get(begins, 0)
        yield {
            "number": number,
            "name": cldr.short_month_name(begins),
            "full": cldr.month(begins),
            "count": count,
            "shade": -(-SHADES * count // most) if most else 0,
        }
