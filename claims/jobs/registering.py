"""How a function becomes a job: one decorator."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

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
        name = function.__name__
        JOBS[name] = RegisteredJob(name, label, cron, tries, function)
        task = app.task(
            name=name,
            retry=tries > 1 and RetryStrategy(max_attempts=tries - 1, exponential_wait=WAIT),
            lock=name if cron else None,
        )(_runner(function))
        if cron:
            app.periodic(cron=cron)(task)
        return function

    return register


def _runner(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def run(timestamp: int | None = None, **arguments: Any) -> None:
        function(**arguments)

    return run
