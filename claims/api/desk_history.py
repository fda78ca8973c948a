"""Who changed what in a claim, for a program, and texts that are put back."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response

from claims import desk
from claims.formats.canonical import instant
from claims.models import Change, Translation, Verdict, changes_before, changes_since

from . import shapes
from .bodies import Body
from .desk import ActView, DeskView, acts
from .links import site
from .parameters import Parameter, asked, number, shortened
from .schema import refusals

MOST = 200  # states on one page
SINCE = Parameter(
    "since",
    number(1, 999_999_999),
    gettext_lazy("Only what a newer version than this one brought: what a write was refused for with 412."),
    {"type": "integer", "minimum": 1},
)


def moment(given: str) -> datetime:
    """A moment with its time zone, as RFC 3339 writes it."""
    found = parse_datetime(given)
    if found is None or is_naive(found):
        raise ValueError(_("“%(given)s” is no moment with a time zone") % {"given": shortened(given)})
    return found


BEFORE = Parameter(
    "before",
    moment,
    gettext_lazy("Where a page begins: taken from “next”, never made."),
    {"type": "string", "format": "date-time"},
)


class DeskChange(s.Serializer):
    who = s.CharField()
    when = s.DateTimeField()
    what = s.CharField(help_text="The field, in words.")
    before = s.CharField()
    after = s.CharField()
    noun = s.CharField(help_text="As restore-text/ takes it.")
    row = s.IntegerField()
    field = s.CharField(help_text="Empty where a row was added or removed.")
    moment = s.DateTimeField(allow_null=True, help_text="When it began to be as it was before: for restore-text/.")


class DeskChanges(DeskView):
    @extend_schema(
        operation_id="desk_claims_changes",
        summary=gettext_lazy("Who changed what in a claim, newest first"),
        parameters=[SINCE.documented(), BEFORE.documented()],
        responses={200: shapes.page("DeskChangePage", DeskChange), **refusals(400, 401, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        """A page of its history; who owes a blind second verdict does not see the first."""
        claim = self.claim(public_id)
        wanted = asked(request, (SINCE, BEFORE))
        blind = claim.is_blind_for(self.person)
        without = [Verdict, Translation] if blind else []
        if "since" in wanted:
            found, earlier = changes_since(claim, wanted["since"]), None
            found = [change for change in found if not (blind and change.noun == "verdict")]
        else:
            found, earlier = changes_before(claim, wanted.get("before"), most=MOST, without=without)
        address = site(request) + reverse("api:desk-changes", args=[public_id])
        following = f"{address}?before={earlier.isoformat().replace('+00:00', 'Z')}" if earlier else None
        return Response({"next": following, "previous": None, "results": [_change(c) for c in found[::-1]]})


def _change(change: Change) -> dict[str, Any]:
    return {
        "who": change.who,
        "when": instant(change.when),
        "what": change.field,
        "before": change.before,
        "after": change.after,
        "noun": change.noun,
        "row": change.row,
        "field": change.column,
        "moment": change.since.isoformat() if change.since else None,
    }


class RestoreTextBody(Body):
    noun = s.ChoiceField(choices=sorted(desk.RESTORABLE), help_text="claim, verdict, evidence or appearance.")
    row = s.IntegerField(min_value=0, max_value=2**31, help_text="Its row, as in changes/; of the claim any number.")
    field = s.CharField(
        required=False, allow_blank=True, max_length=40, help_text="Left out: evidence that was removed is put back."
    )
    moment = s.DateTimeField(help_text="As it was then: “moment” of changes/.")


@acts("desk_claims_restore_text", gettext_lazy("Write a text as it was at a moment"))
class RestoreText(ActView):
    body = RestoreTextBody
    act = staticmethod(desk.restore_text)
