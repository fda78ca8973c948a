"""File locks that the kernel drops when their holder dies, however it dies."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

SHARED = fcntl.LOCK_SH
EXCLUSIVE = fcntl.LOCK_EX


def take(path: Path, kind: int) -> int:
    """Wait for the lock at a path and return its descriptor; closing it gives the lock back."""
    while True:
        descriptor = _open(path)
        fcntl.flock(descriptor, kind)
        if _still_there(path, descriptor):
            return descriptor
        os.close(descriptor)  # the folder was deleted while we waited


def take_at_once(path: Path) -> int | None:
    """The exclusive lock at a path, or None while anybody else holds it."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, EXCLUSIVE | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def take_within(seconds: float, path: Path) -> int | None:
    """The exclusive lock at a path, or None when others still hold it after some seconds."""
    deadline = time.monotonic() + seconds
    while (descriptor := take_at_once(path)) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    return descriptor


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep everybody else who takes this lock waiting."""
    descriptor = take(path, EXCLUSIVE)
    try:
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock at a path."""
    descriptor = take_at_once(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
