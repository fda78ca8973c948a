"""Taking a claim in hand: the moves between colleagues that change no text."""

from django.utils.translation import gettext as _

from claims.errors import NotReady
from claims.models import Claim, User
from claims.vocabulary import News, Permission, Status

from .acting import act, move, required, unchanged
from .gate import missing_for_review
from .telling import concerned, possible_approvers, take_back, tell


@act(Permission.WORK, at=[Status.SPOTTED], to=Status.CHECKING)
def take_up(claim: Claim, *, by: User) -> Claim:
    """Begin to check a spotted claim."""
    move(claim, to=Status.CHECKING, assignee=by)
    return claim


@act(Permission.WORK, at=[Status.CHECKING], to=Status.REVIEW)
def send_to_review(claim: Claim, *, by: User) -> Claim:
    """Hand a checked claim to a second pair of eyes."""
    if missing := list(missing_for_review(claim)):
        raise NotReady(unchanged(claim), *missing)

    move(claim, to=Status.REVIEW, sent_back_because="")
    tell(possible_approvers(claim), News.IN_REVIEW, claim=claim, by=by)
    return claim


@act(Permission.PUBLISH, at=[Status.REVIEW], to=Status.CHECKING)
def send_back(claim: Claim, *, by: User, reason: str) -> Claim:
    """Return a claim from review to its checker with a reason."""
    reason = required(reason, field="reason", sentence=_("say what has to be done"), claim=claim)

    move(claim, to=Status.CHECKING, sent_back_because=reason)
    take_back(News.IN_REVIEW, claim=claim)
    tell(concerned(claim), News.SENT_BACK, claim=claim, by=by)
    return claim
