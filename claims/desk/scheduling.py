"""Publishing at a set time: what readers will see is fixed now, and nobody outside knows of it until then."""

from datetime import datetime, timedelta

import pghistory
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import Claim, Embargo, Publication, User
from claims.vocabulary import News, Permission, Status

from .acting import act, move, unchanged
from .entering import enter_if_due
from .projecting import hide
from .publishing import refuse_unready
from .queueing import later
from .recording import now, put_under_embargo
from .telling import possible_approvers, take_back, tell

FURTHEST = timedelta(days=366)


@act(Permission.PUBLISH, at=[Status.REVIEW, Status.SCHEDULED], to=Status.SCHEDULED)
def schedule(claim: Claim, *, by: User, publish_at: datetime, override: str = "") -> Embargo:
    """Approve a reviewed claim now and put it before readers at a moment; a second time changes moment and content."""
    publish_at = publish_at.replace(microsecond=publish_at.microsecond // 1000 * 1000)  # as documents write it
    _refuse_moment(claim, publish_at)
    set_aside = refuse_unready(claim, approver=by, override=override)
    _lift(claim)

    embargo = put_under_embargo(claim, by=by, publish_at=publish_at, set_aside=set_aside)
    move(claim, to=Status.SCHEDULED)
    take_back(News.IN_REVIEW, claim=claim)
    later("enter_what_is_due", at=publish_at, key=str(claim.pk))
    return embargo


@act(Permission.PUBLISH, at=[Status.SCHEDULED], to=Status.REVIEW)
def call_off(claim: Claim, *, by: User) -> Claim:
    """Take a claim back into review before its moment comes; nobody outside ever knew of it."""
    _lift(claim)

    move(claim, to=Status.REVIEW)
    tell(possible_approvers(claim), News.IN_REVIEW, claim=claim, by=by)
    return claim


def enter_what_is_due() -> list[Publication]:
    """Enter in the record what readers see since its embargo ended, each by itself; a second time does nothing."""
    entered = []
    for embargo in Embargo.objects.due():
        with transaction.atomic(), pghistory.context(user=embargo.approved_by_id, act="schedule"):
            claim = Claim.objects.select_for_update(no_key=True).get(pk=embargo.claim_id)
            entered += [publication for publication in [enter_if_due(claim)] if publication]
    return entered


def _refuse_moment(claim: Claim, publish_at: datetime) -> None:
    if publish_at.tzinfo is None:
        sentence = _("say in which time zone that moment is")
    elif publish_at <= now():
        sentence = _("that moment has passed: publish it now, or choose a later one")
    elif publish_at > now() + FURTHEST:
        sentence = _("that is more than a year away")
    else:
        return
    raise Invalid(unchanged(claim), sentence, fields={"publish_at": [sentence]})


def _lift(claim: Claim) -> None:
    for embargo in Embargo.objects.filter(claim=claim, publish_at__gt=Now()):
        hide(embargo)
        embargo.delete()
