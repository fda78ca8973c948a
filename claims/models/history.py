"""Who changed what on the desk; read from the event tables that django-pghistory's triggers fill."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from .appearance import Appearance
from .claim import Claim
from .evidence import Evidence
from .standard import Waiver
from .user import User
from .verdict import Verdict

PARTS: tuple[type[models.Model], ...] = (Verdict, Evidence, Appearance, Waiver)
SILENT = {"id", "version", "created_at", "changed_at", "claim", "waived_at"}


@dataclass(frozen=True)
class Change:
    """One field that somebody changed."""

    who: str
    when: datetime
    field: str
    before: str
    after: str
    context: Any = None  # the id of the act or request that made it

    def __str__(self) -> str:
        return _("%(who)s changed %(field)s from “%(before)s” to “%(after)s”") % {
            "who": self.who,
            "field": self.field,
            "before": _shortened(self.before),
            "after": _shortened(self.after),
        }


def changes_since(claim: Claim, version: int) -> list[Change]:
    """What was changed in a claim, its verdict, evidence, appearances and waivers after that version, oldest first."""
    own = _events_of(Claim).filter(pgh_obj_id=claim.pk).order_by("pgh_id")
    base = own.filter(version__lte=version).last()
    if base is None:
        return []
    changes = list(_differences(Claim, own.filter(pgh_id__gte=base.pgh_id)))
    for part in PARTS:
        events = _events_of(part).filter(claim_id=claim.pk).order_by("pgh_id")
        changes += [change for change in _differences(part, events) if _came_after(change, base)]
    return _with_names(sorted(changes, key=lambda change: change.when))


def _with_names(changes: list[Change]) -> list[Change]:
    """The changes with the names of their people, read at once."""
    people = User.objects.in_bulk([int(change.who) for change in changes if change.who])
    somebody = _("Somebody")
    return [
        replace(change, who=str(people.get(int(change.who), somebody) if change.who else somebody))
        for change in changes
    ]


def _came_after(change: Change, base: Any) -> bool:
    """Whether a change was made later than an event and not in the same act."""
    return change.when > base.pgh_created_at and change.context != base.pgh_context_id


def _events_of(noun: type[models.Model]) -> models.QuerySet[Any]:
    return noun._meta.get_field("events").related_model._default_manager.all()  # type: ignore[union-attr]


def _differences(noun: type[models.Model], events: Iterable[Any]) -> Iterator[Change]:
    before: dict[Any, Any] = {}
    for event in events:
        earlier = before.get(event.pgh_obj_id)
        before[event.pgh_obj_id] = event
        gone = event.pgh_label == "delete"
        if earlier is None and event.pgh_label == "insert" and noun is not Claim:
            yield _change(event, _("%(noun)s, added") % {"noun": noun._meta.verbose_name}, "", _named(event))
        elif gone:
            yield _change(event, _("%(noun)s, removed") % {"noun": noun._meta.verbose_name}, _named(event), "")
        elif earlier is not None:
            yield from _changed_fields(noun, earlier, event)


def _changed_fields(noun: type[models.Model], earlier: Any, later: Any) -> Iterator[Change]:
    for field in noun._meta.concrete_fields:
        if field.name in SILENT or getattr(earlier, field.attname) == getattr(later, field.attname):
            continue
        yield _change(later, str(field.verbose_name), _shown(earlier, field), _shown(later, field))


def _change(event: Any, field: str, before: str, after: str) -> Change:
    acted = (event.pgh_context or {}).get("user") or ""
    return Change(str(acted), event.pgh_created_at, field, before, after, event.pgh_context_id)


def _shown(event: Any, field: Any) -> str:
    value = getattr(event, field.attname)
    if value is not None and isinstance(field, models.ForeignKey):
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    return str(dict(field.flatchoices).get(value, "" if value is None else value))


def _named(event: Any) -> str:
    return str(next((v for name in ("finding", "exact", "summary", "reason") if (v := getattr(event, name, ""))), ""))


def _shortened(text: str, at: int = 80) -> str:
    return text if len(text) <= at else text[: at - 1] + "…"
