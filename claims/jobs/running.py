"""What surrounds every job: its line in the log, and what it said when it failed."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import DatabaseError
from procrastinate.jobs import Job

from claims.desk.tending import note_failure
from claims.errors import Refused

log = logging.getLogger("claims.jobs")


class Failed(Exception):
    """A job that could not do its work, and says why in a sentence."""


@contextmanager
def told(job: Job, *, tries: int) -> Iterator[None]:
    """Tell the log how a job ended, and keep what it said when it failed; its changes carry its name."""
    begun, tried = time.perf_counter(), job.attempts + 1
    line: dict[str, Any] = {"job": job.task_name, "number": job.id, "tried": tried}
    try:
        with pghistory.context(job=job.task_name):
            yield
    except Exception as error:
        outcome, level = ("failed", logging.ERROR) if tried >= tries else ("will be tried again", logging.WARNING)
        log.log(level, "job", extra=line | {"outcome": outcome, "ms": _since(begun)}, exc_info=True)
        _keep(job, tried, error)
        raise
    log.info("job", extra=line | {"outcome": "done", "ms": _since(begun)})


def _since(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 1)


def _keep(job: Job, tried: int, error: Exception) -> None:
    """Keep the sentence, if there is a database to keep it in: that may be why the job failed."""
    said = str(error) if isinstance(error, Failed | Refused) else f"{type(error).__name__}: {error}"
    try:
        note_failure(job.id or 0, tried=tried, said=said)
    except DatabaseError:
        log.exception("what a failed job said could not be kept", extra={"number": job.id})
