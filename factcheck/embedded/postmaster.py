"""What the server's own pid file tells, and how to stop the server by it."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

PORT = 5432  # only a part of the socket's name: nothing listens on a network
PATIENCE = 30.0


class Postmaster(NamedTuple):
    pid: int
    sockets: str


def noted_in(data: Path) -> Postmaster | None:
    """The server that a data folder's pid file names, dead or alive."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Postmaster(int(lines[0]), lines[4])
    except (FileNotFoundError, ValueError, IndexError):
        return None


def answers(sockets: str | Path) -> bool:
    """Whether a server listens in this folder of sockets."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(f"{sockets}/.s.PGSQL.{PORT}")
        except OSError:
            return False
        return True


def stop(data: Path, *, patience: float = PATIENCE) -> None:
    """Stop the server of a data folder; cut it off when it does not end in time."""
    server = noted_in(data)
    if server is None or not answers(server.sockets):
        return  # a pid whose server is dead may belong to a stranger by now

    for how in (signal.SIGINT, signal.SIGQUIT):  # a fast shutdown, then an immediate one
        with contextlib.suppress(ProcessLookupError):
            os.kill(server.pid, how)
        if _is_gone(data, server, patience):
            return


def forget_dead(data: Path) -> None:
    """Remove the locks of a dead server, whose number may be a zombie's or a stranger's now.

    PostgreSQL would take either for its own server and refuse to start. What a killed server
    left running it still notices, by their shared memory.
    """
    server = noted_in(data)
    if server is not None and not _serves(server.pid, data):
        Path(server.sockets, f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        (data / "postmaster.pid").unlink(missing_ok=True)


def _is_gone(data: Path, server: Postmaster, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while noted_in(data) == server:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _serves(pid: int, data: Path) -> bool:
    """Whether a process can be the live server of a data folder."""
    if Path("/proc/self/cwd").exists():
        try:
            return data.samefile(f"/proc/{pid}/cwd")
        except OSError:
            return False
    found = subprocess.run(["ps", "-p", str(pid), "-o", "stat=,comm="], capture_output=True, text=True)
    return "postgres" in found.stdout and not found.stdout.startswith("Z")
