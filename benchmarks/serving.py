"""Which server, and how many workers and threads: what one claim costs under each.

python -m benchmarks.serving

Each server runs the real application with the settings of an installation, on a database of its own in
a temporary folder. Servers take turns over several rounds, and the table shows medians. CPU is what
matters: the load comes from the same machine, so requests a second are lower than a server alone gives.
What a server does in a bad hour is in benchmarks/serving_trials.py.
"""

import argparse
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from factcheck.embedded import postmaster
from factcheck.embedded.cluster import DATABASE, USER, Cluster

PROJECT = Path(__file__).resolve().parent.parent
HOST, PORT = "127.0.0.1", 8119
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30.0  # seconds for a server to start or to stop, and for one answer
PROCESSES, CONNECTIONS = 2, 4  # of the load: 8 connections that stay open
WARM_UP = 200


@dataclass(frozen=True)
class Server:
    """A server with its settings: what the table calls it, and the module, arguments and environment to run."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def gunicorn(kind: str, workers: int, threads: int = 1) -> Server:
    options = ("--worker-class", kind, "--workers", str(workers), "--threads", str(threads))
    where = ("--no-control-socket", "--bind", f"{HOST}:{PORT}")
    return Server(f"gunicorn {kind} {workers} x {threads}", ("gunicorn", "factcheck.wsgi", *where, *options))


def granian(workers: int, threads: int) -> Server:
    environment = {"HOST": HOST, "PORT": str(PORT), "WEB_WORKERS": str(workers), "WEB_THREADS": str(threads)}
    return Server(f"granian {workers} x {threads}", ("factcheck.serving",), environment)


SERVERS = [
    gunicorn("sync", 2),
    gunicorn("gthread", 1, 4),
    gunicorn("gthread", 2, 4),
    gunicorn("gthread", 2, 8),
    granian(1, 4),
    granian(2, 1),
    granian(2, 4),
    granian(2, 8),
]


@dataclass(frozen=True)
class Measure:
    """What some requests took: answers a second, CPU milliseconds of one answer, and the server's memory after."""

    rate: float
    server_ms: float
    database_ms: float
    megabytes: float


@contextmanager
def installation() -> Iterator[dict[str, str]]:
    """The environment of an installation with the sample in it; its database runs meanwhile."""
    with tempfile.TemporaryDirectory(prefix="factcheck-serving-") as folder:
        Path(folder).chmod(0o755)
        data = Path(folder) / "data"
        trial = os.environ | {"DATA_DIR": str(data)}
        trial.pop("DATABASE_URL", None)
        manage(trial, "demo", "--only-load")
        cluster = Cluster(data / "postgres")
        cluster.ensure()
        environment = trial | {
            "DATABASE_URL": f"postgres://{USER}@/{cluster.sockets}/{DATABASE}",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": HOST,
            "HTTPS": "false",
            "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        }
        manage(environment, "collectstatic", "--noinput")
        try:
            yield environment
        finally:
            cluster.forget()


def manage(environment: Mapping[str, str], *command: str) -> None:
    """Run one of the desk's commands quietly."""
    subprocess.run([sys.executable, "manage.py", *command], cwd=PROJECT, env=environment, stdout=-3, check=True)


@contextmanager
def running(server: Server, environment: Mapping[str, str], log: Path) -> Iterator[int]:
    """Run a server until the block ends; its process id."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *server.command],
            cwd=PROJECT,
            env={**environment, **server.environment},
            stdout=output,
            stderr=output,
        )
    try:
        wait_for(process, log)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            get(connect(), "/api/v1/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server did not start:\n{log.read_text()[-2000:]}")


def connect() -> http.client.HTTPConnection:
    return http.client.HTTPConnection(HOST, PORT, timeout=PATIENCE)


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The body of an answer, which must be 200."""
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}: {body[:200]!r}")
    return body


def ask(path: str, count: int) -> None:
    """Ask for one address again and again on one connection."""
    connection = connect()
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for _nth in range(count):
        get(connection, path)
    connection.close()


def ask_in_threads(path: str, count: int) -> None:
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(ask, [path] * CONNECTIONS, [count] * CONNECTIONS))


def addresses() -> dict[str, str]:
    """The paths of the first claim's JSON and page."""
    claim = json.loads(get(connect(), "/api/v1/claims/?page_size=1"))["results"][0]
    return {"JSON": urlsplit(claim["url"]).path, "page": urlsplit(claim["html_url"]).path}


def measured(path: str, requests: int, server: int, database: int, load: ProcessPoolExecutor) -> Measure:
    """Ask for an address many times and see what it took."""
    ask(path, WARM_UP)
    each = requests // (PROCESSES * CONNECTIONS)
    before, began = (cpu_seconds(server), cpu_seconds(database)), time.perf_counter()
    list(load.map(ask_in_threads, [path] * PROCESSES, [each] * PROCESSES))
    took = time.perf_counter() - began
    done = each * PROCESSES * CONNECTIONS
    after = (cpu_seconds(server), cpu_seconds(database))
    ours, theirs = ((now - then) * 1000 / done for now, then in zip(after, before, strict=True))
    return Measure(done / took, ours, theirs, megabytes(server))


def cpu_seconds(root: int) -> float:
    """The CPU time of a process, its living descendants and its ended children."""
    return sum(ticks for _pid, ticks in family(root)) / TICKS


def megabytes(root: int) -> float:
    """The memory of a process and its descendants, what they share counted once."""
    total = 0
    for pid, _ticks in family(root):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def family(root: int) -> Iterator[tuple[int, int]]:
    """Yield a process and each of its descendants with the ticks of CPU time it used."""
    children: dict[int, list[int]] = {}
    spent: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        pid = int(stat.parent.name)
        children.setdefault(int(fields[1]), []).append(pid)
        spent[pid] = sum(map(int, fields[11:15]))
    found = [root]
    for pid in found:
        found.extend(children.get(pid, []))
        yield pid, spent.get(pid, 0)


def compare(rounds: int, requests: int) -> None:
    """Measure every server in turn, several times, and print one table of medians."""
    seen: dict[tuple[str, str], list[Measure]] = {}
    with installation() as environment, ProcessPoolExecutor(PROCESSES) as load:
        data = Path(environment["DATA_DIR"])
        database = postmaster.noted_in(data / "postgres" / "data")
        assert database is not None
        for nth in range(rounds):
            for server in SERVERS:
                print(f"round {nth + 1} of {rounds}: {server.name}", file=sys.stderr, flush=True)
                with running(server, environment, data / "server.log") as pid:
                    for what, path in addresses().items():
                        measure = measured(path, requests, pid, database.pid, load)
                        seen.setdefault((server.name, what), []).append(measure)
    print_table(seen)


def print_table(seen: Mapping[tuple[str, str], list[Measure]]) -> None:
    print("| server, workers x threads | asked | requests/s | server CPU ms | database CPU ms | MB |")
    print("|---|---|--:|--:|--:|--:|")
    for (server, what), measures in seen.items():
        rate, ours, theirs, memory = (median(values) for values in zip(*map(astuple, measures), strict=True))
        print(f"| {server} | {what} | {rate:.0f} | {ours:.2f} | {theirs:.2f} | {memory:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--requests", type=int, default=2000, help="of each address, in each round")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    compare(asked.rounds, asked.requests)


if __name__ == "__main__":
    main()
