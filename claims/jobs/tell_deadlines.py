from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim
from claims.vocabulary import News

from .registering import job

AHEAD = timedelta(hours=24)


@job(_("Tell of deadlines that are near"), cron="*/10 * * * *")
def tell_deadlines() -> None:
    """Tell whoever has a claim in hand that is due within a day. Idempotent: the same deadline is told once."""
    near = Claim.objects.unfinished().filter(due_at__lt=timezone.now() + AHEAD, assignee__isnull=False)
    for claim in near.select_related("assignee"):
        desk.tell(claim.assignee, News.DEADLINE, claim=claim, key=f"claim {claim.pk} {claim.due_at:%Y-%m-%dT%H:%M%z}")
