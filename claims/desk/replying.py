"""The right of reply: whom we asked, what they answered, and what of it readers see."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, ReplyRequest, Speaker, User
from claims.vocabulary import Channel, News, Permission

from .acting import act
from .asking import Fault, enter, fill, own, strike
from .queueing import later
from .telling import concerned, tell
from .writing import TAKEN_UP


@act(Permission.WORK, at=TAKEN_UP)
def ask_reply(
    claim: Claim,
    *,
    by: User,
    addressee: str,
    channel: str = Channel.EMAIL,
    asked_at: datetime | None = None,
    deadline: datetime | None = None,
    question: str = "",
    speaker: Speaker | None = None,
    public: bool = True,
) -> ReplyRequest:
    """Keep that somebody was asked for a reply; without a moment, that it was just now."""
    request = ReplyRequest(claim=claim)
    asked = {"addressee": addressee, "channel": channel, "asked_at": asked_at or this_minute(), "speaker": speaker}
    fill(request, **asked, deadline=deadline, question=question, public=public)
    return _enter(request, claim)


@act(Permission.WORK)
def record_answer(
    claim: Claim,
    *,
    by: User,
    request: ReplyRequest,
    answer: str,
    public_answer: str = "",
    answered_at: datetime | None = None,
) -> ReplyRequest:
    """Keep what they answered, and what of it readers see; without a moment, that it came just now."""
    request = own(request, claim)
    answered_at = answered_at or request.answered_at or this_minute()
    if fill(request, answer=answer, public_answer=public_answer, answered_at=answered_at):
        _enter(request, claim)
    return request


@act(Permission.WORK)
def amend_reply_request(
    claim: Claim,
    *,
    by: User,
    request: ReplyRequest,
    addressee: str,
    channel: str = Channel.EMAIL,
    asked_at: datetime | None = None,
    deadline: datetime | None = None,
    question: str = "",
    speaker: Speaker | None = None,
    public: bool = True,
) -> ReplyRequest:
    """Say anew all that was entered when they were asked, but for the moment. A moved deadline reminds anew."""
    request = own(request, claim)
    before = request.deadline
    asked = {"addressee": addressee, "channel": channel, "asked_at": asked_at or request.asked_at, "speaker": speaker}
    if fill(request, **asked, deadline=deadline, question=question, public=public):
        if request.deadline != before:
            request.reminded_at = None
        _enter(request, claim)
    return request


@act(Permission.PUBLISH)
def remove_reply_request(claim: Claim, *, by: User, request: ReplyRequest) -> None:
    """Take back a request that was entered by mistake; the history keeps it."""
    strike(own(request, claim), claim)


def remind_of_reply(pk: int) -> None:
    """Remind of a deadline that passed without an answer, once; not of one that was moved or met."""
    with transaction.atomic():
        due = ReplyRequest.objects.overdue().filter(pk=pk, reminded_at=None)
        request = due.select_for_update(of=("self",)).first()
        if request is None:
            return
        request.reminded_at = timezone.now()
        request.save(update_fields=["reminded_at"])
        tell(concerned(request.claim), News.REPLY_DUE, claim=request.claim)


def this_minute() -> datetime:
    """Now, as a form can say it."""
    return timezone.now().replace(second=0, microsecond=0)


def _enter(request: ReplyRequest, claim: Claim) -> ReplyRequest:
    enter(request, claim, _faults(request))
    if request.deadline and request.answered_at is None and request.reminded_at is None:
        later("remind_of_replies", at=request.deadline, key=f"reply {request.pk}", request=request.pk)
    return request


def _faults(request: ReplyRequest) -> Iterator[Fault]:
    asked_at, deadline, answered_at = request.asked_at, request.deadline, request.answered_at
    if asked_at and asked_at > timezone.now():
        yield "asked_at", _("that moment has not come yet")
    if asked_at and deadline and deadline <= asked_at:
        yield "deadline", _("the deadline is not after the moment at which they were asked")
    if answered_at is None:
        return
    if not request.answer:
        yield "answer", _("write down what they answered")
    if answered_at > timezone.now():
        yield "answered_at", _("that moment has not come yet")
    if asked_at and answered_at < asked_at:
        yield "answered_at", _("the answer is older than the question")
