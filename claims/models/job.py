"""The jobs in the queue and who does them: procrastinate's tables, asked in the words of the desk."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import connection, models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from claims.vocabulary import JobState

OVER = ["succeeded", "cancelled", "aborted"]
STATES: dict[JobState, Q] = {
    JobState.FAILED: Q(status="failed"),
    JobState.RUNNING: Q(status="doing"),
    JobState.WAITING: Q(status="todo") & (Q(scheduled_at=None) | Q(scheduled_at__lte=Now())),
    JobState.SCHEDULED: Q(status="todo", scheduled_at__gt=Now()),
    JobState.DONE: Q(status="succeeded"),
    JobState.LET_GO: Q(status__in=["cancelled", "aborted"]),
}


class WorkerQuerySet(models.QuerySet["Worker"]):
    def seen_within(self, seconds: float) -> Self:
        """Workers that gave a sign of life in the last seconds."""
        return self.filter(last_heartbeat__gte=Now() - timedelta(seconds=seconds))


class Worker(ProcrastinateWorker):
    """A process that does jobs, and when it last gave a sign of life."""

    objects: ClassVar[Any] = WorkerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        proxy = True
        default_permissions = ()


class JobQuerySet(models.QuerySet["Job"]):
    def in_state(self, state: JobState) -> Self:
        return self.filter(STATES[state])

    def for_the_desk(self) -> Self:
        """Jobs with their state, when they last moved and what their last failure said; the failed ones first."""
        # Imported here: a failure names its job.
        from .job_failure import JobFailure

        moves = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).exclude(type="scheduled").order_by("-pk")
        failures = JobFailure.objects.filter(job=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            rank=Case(*(When(q, Value(rank)) for rank, q in enumerate(STATES.values()))),
            moved_at=Subquery(moves.values("at")[:1]),
            failure=Coalesce(Subquery(failures.values("said")[:1]), Value(""), output_field=TextField()),
        ).order_by("rank", "-pk")

    def per_state(self) -> dict[JobState, int]:
        """How many jobs stand where."""
        counts = self.aggregate(**{state.name: Count("pk", filter=q) for state, q in STATES.items()})
        return {state: counts[state.name] for state in STATES}

    def left_behind(self, seconds: float) -> Self:
        """Jobs in the hands of workers that gave no sign of life in the last seconds: killed, or cut off."""
        alive = Worker.objects.seen_within(seconds).filter(pk=OuterRef("worker_id"))
        return self.in_state(JobState.RUNNING).filter(~Exists(alive))

    def forget_those_over_before(self, moment: datetime) -> None:
        """Delete what was done or let go before a moment; what failed stays until somebody decides."""
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs AS job WHERE status::text = ANY(%s) AND NOT EXISTS"
                " (SELECT FROM procrastinate_events WHERE job_id = job.id AND at >= %s)",
                [OVER, moment],
            )


class Job(ProcrastinateJob):
    """Something to be done in the background."""

    # Added by `for_the_desk`: `rank` is the place of its state among all.
    rank: int
    moved_at: datetime | None
    failure: str

    objects: ClassVar[Any] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        proxy = True
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        default_permissions = ("view",)
        permissions = [("tend_job", "Can try failed jobs again or let them go")]

    def __str__(self) -> str:
        return f"{self.task_name} {self.pk}"

    @property
    def state(self) -> JobState:
        """Where it stands."""
        return list(STATES)[self.rank]
