"""The board: every unfinished claim as a card in the column of its state, narrowed by what stands in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.desk import may_work
from claims.models import Ages, Claim, Topic, User
from claims.vocabulary import ClaimKind, Priority, Queue, Status

from .pages import context, desk_page

SHOWN = 20  # cards in a column; the rest is in the list
WEEK = timedelta(days=7)
# The columns, and what it means that one is empty.
COLUMNS = {
    Status.SPOTTED: _("Nothing waits to be taken up."),
    Status.CHECKING: _("Nobody is checking anything."),
    Status.REVIEW: _("Nothing waits for a second pair of eyes."),
    Status.SCHEDULED: _("Nothing is scheduled for a later moment."),
    Status.PUBLISHED: _("Nothing was published in the last seven days."),
}


@dataclass(frozen=True)
class Column:
    """One state: its most pressing cards, and how many there are for how long."""

    status: Status
    nothing: Any
    cards: Sequence[Claim]
    ages: Ages
    all: str  # where the whole list is

    @property
    def more(self) -> int:
        return self.ages.claims - len(self.cards)


class BoardFilter(forms.Form):
    """What the board is narrowed to. Each field's name is a word of the address."""

    who = forms.ChoiceField(label=_("In the hands of"), required=False)
    queue = forms.ChoiceField(label=_("Queue"), required=False, choices=[("", _("Any")), *Queue.choices])
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("name"),
        label=_("Topic"),
        required=False,
        to_field_name="slug",
        empty_label=_("Any"),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any")), *ClaimKind.choices])
    priority = forms.ChoiceField(label=_("Priority"), required=False, choices=[("", _("Any")), *Priority.choices])
    overdue = forms.BooleanField(label=_("Only what is overdue"), required=False)

    def __init__(self, typed: Any, *, person: User) -> None:
        super().__init__(typed, auto_id="board-%s")
        self.person = person
        self.people = {someone.public_id: someone for someone in may_work()}
        whose: Any = self.fields["who"]
        whose.choices = [
            ("", _("Anybody")),
            ("me", _("Me")),
            ("nobody", _("Nobody")),
            *((public_id, str(someone)) for public_id, someone in self.people.items()),
        ]

    def columns(self) -> dict[str, Any]:
        """What was chosen, as the list of claims names it in its address."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        named = {f"{name}__exact": chosen[name] for name in ("queue", "kind", "priority") if name in chosen}
        if "topic" in chosen:
            named["topics__id__exact"] = chosen["topic"].pk
        match chosen.get("who"):
            case "me":
                named["assignee__id__exact"] = self.person.pk
            case "nobody":
                named["assignee__isnull"] = True
            case str(public_id):
                named["assignee__id__exact"] = self.people[public_id].pk
        return named

    @property
    def only_overdue(self) -> bool:
        return bool(self.cleaned_data.get("overdue"))


@desk_page("board/", name="board", title=_("Board"), place=2)
def board(request: HttpRequest) -> HttpResponse:
    """All unfinished claims by their state."""
    assert isinstance(request.user, User)
    shown = context(request, title=_("Board"), **columns(request, request.user))
    return TemplateResponse(request, "admin/board.html", shown)


def columns(request: HttpRequest, person: User) -> dict[str, Any]:
    """The columns for what the address asks, in a number of queries that no card adds to."""
    chosen = BoardFilter(request.GET, person=person)
    named = chosen.columns()
    claims = Claim.objects.open_to(person).filter(**named)
    if chosen.only_overdue:
        claims = claims.overdue()
    claims = claims.filter(~Q(status=Status.PUBLISHED) | Q(status_since__gte=timezone.now() - WEEK))
    ages = claims.ages()
    shown = claims.for_the_desk().with_marks().with_recusals_of(person).with_embargoes().most_pressing()
    found = [
        Column(
            status,
            nothing,
            cards=list(shown.filter(status=status)[:SHOWN]),
            ages=ages.get(status, Ages()),
            all=_list(status, named, overdue=chosen.only_overdue),
        )
        for status, nothing in COLUMNS.items()
    ]
    return {"filter": chosen, "columns": found, "narrowed": bool(named) or chosen.only_overdue}


def _list(status: Status, named: dict[str, Any], *, overdue: bool) -> str:
    query = QueryDict(mutable=True)
    query.update({"status__exact": status.value, **named, **({"overdue": "yes"} if overdue else {})})
    return f"{reverse('admin:claims_claim_changelist')}?{query.urlencode()}"
