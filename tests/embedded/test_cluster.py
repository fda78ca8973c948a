import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.embedded import locks, postmaster, programs, users
from factcheck.embedded.account import NAMESPACE, NOBODY
from factcheck.embedded.cluster import Cluster
from factcheck.embedded.errors import EmbeddedPostgresError

PROJECT = Path(__file__).resolve().parents[2]
LINGER = 0.1
USE = f"""
import sys
from pathlib import Path
from factcheck.embedded import postmaster
from factcheck.embedded.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]), {{"fsync": "off"}}, linger={LINGER})
cluster.ensure()
print(postmaster.noted_in(cluster.data).pid, flush=True)
"""
STAY = "sys.stdin.read()"
FORK_AND_STAY = f"""
import os
if child := os.fork():
    print(child, flush=True)
{STAY}
"""


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is true, and fail when it does not become so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.02)


class Client:
    """A process of its own that uses a cluster until it is told to leave."""

    def __init__(self, folder: Path, then: str = STAY, prefix: tuple[str, ...] = ()) -> None:
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-c", USE + then, str(folder)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def says(self) -> int:
        """The next number it prints: first the pid of the server it found."""
        assert self.process.stdout
        assert self.process.stderr
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return int(line)

    def leave(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.communicate()


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a cluster that has data: making them anew for each test takes long."""
    folder = tmp_path_factory.mktemp("made-once") / "postgres"
    cluster = Cluster(folder, {"fsync": "off"}, linger=LINGER)
    cluster.ensure()
    users.leave(cluster.users)
    yield folder
    cluster.forget()


@pytest.fixture
def folder(made_once: Path) -> Iterator[Path]:
    """The folder of a cluster that has data and is stopped, before and after the test."""
    until(has_stopped(made_once))
    yield made_once
    users.leave(made_once / "users.lock")
    until(has_stopped(made_once))


@pytest.fixture
def new_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for a cluster, which is gone with its server after the test."""
    folder = tmp_path / "postgres"
    yield folder
    Cluster(folder).forget()


@pytest.fixture
def start() -> Iterator[Callable[..., Client]]:
    """Starts clients, and ends them after the test."""
    with contextlib.ExitStack() as clients:

        def start(folder: Path, **kwargs: str) -> Client:
            client = Client(folder, **kwargs)
            clients.callback(client.leave, signal.SIGKILL)
            return client

        yield start


@contextlib.contextmanager
def running(folder: Path, **options: str) -> Iterator[Cluster]:
    """A cluster that this very process uses and then forgets."""
    cluster = Cluster(folder, {"fsync": "off"} | options, linger=LINGER)
    try:
        cluster.ensure()
        yield cluster
    finally:
        cluster.forget()


def query(cluster: Cluster, sql: str) -> list[tuple[object, ...]]:
    """What the cluster's server answers to one statement."""
    where = {"host": str(cluster.sockets), "port": postmaster.PORT, "user": "factcheck"}
    with psycopg.connect(**where, dbname="factcheck", autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def has_stopped(folder: Path) -> Callable[[], bool]:
    return lambda: postmaster.noted_in(folder / "data") is None


def reaper_of(folder: Path) -> int | None:
    """The process that watches over a folder's cluster."""
    lock = folder / "reaper.lock"
    return int(lock.read_text()) if locks.is_held(lock) else None


class TestSharing:
    def test_many_cold_starts_at_once_make_one_server(self, new_folder, start):
        clients = [start(new_folder) for _ in range(5)]

        servers = {each.says() for each in clients}

        assert len(servers) == 1

    def test_the_last_to_leave_stops_the_server(self, folder, start):
        first, second = start(folder), start(folder)
        first.says()
        second.says()

        first.leave()
        assert Cluster(folder).answers()
        second.leave()

        until(has_stopped(folder))
        until(lambda: reaper_of(folder) is None)

    def test_killed_clients_leave_no_server_behind(self, folder, start):
        clients = [start(folder), start(folder)]
        for each in clients:
            each.says()

        for each in clients:
            each.leave(signal.SIGKILL)

        until(has_stopped(folder))

    def test_a_forked_child_is_a_user_of_its_own(self, folder, start):
        parent = start(folder, then=FORK_AND_STAY)
        server, child = parent.says(), parent.says()

        os.kill(parent.process.pid, signal.SIGKILL)
        parent.process.wait()
        assert locks.is_held(folder / "users.lock")
        assert postmaster.noted_in(folder / "data").pid == server
        os.kill(child, signal.SIGKILL)

        until(has_stopped(folder))


class TestRecovery:
    def test_all_that_was_committed_is_there_after_everything_was_killed(self, folder, start):
        cluster = Cluster(folder)
        first = start(folder)
        server = first.says()
        query(cluster, "CREATE TABLE kept AS SELECT 42 AS answer")

        for pid in [server, reaper_of(folder)]:
            os.kill(pid, signal.SIGKILL)
        first.leave(signal.SIGKILL)
        start(folder).says()

        assert query(cluster, "SELECT answer FROM kept") == [(42,)]

    def test_a_server_killed_under_its_client_comes_back(self, folder):
        cluster = Cluster(folder, {"fsync": "off"}, linger=LINGER)
        cluster.ensure()
        killed = postmaster.noted_in(cluster.data).pid

        os.kill(killed, signal.SIGKILL)
        until(lambda: not cluster.answers())
        cluster.ensure()

        assert query(cluster, "SELECT 1") == [(1,)]
        assert postmaster.noted_in(cluster.data).pid != killed

    def test_a_killed_reaper_is_replaced_by_the_next_user(self, folder, start):
        start(folder).says()
        killed = reaper_of(folder)
        os.kill(killed, signal.SIGKILL)
        until(lambda: reaper_of(folder) is None)

        start(folder).says()

        assert reaper_of(folder) not in (None, killed)

    def test_a_stale_pid_that_is_now_a_stranger_does_not_keep_it_from_starting(self, folder, start):
        first = start(folder)
        first.says()
        pid_file = folder / "data" / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        first.leave()
        until(has_stopped(folder))
        stranger = subprocess.Popen(["sleep", "60"])
        try:
            pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")

            server = start(folder).says()

            assert server != stranger.pid
            assert stranger.poll() is None
        finally:
            stranger.kill()
            stranger.wait()

    def test_a_half_made_data_folder_is_made_again(self, new_folder, start):
        unfinished = new_folder / "data.new"
        unfinished.mkdir(parents=True)
        (unfinished / "PG_VERSION").write_text(programs.major_version())

        start(new_folder).says()

        assert query(Cluster(new_folder), "SELECT 1") == [(1,)]
        assert not unfinished.exists()


class TestRefusals:
    def test_data_of_another_major_version_are_refused_with_the_way_to_move(self, tmp_path):
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "PG_VERSION").write_text("17\n")

        with pytest.raises(EmbeddedPostgresError) as refusal:
            Cluster(tmp_path).ensure()

        assert f"The database in {tmp_path} was made by PostgreSQL 17" in str(refusal.value)
        assert "embedded dump" in str(refusal.value)
        assert "dbshell < dump.sql" in str(refusal.value)

    def test_an_option_that_postgres_does_not_know_is_said_in_its_words(self, folder):
        with pytest.raises(EmbeddedPostgresError, match="no_such_option"):
            Cluster(folder, {"fsync": "off", "no_such_option": "1"}).ensure()

    def test_a_command_prints_the_sentence_and_no_traceback(self, tmp_path):
        data = tmp_path / "postgres" / "data"
        data.mkdir(parents=True)
        (data / "PG_VERSION").write_text("17\n")
        environment = {**os.environ, "DATA_DIR": str(tmp_path)}
        environment.pop("DATABASE_URL", None)

        command = [sys.executable, "manage.py", "migrate"]
        said = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True).stderr

        assert "was made by PostgreSQL 17" in said
        assert "Traceback" not in said

    def test_a_database_in_use_is_not_forgotten(self, folder, start):
        server = start(folder).says()

        said = subprocess.run(
            [sys.executable, "-m", "factcheck.embedded", "forget", str(folder)],
            cwd=PROJECT,
            capture_output=True,
            text=True,
        )

        assert said.returncode == 1
        assert said.stderr.startswith(f"The database in {folder} is in use")
        assert postmaster.noted_in(folder / "data").pid == server


