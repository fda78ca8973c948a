"""Claims as the desk holds them: listed, read and written."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from claims import desk
from claims.errors import NotAllowed
from claims.models import Claim, User
from claims.vocabulary import Permission, Queue, Status, TokenScope

from . import shapes
from .desk import ETAG, DeskView
from .desk_state import DeskClaim, DeskSummary, summary
from .editing import adds, edits, read, removes
from .editing_bodies import ClaimBody, NewClaimBody
from .errors import unreadable
from .links import link
from .lookup import Lookup
from .paging import CURSOR, Order, page_of, page_size
from .parameters import Parameter, asked, first_moment, one_of, shortened, text
from .schema import refusals
from .versions import named_version

NEWEST_FIRST = Order("newest", ("pk",), descending=True)
NOBODY = "nobody"


def moment(given: str) -> datetime:
    """A moment with its distance from UTC, or the first moment of a year, a month or a day."""
    try:
        found = parse_datetime(given.replace(" ", "+"))  # a plus that was not written as %2B
    except ValueError:
        found = None
    if found is not None and found.tzinfo is not None:
        return found
    return first_moment(given)


LISTING = (
    Parameter(
        "status",
        one_of(Status.values),
        gettext_lazy("Claims that stand there."),
        {"type": "string", "enum": Status.values},
    ),
    Parameter(
        "assignee",
        text(12),
        gettext_lazy("Claims in the hands of this person, by their id; “me”, or “nobody”."),
        {"type": "string", "minLength": 1, "maxLength": 12},
    ),
    Parameter(
        "queue",
        one_of(Queue.values),
        gettext_lazy("Claims that wait for anybody of this queue."),
        {"type": "string", "enum": Queue.values},
    ),
    Parameter(
        "q",
        text(200),
        gettext_lazy("Claims whose statement is spelt much like this, or the one with this slug or id."),
        {"type": "string", "minLength": 1, "maxLength": 200},
    ),
    Parameter(
        "changed_since",
        moment,
        gettext_lazy("Claims that were saved since this moment (2026-11-24T09:00:00Z), year, month or day."),
        {"type": "string", "minLength": 4, "maxLength": 40},
    ),
    CURSOR,
    page_size(50),
)


class DeskClaimList(DeskView):
    scope = TokenScope.WRITE

    @extend_schema(
        operation_id="desk_claims_list",
        summary=gettext_lazy("Claims on the desk, newest first"),
        parameters=[parameter.documented() for parameter in LISTING],
        responses={200: shapes.page("DeskClaimPage", DeskSummary), **refusals(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """A page of the desk's claims."""
        refuse_strangers(self.person, _("The desk was not shown"))
        wanted = asked(request, LISTING)
        claims = _narrowed(Claim.objects.for_the_desk(), wanted, self.person)
        size, cursor = wanted.get("page_size", 50), wanted.get("cursor", "")
        page = page_of(request, claims, NEWEST_FIRST, size=size, cursor=cursor)
        blind = Claim.objects.hidden_from(self.person)
        results = [summary(request, claim, blind=claim.pk in blind) for claim in page.rows]
        return Response({"next": page.next, "previous": page.previous, "results": results})

    @adds("desk_claims_create", gettext_lazy("Put a claim on the desk"), NewClaimBody, DeskClaim)
    def post(self, request: Request) -> Response:
        """Spot it, with where it was made and what is held for and against it, all or nothing."""
        what = _("No claim was added")
        refuse_strangers(self.person, what)
        said = Lookup().claim(read(NewClaimBody, request), what)
        claim = desk.spot(by=self.person, **said)
        answer = self.state(claim.public_id)
        answer.status_code = HTTP_201_CREATED
        answer["Location"] = link(request, "api:desk-claim", claim.public_id)
        return answer


class DeskClaimDetail(DeskView):
    scope = TokenScope.WRITE

    @extend_schema(
        operation_id="desk_claims_read",
        summary=gettext_lazy("One claim as the desk holds it"),
        parameters=[ETAG],
        responses={200: DeskClaim, **refusals(401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        """All that the desk holds of it."""
        return self.state(public_id)

    @edits("desk_claims_edit", gettext_lazy("Rewrite what a claim says"), ClaimBody, DeskClaim)
    def patch(self, request: Request, public_id: str) -> Response:
        """What is sent takes the place of what was; topics and figure as a whole."""
        claim = self.claim(public_id)
        version, _seen = named_version(request)
        said = Lookup().claim(read(ClaimBody, request, partial=True), _("Nothing was changed"))
        desk.edit_claim(claim, by=self.person, version=version, **said)
        return self.state(public_id)

    @removes("desk_claims_remove", gettext_lazy("Remove a claim that readers were never told of"))
    def delete(self, request: Request, public_id: str) -> Response:
        """Take it off the desk; its history stays."""
        claim = self.claim(public_id)
        version, _seen = named_version(request)
        desk.remove_claim(claim, by=self.person, version=version)
        return Response(status=HTTP_204_NO_CONTENT)


def refuse_strangers(person: User, what: str) -> None:
    """Refuse somebody who does not work at the desk."""
    if not person.has_perm(Permission.WORK):
        raise NotAllowed(what, _("your group does not have the right to see it"))


def _narrowed(claims: Any, wanted: dict[str, Any], person: User) -> Any:
    """The claims that were asked for."""
    if "status" in wanted:
        claims = claims.in_state(wanted["status"])
    if "assignee" in wanted:
        claims = claims.given_to(_assignee(wanted["assignee"], person))
    if "queue" in wanted:
        claims = claims.queued_for(wanted["queue"])
    if "q" in wanted:
        claims = claims.like(wanted["q"])
    if "changed_since" in wanted:
        claims = claims.changed_since(wanted["changed_since"])
    return claims


def _assignee(named: str, person: User) -> User | None:
    if named == NOBODY:
        return None
    found = person if named == "me" else User.objects.filter(public_id=named).first()
    if found is None:
        raise unreadable({"assignee": _("nobody here has the id “%(id)s”") % {"id": shortened(named)}})
    return found
