"""What the tests of the worker share: real processes, and waiting for what they do."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.own_database import OwnDatabase

PROJECT = Path(__file__).parents[2]
COMMAND = [sys.executable, "manage.py", "worker"]


def until(true: Callable[[], bool], *, of: subprocess.Popen[bytes] | None = None, seconds: float = 20) -> None:
    """Wait until something is true; fail when it does not become so, or when the process that does it has ended."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        assert of is None or of.poll() is None, "the process has ended"
        time.sleep(0.02)


@contextlib.contextmanager
def worker(database: OwnDatabase, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own; killed at the end if it is still there."""
    with subprocess.Popen([*COMMAND, *options], cwd=PROJECT, env=database.environment) as process:
        try:
            yield process
        finally:
            process.kill()
