"""Statistics of the desk and the standards report: on a page, as CSV and on paper."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import Invalid
from claims.formats.spreadsheet import safe
from claims.statistics import checks, corrections, flow
from claims.statistics.agreement import agreement_within
from claims.statistics.period import Period
from claims.statistics.report import report

from .pages import context, desk_page


@desk_page("statistics/", name="statistics", title=gettext_lazy("Statistics"))
def statistics(request: HttpRequest) -> HttpResponse:
    """What the desk and its record show over a span of days."""
    try:
        period = Period.asked(request.GET)
    except Invalid as refusal:
        shown = context(request, title=_("Statistics"), period=Period.asked({}), refused=refusal)
        return TemplateResponse(request, "admin/statistics/statistics.html", shown, status=400)
    counted = {
        "stays": flow.stays(period),
        "output": _columns(flow.output(period)),
        "standing": checks.standing(period),
        "corrections": corrections.corrections(period),
        "shares": list(_shares(period)),
        "agreed": agreement_within(period),
    }
    shown = context(request, title=_("Statistics"), period=period, **counted)
    return TemplateResponse(request, "admin/statistics/statistics.html", shown)


@desk_page("statistics/csv/", name="statistics_csv")
def statistics_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers as a table for a spreadsheet."""
    try:
        period = Period.asked(request.GET)
    except Invalid as refusal:
        return HttpResponse(str(refusal), status=400, content_type="text/plain; charset=utf-8")
    name = f"statistics-{period.first}-{period.last}.csv"
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
    table = csv.writer(answer)
    table.writerow(["measure", "group", "value"])
    table.writerows([safe(cell) for cell in row] for row in _rows(period))
    return answer


@desk_page("statistics/report/", name="standards_report")
def standards_report(request: HttpRequest) -> HttpResponse:
    """What the record shows of each criterion of the fact-checkers' codes, to be printed."""
    try:
        period = Period.asked(request.GET)
    except Invalid as refusal:
        return HttpResponse(str(refusal), status=400, content_type="text/plain; charset=utf-8")
    shown = context(
        request,
        title=_("Standards report"),
        period=period,
        criteria=report(period),
        ratings=checks.by_rating(period),
    )
    return TemplateResponse(request, "admin/statistics/report.html", shown)


def _shares(period: Period) -> Iterator[tuple[str, str, list[checks.Share]]]:
    yield "rating", _("By rating"), checks.by_rating(period)
    yield "speaker", _("By speaker"), checks.by_speaker(period)
    yield "topic", _("By topic"), checks.by_topic(period)
    yield "kind", _("By kind of claim"), checks.by_kind(period)
    yield "source kind", _("Evidence by kind of source"), checks.by_source_kind(period)


def _columns(output: list[flow.Output]) -> list[dict[str, Any]]:
    """The weeks as columns of a drawing 100 wide and 100 high: what is corrected stands on what is new."""
    highest = max([part.first + part.corrected + part.others for part in output], default=0) or 1
    width = 100 / max(len(output), 1)
    columns = []
    for place, part in enumerate(output):
        bars, top = [], 100.0
        for name, count in (("first", part.first), ("corrected", part.corrected), ("others", part.others)):
            height = 100 * count / highest
            top -= height
            bars.append({"name": name, "y": round(top, 2), "height": round(height, 2)})
        columns.append({"part": part, "x": round(place * width, 3), "width": round(width * 0.8, 3), "bars": bars})
    return columns


def _rows(period: Period) -> Iterator[tuple[str, str, Any]]:
    yield "period", "first day", period.first.isoformat()
    yield "period", "last day", period.last.isoformat()
    yield from _rows_of_the_flow(period)
    for name, value in vars(checks.standing(period)).items():
        yield "standing", name, "" if value is None else value
    yield from _rows_of_the_record(period)
    for name, _label, shares in _shares(period):
        for share in shares:
            yield f"checks by {name}", share.name, share.count


def _rows_of_the_flow(period: Period) -> Iterator[tuple[str, str, Any]]:
    for stay in flow.stays(period):
        yield "claims that left a state", stay.status.value, stay.claims
        yield "median hours in a state", stay.status.value, _hours(stay.median)
        yield "hours in a state, nine of ten", stay.status.value, _hours(stay.slow)
    for part in flow.output(period):
        yield "first published", part.begins.isoformat(), part.first
        yield "corrected", part.begins.isoformat(), part.corrected
        yield "other entries", part.begins.isoformat(), part.others


def _rows_of_the_record(period: Period) -> Iterator[tuple[str, str, Any]]:
    taken_back = corrections.corrections(period)
    for label, count in taken_back.by_kind:
        yield "corrections", label, count
    for name in ("updated", "confirmed", "withdrawn", "restored", "one_pair_of_eyes", "overridden"):
        yield "entries", name, getattr(taken_back, name)
    if agreed := agreement_within(period):
        yield "second verdicts", "pairs", agreed.pairs
        yield "second verdicts", "same rating", f"{agreed.raw:.3f}"
        yield "second verdicts", "kappa", "" if agreed.kappa is None else f"{agreed.kappa:.3f}"


def _hours(span: timedelta) -> str:
    return f"{span.total_seconds() / 3600:.1f}"
