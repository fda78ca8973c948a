"""The audit page: who came in, who was made what, who may do what. To be read; nobody changes it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import KINDS, Asked, User, audit
from claims.vocabulary import Permission

from .history import lines, moment_of
from .pages import context, desk_page

MOST = 100  # changes on one page
PEOPLE = 1000  # in the list to choose from


@desk_page("audit/", name="audit", title=gettext_lazy("Audit"), permission=Permission.MANAGE_PEOPLE)
def audit_page(request: HttpRequest) -> HttpResponse:
    """The changes of people, groups and rights, newest first."""
    asked, faults = _asked(request.GET)
    found = audit(asked, MOST + 1) if not faults else []
    places = list(dict.fromkeys(row.place for row in found))
    last = places[MOST - 1] if len(places) > MOST else None
    shown = [row for row in found if last is None or row.place >= last]
    words = {name: request.GET.get(name, "") for name in ("person", "kind", "from", "until")}
    query = request.GET.copy()
    if last is not None:
        query["before"] = "~".join([last[0].isoformat(), last[1], str(last[2])])
    page = context(
        request,
        title=_("Audit"),
        rows=list(zip(shown, lines([row.change for row in shown]), strict=True)),
        asked=words,
        faults=faults,
        kinds=[(name, kind.label) for name, kind in KINDS.items()],
        people=User.objects.order_by("username")[:PEOPLE],
        earlier=query.urlencode() if last is not None else "",
    )
    return TemplateResponse(request, "admin/audit.html", page, status=400 if faults else 200)


def _asked(words: Any) -> tuple[Asked, list[str]]:
    """What the address asks for, and what of it cannot be meant."""
    faults: list[str] = []
    given = {name: words.get(name, "").strip() for name in ("person", "kind", "from", "until", "before")}
    if given["person"] and not (given["person"].isdecimal() and len(given["person"]) < 10):
        faults.append(_("There is no such person."))
    if given["kind"] and given["kind"] not in KINDS:
        faults.append(_("There is no such kind of change."))
    first, last = (_day(given[name], faults) for name in ("from", "until"))
    before = _place(given["before"], faults)
    if faults:
        return Asked(), faults
    person = int(given["person"]) if given["person"] else None
    until = _begins(last + timedelta(days=1)) if last else None
    return Asked(person, given["kind"], _begins(first) if first else None, until, before), []


def _day(text: str, faults: list[str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults.append(_("“%(given)s” is not a day: write it as 2026-03-30.") % {"given": text[:40]})
        return None


def _place(text: str, faults: list[str]) -> tuple[datetime, str, int] | None:
    if not text:
        return None
    moment, _tilde, rest = text.partition("~")
    kind, _tilde, number = rest.partition("~")
    when = moment_of(moment)
    if when is None or kind not in KINDS or not (number.isdecimal() and len(number) < 10):
        faults.append(_("This is no place in the list."))
        return None
    return when, kind, int(number)


def _begins(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
