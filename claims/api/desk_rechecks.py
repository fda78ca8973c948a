"""Looking at published claims again, by program: the list of those due, and the acts."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response

from claims import desk
from claims.models import Claim

from . import shapes
from .bodies import Body, Day, NoteBody
from .desk import ActView, DeskView, acts
from .desk_replies import refuse_others
from .desk_state import DeskSummary, Json, person, summary
from .paging import CURSOR, Order, page_of, page_size
from .parameters import asked
from .schema import refusals

OLDEST_FIRST = Order("as of", ("as_of", "pk"))
LISTING = (CURSOR, page_size(50))


class RecheckBody(Body):
    because = s.CharField(max_length=2000, help_text="Why it may no longer hold, for colleagues.")


class StillStandsBody(NoteBody):
    note = s.CharField(max_length=5000, help_text="What you looked at again, for readers.")
    as_of = Day(required=False, help_text="Today, unless you say otherwise.")
    review_by = Day(required=False, allow_null=True, help_text="When to look again. Never, unless you say so.")


class DueForRecheck(DeskSummary):
    because = s.CharField(help_text="Why it was put on the list, a reason on each line; empty if only its day came.")
    promised_by = s.DateField(allow_null=True, help_text="The day that readers were told.")
    as_of = s.DateField(help_text="The day for which its verdict holds.")
    written_by = shapes.Person()


@acts("desk_claims_ask_recheck", gettext_lazy("Put a published claim on the list of those to be checked again"))
class AskRecheck(ActView):
    body = RecheckBody
    act = staticmethod(desk.ask_recheck)


@acts("desk_claims_drop_recheck", gettext_lazy("Take a claim off that list"))
class DropRecheck(ActView):
    act = staticmethod(desk.drop_recheck)


@acts("desk_claims_still_stands", gettext_lazy("Tell readers that a verdict was checked again and holds"))
class StillStands(ActView):
    body = StillStandsBody
    act = staticmethod(desk.still_stands)


class DeskRecheckList(DeskView):
    @extend_schema(
        operation_id="desk_recheck_list",
        summary=gettext_lazy("Published claims to be checked again, the oldest finding first"),
        parameters=[parameter.documented() for parameter in LISTING],
        responses={200: shapes.page("DueForRecheckPage", DueForRecheck), **refusals(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """A page of those whose day has come or that were put on the list."""
        refuse_others(self.person)
        wanted = asked(request, LISTING)
        due = Claim.objects.for_the_desk().due_for_recheck(timezone.localdate())
        page = page_of(request, due, OLDEST_FIRST, size=wanted.get("page_size", 50), cursor=wanted.get("cursor", ""))
        blind = Claim.objects.hidden_from(self.person)
        results = [{**summary(request, claim, blind=claim.pk in blind), **why(claim)} for claim in page.rows]
        return Response({"next": page.next, "previous": page.previous, "results": results})


def why(claim: Any) -> Json:
    """Why a claim is to be checked again."""
    return {
        "because": claim.recheck_because,
        "promised_by": claim.promised_by.isoformat() if claim.promised_by else None,
        "as_of": claim.as_of.isoformat(),
        "written_by": person(claim.verdict.written_by),
    }
