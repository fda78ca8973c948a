"""The private side: claims as the desk holds them, and its acts. It needs a login, and nothing of it is kept."""

from collections.abc import Callable, Collection
from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims import desk
from claims.accounts.second_factor import insist_on_second_factor
from claims.models import Claim, Rating, User, Verdict
from claims.vocabulary import Permission, TokenScope

from .bodies import (
    Body,
    CleanJSONParser,
    CorrectionBody,
    NoBody,
    NoteBody,
    PublishBody,
    ScheduleBody,
    SendBackBody,
    VerdictBody,
)
from .desk_state import DeskClaim, state
from .errors import faulty
from .limits import DESK, WRITES, Standing, asker, count, tell
from .once import done_once, is_named
from .parameters import shortened
from .schema import refusals
from .tokens import TokenLogin, WithinScope
from .versions import etag, named_version

ETAG = OpenApiParameter("ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200])
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": r'^"v[0-9]{1,9}(\.[0-9a-f]{12})?"$'},
    OpenApiParameter.HEADER,
    required=True,
    description=gettext_lazy("The ETag of the claim as you saw it. When somebody changed it since, nothing is done."),
)
CSRF = OpenApiParameter(
    "X-CSRFToken",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description=gettext_lazy("The value of the cookie “csrftoken”, with the session cookie; a token needs none."),
)


class Login(SessionAuthentication):
    """The session of the site's own login, with its CSRF token on every write."""

    def authenticate(self, request: Request) -> Any:
        """Who asks; whoever has yet to show the second factor asked of them is told so."""
        insist_on_second_factor(request._request)
        return super().authenticate(request)


class DeskView(APIView):
    """A private address."""

    authentication_classes = (TokenLogin, Login)
    permission_classes = (IsAuthenticated, WithinScope)
    parser_classes = (CleanJSONParser,)
    metadata_class = None
    standings: Collection[Standing] = ()  # with the limits that hold for whoever asks

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let in whoever may come in; what is named by a key is then done once."""
        named = is_named(request)
        if named:
            _read = request.body  # while it is whole
        super().initial(request, *args, **kwargs)
        if named and (do := getattr(self, "post", None)):
            vars(self)["post"] = done_once(self, do)  # which the framework calls next

    def perform_authentication(self, request: Request) -> None:
        """Find out who asks, and how often they did."""
        super().perform_authentication(request)
        self.standings = count(asker(request), *([DESK] if request.method in SAFE_METHODS else [DESK, WRITES]))

    def get_authenticate_header(self, request: Request) -> str:
        """What a stranger is answered with 401: show a token (RFC 6750, 3)."""
        return 'Bearer realm="desk"'

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        final["Cache-Control"] = "private, no-store"
        tell(final, self.standings)
        return final

    @property
    def person(self) -> User:
        """Who asks."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def claim(self, public_id: str) -> Claim:
        """A claim, for those who work at the desk; for everybody else it does not exist."""
        if not self.person.has_perm(Permission.WORK):
            raise Http404
        return get_object_or_404(Claim.objects.for_the_desk(), public_id=public_id)

    def state(self, public_id: str) -> Response:
        """The claim as it stands now, with its version as ETag."""
        claim = self.claim(public_id)
        held = state(self.request, claim, reader=self.person)
        return Response(held, headers={"ETag": etag(claim, reader=self.person)})


class ActView(DeskView):
    """One act of the desk, done from a version that was seen."""

    body: ClassVar[type[Body]] = NoBody
    act: ClassVar[Callable[..., Any]]
    shows: ClassVar[bool] = False  # whether readers are shown what was seen

    @property
    def scope(self) -> TokenScope:
        """What a token must allow: telling readers something needs more than writing."""
        permission = getattr(self.act, "permission", Permission.WORK)
        return TokenScope.WRITE if permission in (Permission.WORK, Permission.ASSIGN) else TokenScope.PUBLISH

    def post(self, request: Request, public_id: str) -> Response:
        """Do it, and answer with the claim as it stands then."""
        claim = self.claim(public_id)
        version, seen = named_version(request)
        body = self.body(data=request.data)
        body.is_valid(raise_exception=True)
        made_from = {"version": version, "seen": seen} if self.shows else {"version": version}
        self.act(claim, by=self.person, **made_from, **body.validated_data)
        return self.state(public_id)


