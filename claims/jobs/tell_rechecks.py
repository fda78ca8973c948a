from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim
from claims.vocabulary import News

from .registering import job


@job(_("Tell of verdicts that are due to be checked again"), cron="25 * * * *")
def tell_rechecks() -> None:
    """Tell whom a claim concerns that the day promised to readers has come. Idempotent: each day is told once."""
    today = timezone.localdate()
    due: Iterable[Any] = Claim.objects.due_for_recheck(today).for_the_desk()
    for claim in due:
        if claim.promised_by and claim.promised_by <= today:
            key = f"claim {claim.pk} by {claim.promised_by:%Y-%m-%d}"
            desk.tell(desk.concerned(claim), News.RECHECK_DUE, claim=claim, key=key)
