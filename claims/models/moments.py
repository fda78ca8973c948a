"""A claim as it stood at some moment, and what changed between two of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Q

from .claim import Claim
from .history import PARTS, Change, Noun, Step, events_of, told

State = dict[tuple[Noun, int], Any]  # a row by its table and number -> the event that says how it was


@dataclass(frozen=True)
class Moment:
    """When somebody saved something or did an act, and the fields that changed then."""

    at: datetime
    who: str
    fields: list[str]

    @property
    def key(self) -> str:
        """The moment as an address names it."""
        return self.at.isoformat()


def moments(changes: Iterable[Change]) -> list[Moment]:
    """The moments at which changes were made, newest first; what one act changed is one."""
    ordered = sorted(changes, key=lambda change: change.when)
    acts = [list(same) for _key, same in groupby(ordered, key=lambda c: c.context or c.when)]
    return [Moment(same[-1].when, same[0].who, list(dict.fromkeys(c.field for c in same))) for same in acts[::-1]]


def state_at(row: models.Model, moment: datetime, *, without: Collection[Noun] = ()) -> State:
    """A row and what belongs to it as they stood at a moment, that moment's changes included."""
    return _state(row, Q(pgh_created_at__lte=moment), without)


def state_of_version(row: models.Model, version: int) -> State:
    """A row and what belongs to it as somebody saw them who was given that version; empty if there never was one."""
    later = events_of(type(row)).filter(id=row.pk, version__gt=version)
    first = later.first()
    if first is None:
        return _state(row, Q(), ())
    acts = {event.pgh_context_id for event in later} - {None}
    before = Q(pgh_created_at__lt=first.pgh_created_at) & (Q(pgh_context_id=None) | ~Q(pgh_context_id__in=acts))
    return _state(row, before, ())


def between(claim: Claim, earlier: datetime, later: datetime, *, without: Collection[Noun] = ()) -> list[Change]:
    """What differs between a claim at two moments, whichever ways led from one to the other."""
    before, after = (state_at(claim, moment, without=without) for moment in (earlier, later))
    keys = dict.fromkeys([*before, *after])
    steps = [Step(noun, before.get((noun, pk)), after.get((noun, pk))) for noun, pk in keys]
    return told(step for step in steps if step.before is not step.after)


def _state(row: models.Model, when: Q, without: Collection[Noun]) -> State:
    noun = type(row)
    sought = {noun: "id"} | {part: column for part, column in PARTS.get(noun, {}).items() if part not in without}
    state: State = {}
    for part, column in sought.items():
        for event in events_of(part).filter(when, **{column: row.pk}):
            state[part, event.id] = event
    return {key: event for key, event in state.items() if event.pgh_label != "delete"}
