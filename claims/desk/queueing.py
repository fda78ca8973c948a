"""What must happen afterwards is queued in the transaction that makes it necessary, by the name of its job."""

import inspect
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

# Always on Django's own connection, so in its transaction: also inside a worker, whose app has a pool of its own.
queue = JobManager(DjangoConnector())


def later(job: str, /, *, at: datetime | None = None, key: str = "", **arguments: Any) -> None:
    """Have a job of claims/jobs/ done after this transaction, or at a moment; a rolled-back act leaves no job.

    With a key, the same job for the same moment waits only once, and no two of them are done at a time: when one
    waits already, it stays where it is until this transaction ends, so that it sees what was changed here.
    Arguments are what JSON can hold. Raises TaskNotFound and TypeError for what the job would not take.
    """
    lock = f"{job}:{key}:{at.isoformat() if at else ''}" if key else None
    wanted = app.configure_task(job, allow_unknown=False, schedule_at=at, lock=lock, task_kwargs=arguments).job
    inspect.signature(app.tasks[job].func).bind(**arguments)
    with transaction.atomic():
        if lock is None or not _waits_already(wanted):
            queue.defer_job(wanted)


def _waits_already(wanted: Job) -> bool:
    """Whether the same job waits; if so, no worker takes it up before this transaction ends.

    The lock on the key keeps others from queueing the same meanwhile. A queueing_lock of procrastinate would do as
    much, but a job that fails while the next of its kind waits could then never be put back into the queue.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [wanted.lock])
        cursor.execute("SELECT FROM procrastinate_jobs WHERE lock = %s AND status = 'todo' FOR SHARE", [wanted.lock])
        return cursor.rowcount > 0
