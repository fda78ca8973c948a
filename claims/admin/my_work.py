"""My work: what somebody has to do today, one section for each kind of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, User
from claims.vocabulary import Permission

from .pages import context, desk_page

SHOWN = 10  # rows of each section


@dataclass(frozen=True)
class Section:
    """Rows of one kind under a heading. A kind that is not of claims brings a template of its own."""

    name: str
    title: Any
    nothing: Any  # what it means that there are none
    rows: Sequence[Any]
    template: str = "admin/claims/_work.html"

    @property
    def shown(self) -> Sequence[Any]:
        return self.rows[:SHOWN]

    @property
    def more(self) -> bool:
        return len(self.rows) > SHOWN


@desk_page("my-work/", name="my_work", title=_("My work"), place=1)
def my_work(request: HttpRequest) -> HttpResponse:
    """What this person has to do."""
    assert isinstance(request.user, User)
    shown = context(request, title=_("My work"), sections=sections(request.user))
    return TemplateResponse(request, "admin/my_work.html", shown)


def sections(person: User) -> list[Section]:
    """All that is this person's to do, what presses most first."""
    return [section for made in SECTIONS if (section := made(person)) is not None]


def in_hand(person: User) -> Section:
    mine = _rows(Claim.objects.in_hand_of(person).by_deadline(), person)
    return Section("in-hand", _("In your hands"), _("Nothing is in your hands: take up a claim from the board."), mine)


def to_approve(person: User) -> Section | None:
    if not person.has_perm(Permission.PUBLISH):
        return None
    waiting = _rows(Claim.objects.to_be_approved_by(person).by_deadline(), person)
    return Section("to-approve", _("Waits for your approval"), _("Nothing in review waits for you."), waiting)


def in_queue(person: User) -> Section:
    free = _rows(Claim.objects.in_queue_of(person).by_deadline(), person)
    return Section("in-queue", _("For whoever takes it"), _("Your queue is empty."), free)


def sent_to_review(person: User) -> Section:
    sent = _rows(Claim.objects.sent_to_review_by(person).by_deadline(), person)
    return Section("sent", _("You sent to review"), _("Nothing of yours waits for a second pair of eyes."), sent)


def due_soon(person: User) -> Section:
    soon = _rows(Claim.objects.due_soon().in_other_hands_than(person).by_deadline(), person)
    nothing = _("Nobody else has a deadline in the next three days.")
    return Section("due-soon", _("Due soon, in other hands"), nothing, soon)


# In the order in which they are shown; a part that gives people other work adds its section here.
SECTIONS: list[Callable[[User], Section | None]] = [in_hand, to_approve, in_queue, sent_to_review, due_soon]


def _rows(claims: QuerySet[Claim], person: User) -> list[Claim]:
    """As many as are shown, and one more to see whether there are more."""
    shown: Any = claims
    return list(shown.open_to(person).for_the_desk().with_marks().with_recusals_of(person)[: SHOWN + 1])