def acts(operation: str, does: Any, *, answers: int = 200) -> Callable[[type[ActView]], type[ActView]]:
    """Say in the schema what an act does and takes."""

    def documented(view: type[ActView]) -> type[ActView]:
        described = extend_schema(
            operation_id=operation,
            summary=does,
            parameters=[IF_MATCH, CSRF, ETAG],
            request=None if view.body is NoBody else view.body,
            responses={answers: DeskClaim, **refusals(400, 401, 403, 404, 409, 412, 413, 415, 428)},
        )
        return extend_schema_view(post=described)(view)

    return documented


def propose(claim: Claim, *, rating: str, **rest: Any) -> Verdict:
    """Propose a verdict whose rating is given by its slug."""
    return desk.propose_verdict(claim, rating=rating_in_use(rating), **rest)


def rating_in_use(slug: str) -> Rating:
    """A rating that a new verdict may choose; Invalid with the choices for any other."""
    ratings = {rating.slug: rating for rating in Rating.objects.in_use().order_by("order")}
    if slug in ratings:
        return ratings[slug]
    sentence = _("“%(given)s” is not a rating of the scale in use; these are: %(known)s") % {
        "given": shortened(slug),
        "known": ", ".join(ratings),
    }
    raise faulty(_("Nothing was changed"), {"rating": sentence})


@acts("desk_claims_take_up", gettext_lazy("Begin to check a spotted claim"))
class TakeUp(ActView):
    act = staticmethod(desk.take_up)


@acts("desk_claims_propose_verdict", gettext_lazy("Write or rewrite the verdict"))
class ProposeVerdict(ActView):
    body = VerdictBody
    act = staticmethod(propose)


@acts("desk_claims_send_to_review", gettext_lazy("Hand a checked claim to a second pair of eyes"))
class SendToReview(ActView):
    act = staticmethod(desk.send_to_review)


@acts("desk_claims_send_back", gettext_lazy("Return a claim from review to its checker"))
class SendBack(ActView):
    body = SendBackBody
    act = staticmethod(desk.send_back)


@acts("desk_claims_publish", gettext_lazy("Approve a reviewed claim and put it before readers"))
class Publish(ActView):
    body = PublishBody
    act = staticmethod(desk.publish)
    shows = True


@acts("desk_claims_schedule", gettext_lazy("Approve a reviewed claim for a later moment, or change that moment"))
class Schedule(ActView):
    body = ScheduleBody
    act = staticmethod(desk.schedule)
    shows = True


@acts("desk_claims_call_off", gettext_lazy("Take a scheduled claim back into review"))
class CallOff(ActView):
    act = staticmethod(desk.call_off)


@acts("desk_claims_correct", gettext_lazy("Put what the desk holds in place of what was wrong"))
class Correct(ActView):
    body = CorrectionBody
    act = staticmethod(desk.correct)
    shows = True


@acts("desk_claims_update", gettext_lazy("Put what the desk holds in place of what was right when it was written"))
class Update(ActView):
    body = NoteBody
    act = staticmethod(desk.update)
    shows = True


@acts("desk_claims_withdraw", gettext_lazy("Take a published claim back; a notice with the reason stays"))
class Withdraw(ActView):
    body = NoteBody
    act = staticmethod(desk.withdraw)


@acts("desk_claims_restore", gettext_lazy("Put a withdrawn claim before readers again"))
class Restore(ActView):
    body = NoteBody
    act = staticmethod(desk.restore)
    shows = True
