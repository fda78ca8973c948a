"""How many checks of a speaker or a topic have which rating, over time, and in two periods beside each other."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.formats.over_time import over_time, rows
from claims.formats.spreadsheet import table
from claims.formats.tally import MINIMUM, Span, by_scale, compared, counts
from claims.models import Review, Subject, Tally
from claims.models.review import ReviewQuerySet
from claims.partial_dates import PartialDate
from claims.vocabulary import SubjectKind

from .asking import words
from .caching import answer_with

NAMES = ("from", "to", "and_from", "and_to")
HEADER = ("scale", "rating", "label", "period", "checks", "dated_by_when_said")
Json = dict[str, Any]


def context_of_counts(request: HttpRequest, subject: Subject) -> Json:
    """The counts of a subject's checks, scale by scale, and the comparison that the address asks for."""
    tallies = _tallies(subject)
    of_scales = list(by_scale(tallies, _scales()))
    comparison = _comparison(request)
    return {
        "minimum": MINIMUM,
        "counted": [
            {
                "scale": scale,
                "counts": counts(scale, of_it),
                "time": over_time(scale, of_it),
                "compared": compared(scale, of_it, comparison["spans"]) if comparison["spans"] else None,
            }
            for scale, of_it in of_scales
        ],
        "comparison": comparison,
    }


def csv_of_counts(request: HttpRequest, subject: Subject) -> HttpResponseBase:
    """Each bar that is drawn, for a spreadsheet; by one query where the reader's copy is still good."""
    response = answer_with(
        request,
        lambda: table(HEADER, _rows(subject)).encode(),
        shows=[subject.changed_at, subject.reviews],
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{subject.kind}-{subject.slug}.csv"'
    return response


def _rows(subject: Subject) -> list[tuple[str | int, ...]]:
    of_scales = by_scale(_tallies(subject), _scales())
    return [row for scale, of_it in of_scales for row in rows(scale, over_time(scale, of_it))]


def _tallies(subject: Subject) -> list[Tally]:
    if subject.kind == SubjectKind.SPEAKER:
        return _public().said_by(subject.slug).tally(speaker=subject.slug)
    return _public().about(subject.slug).tally()


def _public() -> ReviewQuerySet:
    return Review.objects.public()


def _scales() -> list[Json]:
    return [subject.document for subject in Subject.objects.public().of_kind(SubjectKind.SCALE)]


def _comparison(request: HttpRequest) -> Json:
    """The two spans that the address asks for, or what is wrong with them; what was typed is kept."""
    given = {name: words(request, name) for name in NAMES}
    asked: Json = {"given": given, "spans": None, "faults": []}
    if not any(given.values()):
        return asked
    faults: list[str] = []
    first, second = _span(given["from"], given["to"], faults), _span(given["and_from"], given["and_to"], faults)
    if first is None or second is None:
        return asked | {"faults": faults}
    return asked | {"spans": (first, second), "words": (first.words(), second.words())}


def _span(begins: str, ends: str, faults: list[str]) -> Span | None:
    """A span as it was typed; without an end it is the year or month that it begins with."""
    if not begins:
        faults.append(_("Say with which year each of the two periods begins."))
        return None
    try:
        span = Span(_year_or_month(begins), _year_or_month(ends or begins))
    except ValueError as fault:
        faults.append(str(fault))
        return None
    if span.last.latest() < span.first.earliest():
        faults.append(_("The period from %(first)s to %(last)s runs backwards.") % {"first": begins, "last": ends})
        return None
    return span


def _year_or_month(given: str) -> PartialDate:
    try:
        when = PartialDate.parse(given)
    except ValueError:
        when = None
    if when is None or when.day is not None:
        raise ValueError(
            _("“%(given)s” is neither a year (2023) nor a month (2023-03).") % {"given": Truncator(given).chars(40)}
        ) from None
    return when
