"""What readers ask us to check: received, looked at, joined to a claim, or refused with a reason."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from claims.errors import Invalid
from claims.models import Claim, Tip, User
from claims.models.tip import digest_of
from claims.vocabulary import Permission, TipStatus

from .acting import CLOSED, house_act, refuse_recused
from .editing import spot

TOKEN_BYTES = 24
UNCHANGED = "The tip was not changed"


@transaction.atomic
def send_tip(
    *, text: str = "", link: str = "", contact: str = "", consented: bool = False, language: str
) -> tuple[Tip, str]:
    """Take a reader's tip; returns it with the token of its private address, which is kept nowhere."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    tip = Tip(text=text.strip(), link=link, contact=contact, consented=consented and bool(contact), language=language)
    tip.secret_sha256 = digest_of(token)
    try:
        tip.full_clean()
    except ValidationError as error:
        raise Invalid("The tip was not sent", *error.messages, fields=error.message_dict) from error

    tip.save()
    return tip, token


@house_act(Permission.WORK)
def look_at_tip(tip: Tip, *, by: User) -> Tip:
    """Tell the reader that the desk looks at it; a tip that was answered is open again."""
    return _handled(_held(tip), by, status=TipStatus.LOOKED_AT)


@house_act(Permission.WORK)
def join_tip(tip: Tip, *, by: User, claim: Claim) -> Tip:
    """Merge a tip into a claim: the reader sees its check once it is published, and the contact is forgotten."""
    tip = _held(tip)
    claim = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    refuse_recused(claim, by=by)
    if claim.status in CLOSED:
        sentence = f"“{claim}” is “{claim.get_status_display()}”"
        raise Invalid(UNCHANGED, sentence, fields={"claim": [sentence]})
    return _handled(tip, by, status=TipStatus.JOINED, claim=claim, contact="")


@house_act("claims.add_claim")
def make_claim_of_tip(tip: Tip, *, by: User, statement: str) -> Claim:
    """Put what a reader asks for on the desk as a claim of its own, and join the tip to it."""
    claim = spot(by=by, statement=statement, language=tip.language)
    join_tip(tip, by=by, claim=claim)
    return claim


@house_act(Permission.WORK)
def refuse_tip(tip: Tip, *, by: User, reason: str) -> Tip:
    """Tell the reader why it cannot be checked, and forget the contact."""
    tip = _held(tip)
    if not reason.strip():
        sentence = "tell the reader why it cannot be checked"
        raise Invalid(UNCHANGED, sentence, fields={"reason": [sentence]})
    return _handled(tip, by, status=TipStatus.NOT_CHECKABLE, reason=reason.strip(), contact="")


@house_act(Permission.REMOVE_TIPS)
def remove_tip(tip: Tip, *, by: User) -> None:
    """Erase a tip with all that its reader wrote; its private address leads nowhere then."""
    _held(tip).delete()


@transaction.atomic
def forget_contact(tip: Tip) -> None:
    """Forget how its reader can be reached, because the reader asks for it."""
    held = _held(tip)
    held.contact, held.consented = "", False
    held.save(update_fields=["contact", "consented"])


def _held(tip: Tip) -> Tip:
    return Tip.objects.select_for_update(of=("self",)).get(pk=tip.pk)


def _handled(tip: Tip, by: User, **columns: Any) -> Tip:
    """Keep what came of a tip, and who says so."""
    said = {"claim": None, "reason": "", "handled_at": timezone.now(), "handled_by": by} | columns
    for name, value in said.items():
        setattr(tip, name, value)
    try:
        tip.clean_fields()
    except ValidationError as error:
        raise Invalid(UNCHANGED, *error.messages, fields=error.message_dict) from error
    tip.save(update_fields=list(said))
    return tip
