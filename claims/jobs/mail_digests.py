from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.desk import posting
from claims.desk.queueing import later

from .registering import job

MORNING = time(7)  # at the desk: its TIME_ZONE


@job(_("Queue the daily mails"), cron="5 * * * *")
def mail_digests() -> None:
    """Queue the daily mail of each person who has one to get. Idempotent: one job a person and morning.

    It comes every hour, so that a morning on which no worker ran is made up for; what was told after seven
    waits for the next.
    """
    until = last_morning()
    queued = ProcrastinateJob.objects.filter(task_name="mail_digest", args__until=until.isoformat())
    have_theirs = list(queued.values_list("args__person", flat=True))
    for person in posting.waiting_for_a_digest(until).exclude(pk__in=have_theirs):
        later("mail_digest", person=person.pk, until=until.isoformat())


def last_morning() -> datetime:
    """The last time that it was seven in the morning at the desk."""
    now = timezone.localtime()
    day = now.date() if now.time() >= MORNING else now.date() - timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))
