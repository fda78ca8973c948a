"""How much falls due by itself, for the home page."""

from typing import Any

from django.utils import timezone

from claims.models import Claim, ReplyRequest
from claims.vocabulary import Permission


def due(person: Any) -> dict[str, Any]:
    """How many replies are overdue and waited for, and how many claims are to be checked again."""
    if not person.has_perm(Permission.WORK):
        return {}
    return {
        "overdue": ReplyRequest.objects.overdue().count(),
        "waiting": ReplyRequest.objects.waiting().count(),
        "recheck": Claim.objects.due_for_recheck(timezone.localdate()).count(),
    }
