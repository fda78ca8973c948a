"""The acts as buttons: which of them apply to a claim, who may do them, and what they ask."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, Recusal, User
from claims.vocabulary import Permission

from .asking_forms import ASKING, RecheckForm, StillStandsForm
from .deed_forms import (
    AskSecondVerdictForm,
    AssignForm,
    ChangeForm,
    DeclineForm,
    DeedForm,
    MergeForm,
    NoWords,
    PlanForm,
    RestoreForm,
    ScheduleForm,
    SendBackForm,
    SplitForm,
    UnwaiveForm,
    WaiveForm,
    WithdrawForm,
)
from .translating_forms import TRANSLATING


class Place(TextChoices):
    """Where on the claim's screen an act is offered."""

    NEXT = "next"  # what brings the claim on
    TEAM = "team"  # who does it, and until when
    AWAY = "away"  # what is rare, behind a door of its own
    LISTED = "listed"  # beside the row that it is about, which draws it itself
    SECOND = "second"  # about a second verdict, beside the first
    RECHECK = "recheck"  # what looks at a published claim again


def always(claim: Claim, person: User) -> bool:
    return True


def nobody_has_it(claim: Claim, person: User) -> bool:
    return claim.assignee is None or not claim.assignee.is_active


def sent_it(claim: Claim, person: User) -> bool:
    return claim.assignee_id == person.pk or Claim.objects.sent_to_review_by(person).filter(pk=claim.pk).exists()


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
    screen: str = ""  # the name of a screen of its own where it is prepared
    when: Callable[[Claim, User], bool] = always

    @property
    def name(self) -> str:
        return self.act.name

    def is_for(self, claim: Claim, person: User, *, recused: bool = False) -> bool:
        """Whether this person may do it to a claim where it stands now."""
        if recused and not self.act.even_if_recused:
            return False
        return claim.status in self.act.at and person.has_perm(self.act.permission) and self.when(claim, person)


# In the order in which they are offered.
DEEDS = [
    Deed(desk.take_up, label=_("Take it up"), done=_("It is in your hands now.")),
    Deed(desk.take_over, label=_("Take it over"), done=_("It is in your hands now."), when=nobody_has_it),
    Deed(desk.reopen, label=_("Reopen"), done=_("It is among the spotted claims again.")),
    Deed(desk.send_to_review, label=_("Send to review"), done=_("It waits for a second pair of eyes.")),
    Deed(desk.publish, label=_("Publish"), done=_("Readers see it now."), gated=True, shows=True),
    Deed(
        desk.schedule,
        label=_("Publish at that time"),
        done=_("Readers see it from then on; nobody knows of it before."),
        form=ScheduleForm,
        gated=True,
        shows=True,
    ),
    Deed(desk.call_off, label=_("Call it off"), done=_("It is back in review, and readers see nothing.")),
    Deed(desk.send_back, label=_("Send back"), done=_("It is back with its checker."), form=SendBackForm),
    Deed(desk.pull_back, label=_("Take it back"), done=_("It is being checked again."), when=sent_it),
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
        desk.assign,
        label=_("Give it"),
        done=_("It is in other hands now."),
        form=AssignForm,
        place=Place.TEAM,
        about=_("Give it to somebody or to a queue"),
    ),
    Deed(
        desk.plan,
        label=_("Plan it"),
        done=_("It is planned."),
        form=PlanForm,
        place=Place.TEAM,
        about=_("Set deadline, priority, why we check this"),
    ),
    Deed(
        desk.split,
        label=_("Split"),
        done=_("A claim of its own was begun with the part."),
        form=SplitForm,
        place=Place.AWAY,
        about=_("Where it says two things: one stays here, the other begins as a claim of its own."),
    ),
    Deed(
        desk.decline,
        label=_("Decline"),
        done=_("It is laid aside."),
        form=DeclineForm,
        place=Place.AWAY,
        about=_("It is not checked. Your reason stays with it, and it can be reopened."),
    ),
    Deed(
        desk.merge,
        label=_("Merge"),
        done=_(
            "It is part of the other claim now. Where it was made stands there: readers see that with the next update."
        ),
        form=MergeForm,
        place=Place.AWAY,
        about=_("Another claim says the same: this one becomes a part of it. It cannot be undone."),
        gated=True,
        screen="admin:claims_claim_merge",
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
    Deed(
        desk.still_stands,
        label=_("It still stands"),
        done=_("Readers are told that it was checked again."),
        form=StillStandsForm,
        place=Place.RECHECK,
        about=_("An entry of the record with your note. Nothing but the dates may have changed."),
        gated=True,
    ),
    Deed(
        desk.ask_recheck,
        label=_("Put it on the list"),
        done=_("It is on the list of those to be checked again."),
        form=RecheckForm,
        place=Place.RECHECK,
        about=_("Colleagues see it among the claims to be checked again, with your reason."),
    ),
    Deed(
        desk.drop_recheck,
        label=_("Take it off the list"),
        done=_("It is off the list."),
        place=Place.RECHECK,
        about=_("A day promised to readers keeps it there."),
    ),
    *(Deed(act, label=label, done=done, form=form, place=Place.LISTED) for act, label, done, form in ASKING),
    *(
        Deed(a, label=label, done=done, form=form, place=Place.LISTED, gated=True)
        for a, label, done, form in TRANSLATING
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
    recused = Recusal.objects.of(person).touching(claim).exists()
    deeds = [
        d
        for d in DEEDS
        if d.is_for(claim, person, recused=recused)
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
