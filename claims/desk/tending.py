"""Looking after the queue: what failed is noted, and what a dead worker left is put back."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims.errors import WrongMove
from claims.models import Job, JobFailure, User
from claims.vocabulary import JobState, Permission

from .acting import house_act

LONGEST = 2000


def note_failure(job: int, *, tried: int, said: str) -> None:
    """Keep what a try said when it failed."""
    said = said.replace("\x00", "\N{REPLACEMENT CHARACTER}").strip()[:LONGEST] or _("It did not say why.")
    JobFailure.objects.create(job_id=job, tried=tried, said=said)


@transaction.atomic
def take_back(tries: dict[str, int], *, silent_for: float) -> int:
    """Put what dead workers left back into the queue; how many jobs.

    A worker is dead when it gave no sign of life for some seconds. `tries` says how often each job is tried: one
    that took down its worker in its last try is left as failed, so that it does not take down all workers for ever.
    """
    left = Job.objects.left_behind(silent_for).select_for_update(skip_locked=True)
    for job in left:
        tried = job.attempts + 1
        note_failure(job.pk, tried=tried, said=_("The worker ended in the middle of it."))
        _move(job, to="todo" if tried < tries.get(job.task_name, 1) else "failed")
    return len(left)


@house_act(Permission.TEND_JOBS)
def try_again(job: Job, *, by: User) -> None:
    """Put a failed job back into the queue, once more."""
    _move(_failed(job), to="todo", tried=0)


@house_act(Permission.TEND_JOBS)
def let_go(job: Job, *, by: User) -> None:
    """Give a failed job up for good."""
    _move(_failed(job), to="cancelled", tried=0)


def _failed(job: Job) -> Job:
    """The job, locked and read fresh, when it has failed."""
    fresh = Job.objects.in_state(JobState.FAILED).select_for_update().filter(pk=job.pk).first()
    if fresh is None:
        what = _("Nothing was changed in the job %(number)s") % {"number": job.pk}
        raise WrongMove(what, _("it does not stand as failed any more"))
    return fresh


def _move(job: Job, *, to: str, tried: int = 1) -> None:
    Job.objects.filter(pk=job.pk).update(
        status=to, attempts=F("attempts") + tried, scheduled_at=Now(), worker=None, abort_requested=False
    )
