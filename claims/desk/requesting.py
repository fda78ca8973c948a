"""Impact: the corrections that we asked of speakers and outlets, and what came of them."""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim, CorrectionRequest, Speaker, User
from claims.vocabulary import Channel, Outcome, Permission

from .acting import act
from .asking import Fault, enter, fill, own, strike
from .writing import TAKEN_UP


@act(Permission.WORK, at=TAKEN_UP)
def ask_correction(
    claim: Claim,
    *,
    by: User,
    addressee: str,
    channel: str = Channel.EMAIL,
    asked_on: datetime.date | None = None,
    speaker: Speaker | None = None,
    public: bool = True,
) -> CorrectionRequest:
    """Keep that we asked somebody to correct what they said; without a day, that it was today."""
    request = CorrectionRequest(claim=claim)
    asked_on = asked_on or timezone.localdate()
    fill(request, addressee=addressee, channel=channel, asked_on=asked_on, speaker=speaker, public=public)
    return enter(request, claim, _faults(request))


@act(Permission.WORK)
def record_outcome(
    claim: Claim,
    *,
    by: User,
    request: CorrectionRequest,
    outcome: str,
    outcome_on: datetime.date | None = None,
    url: str = "",
    note: str = "",
) -> CorrectionRequest:
    """Keep what came of it, and where that can be seen; without a day, that it came today."""
    request = own(request, claim)
    if outcome != Outcome.WAITING:
        outcome_on = outcome_on or request.outcome_on or timezone.localdate()
    if fill(request, outcome=outcome, outcome_on=outcome_on, url=url, note=note):
        enter(request, claim, _faults(request))
    return request


@act(Permission.WORK)
def amend_correction_request(
    claim: Claim,
    *,
    by: User,
    request: CorrectionRequest,
    addressee: str,
    channel: str = Channel.EMAIL,
    asked_on: datetime.date | None = None,
    speaker: Speaker | None = None,
    public: bool = True,
) -> CorrectionRequest:
    """Say anew all that was entered when they were asked, but for the day."""
    request = own(request, claim)
    asked_on = asked_on or request.asked_on
    if fill(request, addressee=addressee, channel=channel, asked_on=asked_on, speaker=speaker, public=public):
        enter(request, claim, _faults(request))
    return request


@act(Permission.PUBLISH)
def remove_correction_request(claim: Claim, *, by: User, request: CorrectionRequest) -> None:
    """Take back a request that was entered by mistake; the history keeps it."""
    strike(own(request, claim), claim)


def _faults(request: CorrectionRequest) -> Iterator[Fault]:
    asked_on, outcome_on, today = request.asked_on, request.outcome_on, timezone.localdate()
    if asked_on and asked_on > today:
        yield "asked_on", _("that day has not come yet")
    if outcome_on and request.outcome == Outcome.WAITING:
        yield "outcome_on", _("nothing came of it yet: leave the day out, or say what came of it")
    if outcome_on and outcome_on > today:
        yield "outcome_on", _("that day has not come yet")
    if asked_on and outcome_on and outcome_on < asked_on:
        yield "outcome_on", _("the outcome is before the day on which it was asked")