class TestDump:
    def test_it_can_be_loaded_as_the_refusal_of_old_data_says(self, folder, start, tmp_path):
        start(folder).says()
        query(Cluster(folder), "CREATE TABLE moved AS SELECT 'Straße' AS word")
        python = functools.partial(subprocess.run, cwd=PROJECT, check=True, capture_output=True)
        environment = {**os.environ, "DATA_DIR": str(tmp_path)}
        environment.pop("DATABASE_URL", None)

        dumped = python([sys.executable, "-m", "factcheck.embedded", "dump", folder]).stdout
        python([sys.executable, "manage.py", "dbshell"], input=dumped, env=environment)

        with running(tmp_path / "postgres") as cluster:
            assert query(cluster, "SELECT word FROM moved") == [("Straße",)]


class TestPlaces:
    @pytest.mark.parametrize("name", ["x" * 120, 'Zeitung\'s "daten" $HOME 数据'])
    def test_it_lives_in_any_folder(self, name, tmp_path):
        with running(tmp_path / name) as cluster:
            assert query(cluster, "SELECT 1") == [(1,)]

        assert not cluster.folder.exists()
        assert not cluster.sockets.exists()

    def test_a_stranger_s_socket_folder_is_not_trusted(self, tmp_path):
        cluster = Cluster(tmp_path / ("x" * 120))
        cluster.sockets.symlink_to(tmp_path)
        try:
            with pytest.raises(EmbeddedPostgresError, match="belongs to another account"):
                cluster.ensure()
        finally:
            cluster.sockets.unlink()


AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


def works(*command: str) -> bool:
    """Whether a command can be run here and succeeds."""
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="factcheck-test-", dir="/tmp") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
class TestAccounts:
    def test_roots_files_stay_roots_where_there_are_user_namespaces(self, folder, start):
        if not works(*NAMESPACE, "true"):
            pytest.skip("no user namespaces here")

        start(folder).says()

        assert (folder / "data").stat().st_uid == 0

    def test_root_becomes_an_ordinary_account_where_there_are_none(self, open_folder, monkeypatch):
        if not works(*AS_NOBODY, str(programs.folder() / "postgres"), "--version"):
            pytest.skip("the project lies in a folder that only root may enter")
        (open_folder / "test").symlink_to(shutil.which("test"))
        monkeypatch.setenv("PATH", str(open_folder))  # without unshare

        with running(open_folder / "postgres") as cluster:
            assert query(cluster, "SELECT 1") == [(1,)]
            assert cluster.data.stat().st_uid != 0

    def test_root_becomes_the_owner_of_a_folder_that_is_somebody_s(self, open_folder):
        if not works(*AS_NOBODY, str(programs.folder() / "postgres"), "--version"):
            pytest.skip("the project lies in a folder that only root may enter")
        own = open_folder / "postgres"
        own.mkdir(mode=0o700)
        os.chown(own, NOBODY, NOBODY)

        with running(own) as cluster:
            assert query(cluster, "SELECT 1") == [(1,)]
            assert cluster.data.stat().st_uid == NOBODY
            assert {path.stat().st_uid for path in own.iterdir()} == {NOBODY}

    def test_root_is_told_what_to_do_where_no_account_can_enter(self, tmp_path, monkeypatch):
        (tmp_path / "test").symlink_to(shutil.which("test"))
        monkeypatch.setenv("PATH", str(tmp_path))
        tmp_path.chmod(0o700)

        with pytest.raises(EmbeddedPostgresError, match="run this as an ordinary user"):
            Cluster(tmp_path / "postgres").ensure()

    def test_an_ordinary_user_needs_nothing_of_root(self, open_folder):
        itself = "import subprocess, sys; subprocess.run([sys.executable, '-V'], check=True)"
        become = AS_NOBODY if works(*AS_NOBODY, sys.executable, "-c", itself) else NAMESPACE
        if not works(*become, sys.executable, "-c", itself):
            pytest.skip("no account but root can run this Python")
        if become == AS_NOBODY:
            os.chown(open_folder, NOBODY, NOBODY)
        folder = open_folder / "postgres"

        started = Client(folder, prefix=become)
        server = started.says()
        second = Client(folder, prefix=become)
        assert second.says() == server
        started.leave()
        second.leave()

        until(has_stopped(folder))
