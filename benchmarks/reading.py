"""What a claim's JSON and a list of 50 cost in CPU, beside the same by stock Django REST Framework.

    .venv/bin/python benchmarks/reading.py --claims 10000

Both are asked for in turn, in one process, through the whole of the site (middlewares too), of one database that is
made for this run and removed after it; making 10,000 claims takes some minutes. Counted is the CPU time of this
process and of its PostgreSQL backend.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.testing")
os.environ.setdefault("LOG_LEVEL", "ERROR")

PAIRS = {
    "claim": ("/api/v1/claims/{id}/", "/yardstick/claims/{id}/"),
    "list of 50": ("/api/v1/claims/", "/yardstick/claims/"),
}
Ask = Callable[[str], int]


def main() -> None:
    """Make the claims, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=20, help="times that each is measured, in turn")
    parser.add_argument("--requests", type=int, default=30, help="requests a time")
    options = parser.parse_args()

    import django

    django.setup()
    with database():
        ids = made(options.claims)
        report(measured(ids, rounds=options.rounds, requests=options.requests), options.claims)


@contextmanager
def database() -> Iterator[None]:
    """A database of our own, as the tests have one."""
    from django.db import connection
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"benchmark_{name}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with override_settings(ROOT_URLCONF="benchmarks.yardstick", API_LIMIT_READERS=100_000_000):
            yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def made(size: int) -> list[str]:
    """So many claims, and statistics for the planner."""
    from django.db import connection

    from benchmarks.corpus import Corpus

    print(f"Making {size:,} claims …", flush=True)
    began = time.perf_counter()
    ids = Corpus(size).make()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"… in {time.perf_counter() - began:.0f} seconds.", flush=True)
    return ids


def measured(ids: list[str], *, rounds: int, requests: int) -> dict[str, list[float]]:
    """CPU milliseconds a request by path, one figure a round."""
    ask = asking()
    chance = random.Random(7)
    figures: dict[str, list[float]] = {path: [] for pair in PAIRS.values() for path in pair}
    for path in figures:  # once unmeasured: imports, plans, caches
        ask(path.format(id=ids[0]))
    for _round in range(rounds):
        for path, found in figures.items():
            paths = [path.format(id=chance.choice(ids)) for _ in range(requests)]
            before = cpu_seconds()
            for one in paths:
                ask(one)
            found.append((cpu_seconds() - before) / requests * 1000)
    return figures


def asking() -> Ask:
    """A way to ask the site as a web server does; answers with how many bytes came."""
    from django.core.handlers.wsgi import WSGIHandler

    site = WSGIHandler()

    def ask(path: str) -> int:
        status: list[str] = []
        response: Any = site(environment(path), lambda line, headers: status.append(line))
        size = sum(map(len, response))
        response.close()
        if not status[0].startswith("200"):
            raise SystemExit(f"{path}: {status[0]}")
        return size

    return ask


def environment(path: str) -> dict[str, Any]:
    """A request as WSGI has it."""
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def cpu_seconds() -> float:
    """What this process and its PostgreSQL backend have used; without the latter where it cannot be seen."""
    return time.process_time() + backend_seconds()


def backend_seconds() -> float:
    """The CPU time of the backend, where the system tells it to the nanosecond (Linux: /proc/PID/schedstat)."""
    from django.db import connection

    connection.ensure_connection()
    try:
        return int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def report(figures: dict[str, list[float]], size: int) -> None:
    """The table: the median of the rounds, and how many times cheaper."""
    print(f"\nCPU milliseconds a request at {size:,} claims, median of the rounds\n")
    print(f"{'':12}{'record':>10}{'yardstick':>12}{'times cheaper':>16}")
    for name, (record, yardstick) in PAIRS.items():
        ours, theirs = (statistics.median(figures[path]) for path in (record, yardstick))
        print(f"{name:12}{ours:>10.2f}{theirs:>12.2f}{theirs / ours:>16.1f}")


if __name__ == "__main__":
    main()
