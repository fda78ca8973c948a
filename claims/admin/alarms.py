"""What an administrator has to know when the desk is opened."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Job, Webhook, Worker
from claims.vocabulary import JobState, Permission

UNSEEN_FOR = 5 * 60  # seconds without a worker that are worth a word


class Alarm(NamedTuple):
    """What is wrong, and where to look; no path where the cure lies outside the desk."""

    sentence: str
    path: str = ""


def alarms(person: Any) -> list[Alarm]:
    """What is wrong with the jobs and the webhooks, for a person who may tend them."""
    return alarms_of_jobs(person) + _alarms_of_webhooks(person)


def alarms_of_jobs(person: Any) -> list[Alarm]:
    """What is wrong with the jobs."""
    if not person.has_perm(Permission.TEND_JOBS):
        return []
    found, counts = [], Job.objects.per_state()
    if failed := counts[JobState.FAILED]:
        sentence = ngettext("%(count)d background job has failed.", "%(count)d background jobs have failed.", failed)
        path = f"{reverse('admin:claims_job_changelist')}?state={JobState.FAILED}"
        found.append(Alarm(sentence % {"count": failed}, path))
    if counts[JobState.WAITING] and not Worker.objects.seen_within(UNSEEN_FOR).exists():
        found.append(
            Alarm(_("Jobs wait, and no worker has been seen for five minutes. Whoever runs the site should start one."))
        )
    return found


def _alarms_of_webhooks(person: Any) -> list[Alarm]:
    if not person.has_perm(Permission.KEEP_WEBHOOKS):
        return []
    path = reverse("admin:claims_webhook_changelist")
    return [
        Alarm(_("The webhook “%(webhook)s” was switched off: it did not answer.") % {"webhook": webhook}, path)
        for webhook in Webhook.objects.given_up()
    ]
