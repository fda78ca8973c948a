"""The acts of a team: who does it and until when, what is not checked, what is merged and split."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from claims import desk
from claims.models import Claim, User
from claims.vocabulary import Priority, Queue, TokenScope

from .bodies import Body, PublishBody
from .desk import ActView, acts
from .errors import faulty
from .links import link
from .parameters import shortened
from .shapes import words
from .versions import named_version


class AssignBody(Body):
    to = s.CharField(max_length=12, allow_null=True, help_text="The id of a person; null takes it out of all hands.")
    queue = words(Queue, required=False, help_text="For nobody yet: who may take it up.")


class PlanBody(Body):
    """What is not sent stays as it is."""

    due_at = s.DateTimeField(required=False, allow_null=True, help_text="The deadline; null removes it.")
    priority = s.ChoiceField(required=False, choices=Priority.choices, help_text="1 presses least, 4 most.")
    public_interest = s.CharField(required=False, allow_blank=True, max_length=1000, help_text="Why we check this.")


class DeclineBody(Body):
    reason = s.CharField(max_length=2000, help_text="Why it is not checked.")


class MergeBody(PublishBody):
    into = s.SlugField(max_length=12, help_text="The id of the claim that stays.")
    note = s.CharField(
        required=False,
        max_length=5000,
        help_text="Why it leads to the other claim now: for readers, and obligatory once they know it.",
    )


class SplitBody(Body):
    statement = s.CharField(max_length=500, help_text="What the new claim says.")
    appearances = s.ListField(
        child=s.IntegerField(min_value=1, max_value=10_000),
        required=False,
        max_length=200,
        help_text="The places in the list of appearances, from 1, of those that go with it.",
    )


def assign(claim: Claim, *, to: str | None, **rest: Any) -> Claim:
    """Give a claim to a person who is named by their id."""
    person = User.objects.filter(public_id=to).first() if to else None
    if to and person is None:
        raise faulty(_("Nothing was changed"), {"to": _("nobody here has the id “%(id)s”") % {"id": shortened(to)}})
    return desk.assign(claim, to=person, **rest)


def merge(claim: Claim, *, into: str, **rest: Any) -> Claim:
    """Merge a claim into one that is named by its id."""
    other = Claim.objects.filter(public_id=into).first()
    if other is None:
        raise faulty(_("Nothing was changed"), {"into": _("no claim has the id “%(id)s”") % {"id": shortened(into)}})
    return desk.merge(claim, into=other, **rest)


def split(claim: Claim, *, statement: str, appearances: list[int] | None = None, **rest: Any) -> Claim:
    """Split a claim; the appearances are named by their places, from 1."""
    listed = dict(enumerate(claim.appearances.all(), start=1))
    unknown = [place for place in appearances or () if place not in listed]
    if unknown:
        sentence = _("it has no appearance %(place)d, only %(count)d") % {"place": unknown[0], "count": len(listed)}
        raise faulty(_("Nothing was changed"), {"appearances": sentence})
    return desk.split(claim, statement=statement, appearances=[listed[n] for n in appearances or ()], **rest)


@acts("desk_claims_take_over", gettext_lazy("Go on with a claim that nobody has in hand"))
class TakeOver(ActView):
    act = staticmethod(desk.take_over)


@acts("desk_claims_assign", gettext_lazy("Give a claim to a person or to a queue"))
class Assign(ActView):
    body = AssignBody
    act = staticmethod(assign)


@acts("desk_claims_plan", gettext_lazy("Set deadline, priority and why it is checked"))
class Plan(ActView):
    body = PlanBody
    act = staticmethod(desk.plan)


@acts("desk_claims_pull_back", gettext_lazy("Take a claim out of review again"))
class PullBack(ActView):
    act = staticmethod(desk.pull_back)


@acts("desk_claims_decline", gettext_lazy("Lay a claim aside with a reason"))
class Decline(ActView):
    body = DeclineBody
    act = staticmethod(desk.decline)


@acts("desk_claims_reopen", gettext_lazy("Put a declined claim among the spotted ones again"))
class Reopen(ActView):
    act = staticmethod(desk.reopen)


@acts("desk_claims_merge", gettext_lazy("Make a claim part of another that says the same, for ever"))
class Merge(ActView):
    body = MergeBody
    scope = TokenScope.PUBLISH
    act = staticmethod(merge)


@acts("desk_claims_split", gettext_lazy("Begin a claim of its own with a part of this one"), answers=HTTP_201_CREATED)
class Split(ActView):
    body = SplitBody

    def post(self, request: Request, public_id: str) -> Response:
        """Do it, and answer with the new claim and its address."""
        claim = self.claim(public_id)
        version, _seen = named_version(request)
        body = self.body(data=request.data)
        body.is_valid(raise_exception=True)
        part = split(claim, by=self.person, version=version, **body.validated_data)
        answer = self.state(part.public_id)
        answer.status_code = HTTP_201_CREATED
        answer["Location"] = link(request, "api:desk-claim", part.public_id)
        return answer
