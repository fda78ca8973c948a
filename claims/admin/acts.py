"""The acts as buttons: which of them apply to a claim, who may do them, and what they ask."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, User
from claims.vocabulary import Permission

from .deed_forms import (
    AskSecondVerdictForm,
    ChangeForm,
    DeedForm,
    NoWords,
    RestoreForm,
    SendBackForm,
    UnwaiveForm,
    WaiveForm,
    WithdrawForm,
)


class Place(TextChoices):
    """Where on the claim's screen an act is offered."""

    NEXT = "next"  # what brings the claim on
    TEAM = "team"  # who does it, and until when
    AWAY = "away"  # what is rare, behind a door of its own
    SECOND = "second"  # about a second verdict, beside the first
    LISTED = "listed"  # beside its row of the checklist, which draws it itself


@dataclass(frozen=True)
class Deed:
    """An act as an editor meets it."""

    act: "desk.DeskAct[Any, Any]"
    label: Any
    done: Any
    form: type[DeedForm] = NoWords
    place: Place = Place.NEXT
    about: Any = ""  # what it does, where a word on the button does not say it
    gated: bool = False
    shows: bool = False  # readers are shown what the editor saw

    @property
    def name(self) -> str:
        return self.act.name

    def is_for(self, claim: Claim, person: User) -> bool:
        """Whether this person may do it to a claim where it stands now."""
        return claim.status in self.act.at and person.has_perm(self.act.permission)


# In the order in which they are offered.
DEEDS = [
    Deed(desk.take_up, label=_("Take it up"), done=_("It is in your hands now.")),
    Deed(desk.send_to_review, label=_("Send to review"), done=_("It waits for a second pair of eyes.")),
    Deed(desk.publish, label=_("Publish"), done=_("Readers see it now."), gated=True, shows=True),
    Deed(desk.send_back, label=_("Send back"), done=_("It is back with its checker."), form=SendBackForm),
    Deed(
        desk.correct,
        label=_("Publish as a correction"),
        done=_("Readers see the correction now."),
        form=ChangeForm,
        gated=True,
        shows=True,
    ),
    Deed(
        desk.update,
        label=_("Publish as an update"),
        done=_("Readers see the update now."),
        form=ChangeForm,
        gated=True,
        shows=True,
    ),
    Deed(
        desk.restore,
        label=_("Restore"),
        done=_("Readers see it again."),
        form=RestoreForm,
        gated=True,
        shows=True,
    ),
    Deed(
        desk.withdraw,
        label=_("Withdraw"),
        done=_("Readers see the notice of withdrawal now."),
        form=WithdrawForm,
        place=Place.AWAY,
        about=_("A notice with your reason stays at its address. What was published before stays in the record."),
        gated=True,
    ),
    Deed(desk.waive, label=_("Waive it"), done=_("The rule is waived."), form=WaiveForm, place=Place.LISTED),
    Deed(desk.unwaive, label=_("Let it hold again"), done=_("The rule holds."), form=UnwaiveForm, place=Place.LISTED),
    Deed(
        desk.ask_second_verdict,
        label=_("Ask for a second verdict"),
        done=_("A second verdict is asked for."),
        form=AskSecondVerdictForm,
        place=Place.SECOND,
    ),
    Deed(
        desk.call_off_second_verdict,
        label=_("Call it off"),
        done=_("No second verdict is asked for any more."),
        place=Place.SECOND,
    ),
]
ONLY_WHEN_IT_DIFFERS = ("correct", "update")  # they would tell readers nothing new


@dataclass(frozen=True)
class Choice:
    """Acts that share one form: correct it or update it."""

    deeds: list[Deed]
    form: DeedForm
    may_override: bool

    @property
    def first(self) -> Deed:
        return self.deeds[0]


def choices(
    claim: Claim,
    person: User,
    *,
    differs: bool = True,
    idle: Collection[str] = (),
    typed: Any = None,
    of: str = "",
) -> list[Choice]:
    """What this person may do with a claim where it stands now; `typed` goes into the form of the act `of`.

    `idle` are acts that would be refused or change nothing now, whoever does them.
    """
    deeds = [
        d
        for d in DEEDS
        if d.is_for(claim, person)
        and d.name not in idle
        and (differs or d.name not in ONLY_WHEN_IT_DIFFERS)
        and (d.place != Place.LISTED or d.name == of)
    ]
    return [
        Choice(
            same,
            form=form_of(same, claim, person, typed=typed if of in [d.name for d in same] else None),
            may_override=same[0].gated and person.has_perm(Permission.OVERRIDE),
        )
        for _key, group in groupby(deeds, key=lambda d: (d.place, d.form if d.form is not NoWords else d.name))
        for same in [list(group)]
    ]


def form_of(deeds: list[Deed], claim: Claim, person: User, *, typed: Any = None) -> DeedForm:
    """The form that these acts share, with what was typed into it."""
    first = deeds[0]
    return first.form(typed, name=first.name, claim=claim, person=person)


def deed(name: str) -> Deed | None:
    """The act of that name."""
    return next((d for d in DEEDS if d.name == name), None)
