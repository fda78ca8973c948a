"""Who changed what on the desk; read from the event tables that django-pghistory's triggers fill."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from .appearance import Appearance
from .claim import Claim
from .correction_request import CorrectionRequest
from .evidence import Evidence
from .reply_request import ReplyRequest
from .standard import Waiver
from .user import User
from .verdict import Verdict

PARTS: tuple[type[models.Model], ...] = (Verdict, Evidence, Appearance, Waiver, ReplyRequest, CorrectionRequest)
SILENT = {"id", "version", "created_at", "changed_at", "status_since", "claim", "reminded_at", "waived_at"}


@dataclass(frozen=True)
class Change:
    """One field that somebody changed."""

    who: str
    when: datetime
    field: str
    before: str
    after: str
    context: Any = None  # the id of the act or request that made it
    of: str = ""  # the claim that it was made in, where that was merged into this one

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
        was_here = _events_of(part).filter(claim_id=claim.pk).values("pgh_obj_id")
        events = _events_of(part).filter(pgh_obj_id__in=was_here).order_by("pgh_id")
        changes += [change for change in _differences(part, events, of=claim) if _came_after(change, base)]
    return _with_names(sorted(changes, key=lambda change: change.when))


def history_of(claim: Claim) -> list[Change]:
    """All that was changed in a claim and in those that were merged into it, and what was split off, oldest first."""
    changes = [*changes_since(claim, 1), *_with_names(list(_splits(claim)))]
    for merged in claim.merged_from.all():
        changes += [replace(change, of=change.of or str(merged)) for change in history_of(merged)]
    return sorted(changes, key=lambda change: change.when)


def _splits(claim: Claim) -> Iterator[Change]:
    """Yield where a claim came from and what was split off from it; both are in the making of a claim."""
    made = _events_of(Claim).filter(pgh_label="insert")
    for event in made.filter(pgh_obj_id=claim.pk, split_from__isnull=False):
        yield _change(event, _("split from"), "", _shown(event, Claim._meta.get_field("split_from")))
    for event in made.filter(split_from=claim.pk):
        yield _change(event, _("split off"), "", event.statement)


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


def _differences(noun: type[models.Model], events: Iterable[Any], of: Claim | None = None) -> Iterator[Change]:
    """Yield each change between the events of a noun; of a claim, without what its parts lived through elsewhere."""
    before: dict[Any, Any] = {}
    for event in events:
        earlier = before.get(event.pgh_obj_id)
        before[event.pgh_obj_id] = event
        gone = event.pgh_label == "delete"
        if of and earlier and earlier.claim_id != event.claim_id and of.pk in (earlier.claim_id, event.claim_id):
            yield _moved(noun, event, here=event.claim_id == of.pk)
        elif of and event.claim_id != of.pk:
            continue
        elif earlier is None and event.pgh_label == "insert" and noun is not Claim:
            yield _change(event, _("%(noun)s, added") % {"noun": noun._meta.verbose_name}, "", _named(event))
        elif gone:
            yield _change(event, _("%(noun)s, removed") % {"noun": noun._meta.verbose_name}, _named(event), "")
        elif earlier is not None:
            yield from _changed_fields(noun, earlier, event)


def _moved(noun: type[models.Model], event: Any, *, here: bool) -> Change:
    name = {"noun": noun._meta.verbose_name}
    if here:
        return _change(event, _("%(noun)s, from another claim") % name, "", _named(event))
    return _change(event, _("%(noun)s, moved to another claim") % name, _named(event), "")


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
    names = ("finding", "exact", "summary", "addressee", "reason")
    return str(next((v for name in names if (v := getattr(event, name, ""))), ""))


def _shortened(text: str, at: int = 80) -> str:
    return text if len(text) <= at else text[: at - 1] + "…"
