"""Who came in, who was made what, and who may do what: sign-ins, people, groups and rights in one order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from .history import Change, Noun, Step, events_of, told
from .sign_in import SignIn
from .tracked import GroupRight, PersonGroup, PersonRight
from .user import User


@dataclass(frozen=True)
class Kind:
    """One sort of change: its table, and the columns that say of whom or of which group it is."""

    label: Any
    noun: Noun
    person: str = ""
    group: str = ""


SIGN_IN = "sign-in"
# In the addresses of the audit page. The tables of all but one are histories; a sign-in is kept as it was.
KINDS: dict[str, Kind] = {
    "group": Kind(_("Groups made and renamed"), Group, group="id"),
    "member": Kind(_("Who is in a group"), PersonGroup, person="user_id", group="group_id"),
    "person": Kind(_("People"), User, person="id"),
    "right": Kind(_("Rights of a group"), GroupRight, group="group_id"),
    "own-right": Kind(_("Rights of one person"), PersonRight, person="user_id"),
    SIGN_IN: Kind(_("Sign-ins"), SignIn, person="person_id"),
}


@dataclass(frozen=True)
class Asked:
    """Which changes are wanted: of or by a person, of one kind, within a span, before a place in the list."""

    person: int | None = None
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: tuple[datetime, str, int] | None = None


@dataclass(frozen=True)
class Audited:
    """One change of a person, a group or a right."""

    place: tuple[datetime, str, int]  # in the list: when, which kind, which event
    kind: Any
    about: str
    change: Change


Found = tuple[tuple[datetime, str, int], Any]  # a place in the list, and the event or sign-in that stands there


def audit(asked: Asked, most: int) -> list[Audited]:
    """The newest changes that were asked for, one query for each kind and some for the names."""
    found: list[Found] = []
    for name in [asked.kind] if asked.kind else KINDS:
        if name == SIGN_IN:
            found += [((row.at, name, row.pk), row) for row in _sign_ins(asked)[:most]]
        else:
            events = _wanted(name, asked).order_by("-pgh_created_at", "-pgh_id")[:most]
            found += [((event.pgh_created_at, name, event.pgh_id), event) for event in events]
    newest = nlargest(most, found, key=lambda pair: pair[0])
    told = {row.place: row for row in _sign_ins_told(newest)}
    changes = _told([pair for pair in newest if pair[0][1] != SIGN_IN])
    return sorted([*told.values(), *changes], key=lambda row: row.place, reverse=True)


def _sign_ins(asked: Asked) -> models.QuerySet[SignIn]:
    rows = SignIn.objects.select_related("person").order_by("-at", "-pk")
    if asked.person is not None:
        rows = rows.filter(person=asked.person)
    if asked.since:
        rows = rows.filter(at__gte=asked.since)
    if asked.until:
        rows = rows.filter(at__lt=asked.until)
    return rows.filter(_before(SIGN_IN, *asked.before, moment="at", number="pk")) if asked.before else rows


def _sign_ins_told(found: list[Found]) -> Iterator[Audited]:
    for place, row in found:
        if place[1] == SIGN_IN:
            who = str(row.person or row.name)
            where = ", ".join(filter(None, [row.address, row.device]))
            change = Change(who, row.at, row.get_outcome_display(), "", where)
            yield Audited(place, KINDS[SIGN_IN].label, who, change)


def _wanted(name: str, asked: Asked) -> models.QuerySet[Any]:
    kind = KINDS[name]
    events = events_of(kind.noun).exclude(pgh_label="found")
    if asked.person is not None:
        concerned = Q(pgh_context__user=asked.person)
        events = events.filter(concerned | Q(**{kind.person: asked.person}) if kind.person else concerned)
    if asked.since:
        events = events.filter(pgh_created_at__gte=asked.since)
    if asked.until:
        events = events.filter(pgh_created_at__lt=asked.until)
    if asked.before:
        events = events.filter(_before(name, *asked.before))
    return events


def _before(
    name: str, when: datetime, last: str, after: int, *, moment: str = "pgh_created_at", number: str = "pgh_id"
) -> Q:
    """What comes after a place of the list, newest first; the columns say when a row was and its number."""
    earlier, same = Q(**{f"{moment}__lt": when}), Q(**{moment: when})
    if name == last:
        return earlier | (same & Q(**{f"{number}__lt": after}))
    return earlier | same if name < last else earlier


def _told(found: list[Found]) -> Iterator[Audited]:
    befores = _befores([event for _place, event in found])
    names = _Abouts(found)
    changes: dict[tuple[str, int], list[Change]] = {}
    steps = [_step(place[1], event, befores) for place, event in found]
    for change in told(steps):
        changes.setdefault((change.noun, change.event), []).append(change)
    for place, event in found:
        noun = KINDS[place[1]].noun._meta.model_name or ""
        for change in changes.get((noun, event.pgh_id), []):
            yield Audited(place, KINDS[place[1]].label, names.of(place[1], event), change)


def _step(name: str, event: Any, befores: dict[tuple[type, int], Any]) -> Step:
    noun = KINDS[name].noun
    if event.pgh_label == "delete":
        return Step(noun, event, None)
    return Step(noun, befores.get((type(event), event.pgh_id)) if event.pgh_label == "update" else None, event)


def _befores(events: list[Any]) -> dict[tuple[type, int], Any]:
    """The state before each update, with one query for each table."""
    befores: dict[tuple[type, int], Any] = {}
    for table in {type(event) for event in events if event.pgh_label == "update"}:
        rows = table._default_manager
        earlier = rows.filter(id=OuterRef("id"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id").values("pgh_id")
        updates = [event.pgh_id for event in events if type(event) is table and event.pgh_label == "update"]
        pairs = dict(rows.filter(pk__in=updates).values_list("pgh_id", Subquery(earlier[:1])))
        states = rows.in_bulk([pk for pk in pairs.values() if pk is not None])
        befores |= {(table, pk): states[before] for pk, before in pairs.items() if before is not None}
    return befores


class _Abouts:
    """The names of those that some events are about; one who is gone is named as they last were."""

    def __init__(self, found: list[Found]) -> None:
        self.people = User.objects.in_bulk(self._wanted(found, "person"))
        self.groups = Group.objects.in_bulk(self._wanted(found, "group"))

    @staticmethod
    def _wanted(found: list[Found], what: str) -> set[int]:
        return {getattr(event, column) for place, event in found if (column := getattr(KINDS[place[1]], what))}

    def of(self, name: str, event: Any) -> str:
        kind = KINDS[name]
        if kind.person:
            person = self.people.get(getattr(event, kind.person))
            return str(person) if person else str(getattr(event, "username", ""))
        group = self.groups.get(getattr(event, kind.group))
        return str(group) if group else str(getattr(event, "name", ""))
