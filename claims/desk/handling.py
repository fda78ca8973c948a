"""Taking a claim in hand: the moves between colleagues that change no text."""

from django.utils.translation import gettext as _

from claims.errors import NotAllowed, NotReady
from claims.models import Claim, User
from claims.vocabulary import News, Permission, Queue, Status

from .acting import act, move, required, unchanged
from .gate import missing_for_review
from .standards import wrote
from .telling import concerned, possible_approvers, take_back, tell


@act(Permission.WORK, at=[Status.SPOTTED], to=Status.CHECKING)
def take_up(claim: Claim, *, by: User) -> Claim:
    """Begin to check a spotted claim."""
    _refuse_from_another_queue(claim, by)

    move(claim, to=Status.CHECKING, assignee=by, queue="")
    return claim


@act(Permission.WORK, at=[Status.CHECKING])
def take_over(claim: Claim, *, by: User) -> Claim:
    """Go on with a claim that is being checked and that nobody has in hand."""
    if claim.assignee is not None and claim.assignee.is_active:
        raise NotReady(unchanged(claim), _("it is in the hands of %(who)s") % {"who": claim.assignee})
    _refuse_from_another_queue(claim, by)

    claim.assignee, claim.queue = by, ""
    claim.save(update_fields=["assignee", "queue"])
    return claim


@act(Permission.WORK, at=[Status.CHECKING], to=Status.REVIEW)
def send_to_review(claim: Claim, *, by: User) -> Claim:
    """Hand a checked claim to a second pair of eyes."""
    if missing := list(missing_for_review(claim)):
        raise NotReady(unchanged(claim), *missing)

    move(claim, to=Status.REVIEW, sent_back_because="")
    tell(possible_approvers(claim), News.IN_REVIEW, claim=claim, by=by)
    return claim


@act(Permission.WORK, at=[Status.REVIEW], to=Status.CHECKING)
def pull_back(claim: Claim, *, by: User) -> Claim:
    """Take a claim out of review again, by somebody who sent it there: who has it in hand or wrote its verdict."""
    verdict = getattr(claim, "verdict", None)
    if claim.assignee_id != by.pk and not (verdict and wrote(verdict, by)):
        reason = _("only who had it in hand or wrote its verdict may take it back; an editor sends it back")
        raise NotAllowed(unchanged(claim), reason)

    move(claim, to=Status.CHECKING, assignee=by, queue="")
    take_back(News.IN_REVIEW, claim=claim)
    return claim


@act(Permission.PUBLISH, at=[Status.REVIEW], to=Status.CHECKING)
def send_back(claim: Claim, *, by: User, reason: str) -> Claim:
    """Return a claim from review to its checker with a reason."""
    reason = required(reason, field="reason", sentence=_("say what has to be done"), claim=claim)

    move(claim, to=Status.CHECKING, sent_back_because=reason)
    take_back(News.IN_REVIEW, claim=claim)
    tell(concerned(claim), News.SENT_BACK, claim=claim, by=by)
    return claim


def _refuse_from_another_queue(claim: Claim, person: User) -> None:
    if claim.queue == Queue.EDITORS and not person.has_perm(Permission.PUBLISH):
        raise NotAllowed(unchanged(claim), _("it waits for an editor to take it up"))
