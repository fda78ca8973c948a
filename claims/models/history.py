"""Who changed what; read from the event tables that django-pghistory's triggers fill."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import models
from django.utils.translation import gettext as _

from .appearance import Appearance
from .article import Article, ArticleVersion
from .claim import Claim
from .comment import Comment
from .correction_request import CorrectionRequest
from .evidence import Evidence
from .rating import Rating, RatingScale
from .reply_request import ReplyRequest
from .second_verdict import SecondVerdict
from .source import Capture, Source
from .standard import Waiver
from .tracked import ClaimTopic, GroupRight, House, PersonGroup, PersonRight
from .translation import Translation
from .user import User
from .verdict import Verdict

Noun = type[models.Model]

# What belongs to a row and is shown in its history, by the column that says to which row. The first of a claim are
# what readers are told and its version covers; the others stand beside.
CONTENT: dict[Noun, str] = dict.fromkeys(
    (Verdict, Evidence, Appearance, ClaimTopic, ReplyRequest, CorrectionRequest, Waiver), "claim_id"
)
BESIDE: list[Noun] = [SecondVerdict, Comment, Translation]
PARTS: dict[Noun, dict[Noun, str]] = {
    Claim: CONTENT | dict.fromkeys(BESIDE, "claim_id"),
    Article: {ArticleVersion: "article_id"},
    Source: {Capture: "source_id"},
    RatingScale: {Rating: "scale_id"},
    User: {PersonGroup: "user_id", PersonRight: "user_id"},
    Group: {GroupRight: "group_id"},
}
TRACKED_AS: dict[Noun, Noun] = {Group: House}
# What a row is called where it was added or removed. Of a comment only that it is there: it is the comments' own page.
CALLED: dict[Noun, str] = {
    Appearance: "exact",
    ArticleVersion: "number",
    Capture: "url",
    ClaimTopic: "topic",
    CorrectionRequest: "addressee",
    Evidence: "finding",
    Group: "name",
    GroupRight: "permission",
    PersonGroup: "group",
    PersonRight: "permission",
    Rating: "label",
    ReplyRequest: "addressee",
    SecondVerdict: "asked_of",
    Translation: "language",
    User: "username",
    Verdict: "summary",
    Waiver: "reason",
}
NAMES: dict[Noun, Any] = {
    ClaimTopic: lambda: _("topic"),
    PersonGroup: lambda: _("group"),
    PersonRight: lambda: _("right of their own"),
    GroupRight: lambda: _("right"),
}
LINKS = {ClaimTopic, PersonGroup, PersonRight, GroupRight}
SILENT = {"id", "version", "created_at", "changed_at", "status_since", "claim", "asked_at", "reminded_at", "waived_at"}
SILENT_OF: dict[Noun, set[str]] = {
    Appearance: {"id", "claim"},  # its version is a text, not a count
    Comment: {f.name for f in Comment._meta.concrete_fields} - {"resolved_by"},
}


@dataclass(frozen=True)
class Change:
    """One field that somebody changed."""

    who: str
    when: datetime
    field: str
    before: str
    after: str
    context: Any = None  # the id of the act or request that made it
    noun: str = ""
    row: int = 0
    column: str = ""  # empty: the row was added or removed
    since: datetime | None = None  # when it began to be as it was before
    event: int = 0  # the number of the state that it led to
    of: str = ""  # the claim that it was made in, where that was merged into this one

    def __str__(self) -> str:
        return _("%(who)s changed %(field)s from “%(before)s” to “%(after)s”") % {
            "who": self.who,
            "field": self.field,
            "before": _shortened(self.before),
            "after": _shortened(self.after),
        }


@dataclass(frozen=True)
class Step:
    """Two states of a row, one after the other; None where it was not there."""

    noun: Noun
    before: Any
    after: Any
    moved: Any = None  # the state in which a row went to another claim or came from one
    of: str = ""  # the claim that it was made in, where that was merged into the one asked for

    @property
    def event(self) -> Any:
        """The state that it led to; of a row that was removed, its last."""
        if self.moved is not None:
            return self.moved
        return self.after if self.after is not None else self.before

    @property
    def when(self) -> datetime:
        return self.event.pgh_created_at


def events_of(noun: Noun) -> models.QuerySet[Any]:
    """The states of every row of a table, as they followed each other."""
    return _event_model(TRACKED_AS.get(noun, noun))._default_manager.order_by("pgh_id")


@cache
def _event_model(tracked: Noun) -> Noun:
    nouns = apps.get_app_config("claims").get_models()
    return next(noun for noun in nouns if getattr(noun, "pgh_tracked_model", None) is tracked)


def changes_since(claim: Claim, version: int) -> list[Change]:
    """What was changed in a claim and all that its version covers after that version, oldest first."""
    own = events_of(Claim).filter(id=claim.pk)
    base = own.filter(version__lte=version).last()
    if base is None:
        return []
    later = set(own.filter(version__gt=version).values_list("pgh_context_id", flat=True)) - {None}
    steps = list(_steps(Claim, own.filter(pgh_id__gte=base.pgh_id)))
    for part, column in CONTENT.items():
        found = _steps_of_part(part, column, claim.pk)
        steps += [s for s in found if s.event.pgh_context_id in later or came_after(s.event, base)]
    return told(steps)


def is_tracked(noun: Noun) -> bool:
    """Whether there is a history of it."""
    return any(getattr(m, "pgh_tracked_model", None) is TRACKED_AS.get(noun, noun) for m in apps.get_models())


def changes_of(row: models.Model, *, without: Collection[Noun] = ()) -> list[Change]:
    """All that was ever changed in a row and in what belongs to it, oldest first."""
    return told(_steps_of(row, without))


def changes_before(
    row: models.Model, moment: datetime | None, *, most: int, without: Collection[Noun] = ()
) -> tuple[list[Change], datetime | None]:
    """The newest changes of a row that were made before a moment, oldest first, and before which moment there are more.

    At most so many states are read; one of them may have changed several fields.
    """
    steps = [step for step in _steps_of(row, without) if moment is None or step.when < moment]
    shown = steps[-most:]
    return told(shown), shown[0].when if len(steps) > most else None


def _steps_of(row: models.Model, without: Collection[Noun]) -> list[Step]:
    """How a row and what belongs to it came to be as they are, oldest first."""
    noun = type(row)
    steps = list(_steps(noun, events_of(noun).filter(id=row.pk)))
    for part, column in PARTS.get(noun, {}).items():
        if part not in without:
            steps += _steps_of_part(part, column, row.pk)
    if isinstance(row, Claim):
        steps += _splits(row)
        for merged in row.merged_from.all():
            steps += [replace(step, of=step.of or str(merged)) for step in _steps_of(merged, without)]
    return sorted(steps, key=lambda step: step.when)


def _steps_of_part(part: Noun, column: str, pk: int) -> Iterator[Step]:
    """The states of what belongs to a row while it did: it may have come from another, or gone to one."""
    was_here = events_of(part).filter(**{column: pk}).order_by().values("id")
    for step in _steps(part, events_of(part).filter(id__in=was_here)):
        before, after = (s if s is not None and getattr(s, column) == pk else None for s in (step.before, step.after))
        if before is not None or after is not None:
            moved = None if (before, after) == (step.before, step.after) else step.event
            yield replace(step, before=before, after=after, moved=moved)


def _splits(claim: Claim) -> Iterator[Step]:
    """Yield where a claim came from and what was split off from it; both are in the making of a claim."""
    split = models.Q(id=claim.pk, split_from__isnull=False) | models.Q(split_from=claim.pk)
    for event in events_of(Claim).filter(split, pgh_label="insert"):
        yield Step(Claim, None, event, moved=None if event.id == claim.pk else event)


def told(steps: Iterable[Step]) -> list[Change]:
    """The steps in words, oldest first, with the names of people and of rows that are named, read at once."""
    steps = sorted(steps, key=lambda step: step.when)
    names = _Names(steps)
    return [change for step in steps for change in _changes(step, names)]


def came_after(event: Any, base: Any) -> bool:
    """Whether an event is later than another and not of the same act."""
    same_act = event.pgh_context_id is not None and event.pgh_context_id == base.pgh_context_id
    return event.pgh_created_at > base.pgh_created_at and not same_act


def differing(noun: Noun, before: Any, after: Any) -> Iterator[Any]:
    """Yield the columns in which two states of a row differ, without those that nobody reads."""
    silent = SILENT_OF.get(noun, SILENT)
    for event_field in type(after)._meta.concrete_fields:
        name = event_field.name
        if name in silent or name.startswith("pgh_"):
            continue
        if getattr(before, event_field.attname) != getattr(after, event_field.attname):
            yield noun._meta.get_field(name)


def _steps(noun: Noun, events: Iterable[Any]) -> Iterator[Step]:
    before: dict[Any, Any] = {}
    for event in events:
        earlier = before.get(event.id)
        gone = event.pgh_label == "delete"
        before[event.id] = None if gone else event
        began = event.pgh_label == "insert" and noun not in _parts()
        base = event.pgh_label == "update" and earlier is None
        if event.pgh_label == "found" or began or base:
            continue  # that it began is no change
        yield Step(noun, event if gone else earlier, None if gone else event)


def _parts() -> set[Noun]:
    return {part for parts in PARTS.values() for part in parts}


def _changes(step: Step, names: "_Names") -> Iterator[Change]:
    if step.before is not None and step.after is not None:
        for field in differing(step.noun, step.before, step.after):
            words = names.shown(step.before, field), names.shown(step.after, field)
            yield _change(step, _of(step, str(field.verbose_name)), *words, names, column=field.name)
        return
    noun = _noun(step.noun)
    if step.noun is Claim and step.moved is not None:
        yield _change(step, _("split off"), "", step.moved.statement, names)
    elif step.noun is Claim and step.after is not None and step.after.split_from_id is not None:
        origin = names.shown(step.after, Claim._meta.get_field("split_from"))
        yield _change(step, _("split from"), "", origin, names)
    elif step.moved is not None and step.after is None:
        yield _change(step, _("%(noun)s, moved to another claim") % {"noun": noun}, names.called(step), "", names)
    elif step.moved is not None:
        yield _change(step, _("%(noun)s, from another claim") % {"noun": noun}, "", names.called(step), names)
    elif step.after is not None:
        yield _change(step, _("%(noun)s, added") % {"noun": noun}, "", names.called(step), names)
    else:
        yield _change(step, _("%(noun)s, removed") % {"noun": noun}, names.called(step), "", names)


def _of(step: Step, field: str) -> str:
    """The field, with its row where a claim has several."""
    if step.noun is Evidence:
        return _("evidence [%(number)s]: %(field)s") % {"number": step.event.number, "field": field}
    if step.noun in _parts() and step.noun is not Verdict:
        return _("%(noun)s: %(field)s") % {"noun": _noun(step.noun), "field": field}
    return field


def _noun(noun: Noun) -> str:
    return str(NAMES[noun]()) if noun in NAMES else str(noun._meta.verbose_name)


def _change(step: Step, field: str, before: str, after: str, names: "_Names", column: str = "") -> Change:
    event = step.event
    return Change(
        who=names.who(event),
        when=step.when,
        field=field,
        before=before,
        after=after,
        context=event.pgh_context_id,
        noun=step.noun._meta.model_name or "",
        row=event.id,
        column=column,
        of=step.of,
        since=step.before.pgh_created_at if step.before is not None else None,
        event=event.pgh_id,
    )


class _Names:
    """The names of all people and rows that some steps name, with one query for each table."""

    def __init__(self, steps: list[Step]) -> None:
        wanted = list(self._wanted(steps))
        wanted.sort(key=lambda pair: pair[0].__name__)
        self.rows: dict[Noun, dict[Any, Any]] = {
            noun: _named(noun).in_bulk({pk for _noun, pk in pairs})
            for noun, pairs in groupby(wanted, key=lambda pair: pair[0])
        }

    def _wanted(self, steps: list[Step]) -> Iterator[tuple[Noun, Any]]:
        for step in steps:
            if (person := acted(step.event)) is not None:
                yield User, person
            for state in (step.before, step.after):
                for field in step.noun._meta.concrete_fields if state is not None else ():
                    pk = getattr(state, field.attname, None)
                    if isinstance(field, models.ForeignKey) and pk is not None:
                        yield field.related_model, pk

    def who(self, event: Any) -> str:
        person = acted(event)
        return str(self.rows.get(User, {}).get(person) or _("Somebody"))

    def shown(self, event: Any, field: Any) -> str:
        value = getattr(event, field.attname)
        if value is not None and isinstance(field, models.ForeignKey):
            return str(self.rows.get(field.related_model, {}).get(value, value))
        if isinstance(value, list):
            return "\n".join(map(str, value))
        if isinstance(value, dict):
            return "\n".join(f"[{key}] {text}" for key, text in sorted(value.items()))
        return str(dict(field.flatchoices).get(value, "" if value is None else value))

    def called(self, step: Step) -> str:
        if step.noun not in CALLED:
            return ""
        return self.shown(step.event, step.noun._meta.get_field(CALLED[step.noun]))


def _named(noun: Noun) -> models.QuerySet[Any]:
    """The rows of a table with what their names are made of."""
    rows = noun._default_manager.all()
    if noun is ArticleVersion:
        return rows.select_related("article").defer("text")
    if noun is Evidence:
        return rows.select_related("source")
    return rows.select_related("content_type") if noun is Permission else rows


def acted(event: Any) -> int | None:
    """Who made an event, by number; None where nobody was logged in."""
    said = str((event.pgh_context or {}).get("user") or "")
    return int(said) if said.isdecimal() else None


def _shortened(text: str, at: int = 80) -> str:
    return text if len(text) <= at else text[: at - 1] + "…"
