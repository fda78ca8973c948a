"""How a function becomes a job: one decorator."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from .running import told

TRIES = 5
WAIT = 8  # seconds before the second try, then its powers: a minute, nine minutes, more than an hour

Function = TypeVar("Function", bound=Callable[..., None])


@dataclass(frozen=True)
class RegisteredJob:
    """A job as the desk knows it: its name in the queue, its name for people, when and how often it is tried."""

    name: str
    label: Any
    cron: str
    tries: int
    do: Callable[..., None]


JOBS: dict[str, RegisteredJob] = {}


def job(label: Any, *, cron: str = "", tries: int = TRIES) -> Callable[[Function], Function]:
    """Register a function as a job under its own name; with a cron expression (in UTC) it comes by itself.

    It may be done twice: a worker can be killed after the work and before it has said so. So each job is
    idempotent, and its docstring says why. One that comes by itself is never done twice at the same time.
    """

    def register(function: Function) -> Function:
        registered = RegisteredJob(function.__name__, label, cron, tries, function)
        JOBS[registered.name] = registered
        task = app.task(
            name=registered.name,
            retry=tries > 1 and RetryStrategy(max_attempts=tries - 1, exponential_wait=WAIT),
            lock=registered.name if cron else None,
            pass_context=True,
        )(_runner(registered))
        if cron:
            app.periodic(cron=cron)(task)
        return function

    return register


def _runner(registered: RegisteredJob) -> Callable[..., None]:
    @wraps(registered.do)
    def run(context: JobContext, timestamp: int | None = None, **arguments: Any) -> None:
        with told(context.job, tries=registered.tries):
            registered.do(**arguments)

    return run
