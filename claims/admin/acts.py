"""The acts as buttons: which of them apply to a claim, who may do them, and what they ask."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, User
from claims.vocabulary import Permission, Status


@dataclass(frozen=True)
class Deed:
    """An act as an editor meets it. `asks` names what must be said with it."""

    name: str
    do: Callable[..., Any]
    at: Status
    permission: str
    label: Any
    done: Any
    asks: str = ""
    question: Any = ""
    gated: bool = False
    daily: bool = True

    @property
    def shows(self) -> bool:
        """Whether readers are shown what the editor saw."""
        return self.name in ("publish", "correct", "update", "restore")


WHAT_CHANGED = _("What changed and why, for readers")

DEEDS = [
    Deed(
        "take_up",
        desk.take_up,
        at=Status.SPOTTED,
        permission=Permission.WORK,
        label=_("Take it up"),
        done=_("It is in your hands now."),
    ),
    Deed(
        "send_to_review",
        desk.send_to_review,
        at=Status.CHECKING,
        permission=Permission.WORK,
        label=_("Send to review"),
        done=_("It waits for a second pair of eyes."),
    ),
    Deed(
        "publish",
        desk.publish,
        at=Status.REVIEW,
        permission=Permission.PUBLISH,
        label=_("Publish"),
        done=_("Readers see it now."),
        gated=True,
    ),
    Deed(
        "send_back",
        desk.send_back,
        at=Status.REVIEW,
        permission=Permission.PUBLISH,
        label=_("Send back"),
        done=_("It is back with its checker."),
        asks="reason",
        question=_("What has to be done"),
    ),
    Deed(
        "correct",
        desk.correct,
        at=Status.PUBLISHED,
        permission=Permission.PUBLISH,
        label=_("Publish as a correction"),
        done=_("Readers see the correction now."),
        asks="note",
        question=WHAT_CHANGED,
        gated=True,
    ),
    Deed(
        "update",
        desk.update,
        at=Status.PUBLISHED,
        permission=Permission.PUBLISH,
        label=_("Publish as an update"),
        done=_("Readers see the update now."),
        asks="note",
        question=WHAT_CHANGED,
        gated=True,
    ),
    Deed(
        "restore",
        desk.restore,
        at=Status.WITHDRAWN,
        permission=Permission.PUBLISH,
        label=_("Restore"),
        done=_("Readers see it again."),
        asks="note",
        question=_("Why it is shown again, for readers"),
        gated=True,
    ),
    Deed(
        "withdraw",
        desk.withdraw,
        at=Status.PUBLISHED,
        permission=Permission.WITHDRAW,
        label=_("Withdraw"),
        done=_("Readers see the notice of withdrawal now."),
        asks="note",
        question=_("Why it is withdrawn, for readers"),
        gated=True,
        daily=False,
    ),
]


@dataclass(frozen=True)
class Choice:
    """Acts that share one question and one form: correct it or update it."""

    deeds: list[Deed]
    may_override: bool

    @property
    def first(self) -> Deed:
        return self.deeds[0]

    @property
    def needs_a_difference(self) -> bool:
        """Whether it would tell readers nothing new while the desk does not differ from the record."""
        return self.first.name in ("correct", "update")


def choices(claim: Claim, person: User) -> list[Choice]:
    """What this person may do with a claim where it stands now."""
    deeds = [d for d in DEEDS if d.at == claim.status and person.has_perm(d.permission)]
    may_override = person.has_perm(Permission.OVERRIDE)
    return [
        Choice(same, may_override=may_override and same[0].gated)
        for _key, group in groupby(deeds, key=lambda d: (d.daily, d.asks, d.question or d.name))
        for same in [list(group)]
    ]


def deed(name: str) -> Deed | None:
    """The act of that name."""
    return next((d for d in DEEDS if d.name == name), None)
