"""Who uses a cluster: every process that does holds its users' lock.

A forked child holds it with its parent: the kernel drops a lock with the last who has it.
"""

import os
import threading
from pathlib import Path

from factcheck.embedded import locks

_held: dict[Path, int] = {}
_guard = threading.Lock()


def join(lock: Path) -> None:
    """Be one of a cluster's users until this process ends."""
    with _guard:
        if lock not in _held:
            _held[lock] = locks.take(lock, locks.SHARED)


def has_joined(lock: Path) -> bool:
    """Whether this process is one of a cluster's users."""
    return lock in _held


def leave(lock: Path) -> None:
    """No longer be one of a cluster's users."""
    with _guard:
        if lock in _held:
            os.close(_held.pop(lock))


os.register_at_fork(before=_guard.acquire, after_in_parent=_guard.release, after_in_child=_guard.release)
