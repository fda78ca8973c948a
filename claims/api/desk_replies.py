"""The right of reply, by program: the acts, and the list of those who have not answered."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response

from claims import desk
from claims.errors import NotAllowed
from claims.models import Claim, CorrectionRequest, ReplyRequest, Speaker, User
from claims.vocabulary import Channel, Permission, TokenScope

from . import shapes
from .bodies import Body
from .desk import ActView, DeskView, acts
from .desk_state import DeskReplyRequest, DeskSummary, reply_request, summary
from .errors import faulty
from .paging import CURSOR, Order, page_of, page_size
from .parameters import Parameter, asked, one_of, shortened
from .schema import refusals

OLDEST_FIRST = Order("asked", ("asked_at", "pk"))
OVERDUE = Parameter(
    "overdue",
    one_of(["yes"]),
    gettext_lazy("Only those whose deadline has passed."),
    {"type": "string", "enum": ["yes"]},
)
LISTING = (OVERDUE, CURSOR, page_size(50))


class RequestBody(Body):
    request = s.IntegerField(min_value=1, max_value=2**63 - 1, help_text="As the claim lists it.")


class AskBody(Body):
    addressee = s.CharField(max_length=200, help_text="Whom you asked.")
    speaker = s.SlugField(max_length=80, required=False, help_text="Their slug, if they are a speaker here.")
    channel = s.ChoiceField(choices=Channel.choices, required=False, help_text="email, unless you say otherwise.")
    public = s.BooleanField(required=False, help_text="Whether readers are told. They are, unless you say otherwise.")


class AskReplyBody(AskBody):
    asked_at = s.DateTimeField(required=False, help_text="Now, unless you say otherwise.")
    deadline = s.DateTimeField(required=False, allow_null=True)
    question = s.CharField(required=False, allow_blank=True, max_length=5000, help_text="Never public.")


class AmendReplyBody(RequestBody, AskReplyBody):
    asked_at = s.DateTimeField(required=False, help_text="As it was, unless you say otherwise.")


class AnswerBody(RequestBody):
    answer = s.CharField(max_length=20_000, help_text="As it came. Never public.")
    public_answer = s.CharField(
        required=False, allow_blank=True, max_length=5000, help_text="What of it readers see with the next publication."
    )
    answered_at = s.DateTimeField(required=False, help_text="Now, unless you say otherwise.")


class DeskReply(DeskReplyRequest):
    claim = DeskSummary()


def naming(act: Callable[..., Any], noun: type[ReplyRequest | CorrectionRequest]) -> Callable[..., Any]:
    """The act for a body that names a request by its number and a speaker by their slug."""

    def done(claim: Claim, **said: Any) -> Any:
        if "request" in said:
            said["request"] = noun(pk=said["request"])  # one that is not there is the act's to refuse
        if "speaker" in said:
            said["speaker"] = speaker_of(said["speaker"])
        return act(claim, **said)

    return staticmethod(done)


def speaker_of(slug: str) -> Speaker:
    """The speaker of a slug; Invalid for any other."""
    speaker = Speaker.objects.filter(slug=slug).first()
    if speaker is None:
        sentence = _("there is no speaker “%(slug)s”") % {"slug": shortened(slug)}
        raise faulty(_("Nothing was changed"), {"speaker": sentence})
    return speaker


@acts("desk_claims_ask_reply", gettext_lazy("Keep that somebody was asked for a reply"))
class AskReply(ActView):
    body = AskReplyBody
    act = naming(desk.ask_reply, ReplyRequest)


@acts("desk_claims_record_answer", gettext_lazy("Keep what they answered, and what of it readers see"))
class RecordAnswer(ActView):
    body = AnswerBody
    act = naming(desk.record_answer, ReplyRequest)


@acts("desk_claims_amend_reply_request", gettext_lazy("Say anew all that was entered of a request"))
class AmendReplyRequest(ActView):
    body = AmendReplyBody
    act = naming(desk.amend_reply_request, ReplyRequest)


@acts("desk_claims_remove_reply_request", gettext_lazy("Take back a request that was entered by mistake"))
class RemoveReplyRequest(ActView):
    body = RequestBody
    scope = TokenScope.PUBLISH
    act = naming(desk.remove_reply_request, ReplyRequest)


def refuse_others(person: User) -> None:
    """Refuse a list of the desk to those who do not work there."""
    if not person.has_perm(Permission.WORK):
        raise NotAllowed(_("The desk was not shown"), _("your group does not have the right to see it"))


class DeskReplyList(DeskView):
    @extend_schema(
        operation_id="desk_replies_list",
        summary=gettext_lazy("Whom we asked and who has not answered yet, longest ago first"),
        parameters=[parameter.documented() for parameter in LISTING],
        responses={200: shapes.page("DeskReplyPage", DeskReply), **refusals(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """A page of the requests that wait for an answer."""
        refuse_others(self.person)
        wanted = asked(request, LISTING)
        replies = ReplyRequest.objects.overdue() if "overdue" in wanted else ReplyRequest.objects.waiting()
        rows = replies.select_related("speaker", "claim__verdict__rating", "claim__assignee")
        page = page_of(request, rows, OLDEST_FIRST, size=wanted.get("page_size", 50), cursor=wanted.get("cursor", ""))
        blind = Claim.objects.hidden_from(self.person)
        results = [
            {**reply_request(row), "claim": summary(request, row.claim, blind=row.claim_id in blind)}
            for row in page.rows
        ]
        return Response({"next": page.next, "previous": page.previous, "results": results})
