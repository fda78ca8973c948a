"""What a server does in a bad hour: a reload, a worker that is killed, clients that never finish their request.

python -m benchmarks.serving_trials
"""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.serving import (
    HOST,
    PORT,
    Server,
    addresses,
    connect,
    family,
    get,
    granian,
    gunicorn,
    installation,
    running,
)

SERVERS = [gunicorn("gthread", 2, 4), granian(2, 4)]
SECONDS = 12.0
CLIENTS = 4
SLOW_CLIENTS = 40
FAILURES = (OSError, http.client.HTTPException, SystemExit)
Told = list[tuple[bool, float]]  # each answer: whether it came, and after how many seconds


def under_load(path: str, disturb: Callable[[], None]) -> Told:
    """Ask all the while, and disturb the server a third of the way through."""
    with ThreadPoolExecutor(CLIENTS) as threads:
        asking = [threads.submit(ask_on, path, SECONDS) for _each in range(CLIENTS)]
        time.sleep(SECONDS / 3)
        disturb()
        return [answer for future in asking for answer in future.result()]


def ask_on(path: str, seconds: float) -> Told:
    """Ask on a new connection each time, as a proxy may."""
    told = []
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        began = time.perf_counter()
        told.append((answers(path), time.perf_counter() - began))
    return told


def answers(path: str) -> bool:
    connection = connect()
    try:
        get(connection, path)
    except FAILURES:
        return False
    finally:
        connection.close()
    return True


def reload(pid: int, path: str) -> Told:
    """Tell the server to take its workers anew."""
    return under_load(path, lambda: os.kill(pid, signal.SIGHUP))


def kill(pid: int, path: str) -> Told:
    """Kill the youngest worker."""
    youngest = max(child for child, _ticks in family(pid))
    return under_load(path, lambda: os.kill(youngest, signal.SIGKILL))


def half_headers(pid: int, path: str) -> Told:
    """Hold connections that sent half a line of their request."""
    return beside(b"GET / HTTP/1.1\r\nHost: 127", path)


def half_bodies(pid: int, path: str) -> Told:
    """Hold connections that sent half the form of a log-in."""
    form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000"
    return beside(f"POST /admin/login/ HTTP/1.1\r\nHost: {HOST}\r\n{form}\r\n\r\nuser".encode(), path)


def beside(sent: bytes, path: str) -> Told:
    """Ask while slow clients wait after what they sent."""
    held = [socket.create_connection((HOST, PORT)) for _each in range(SLOW_CLIENTS)]
    for half in held:
        half.sendall(sent)
    told = under_load(path, lambda: None)
    for half in held:
        half.close()
    return told


def print_row(server: Server, trial: str, told: Told) -> None:
    lost = sum(not came for came, _took in told)
    slowest = max(took for _came, took in told)
    print(f"| {server.name} | {trial} | {len(told)} | {lost} | {slowest * 1000:.0f} |", flush=True)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    print("| server, workers x threads | trial | asked | lost | slowest ms |\n|---|---|--:|--:|--:|")
    with installation() as environment:
        log = Path(environment["DATA_DIR"]) / "server.log"
        for server in SERVERS:
            for trial in (reload, kill, half_headers, half_bodies):
                with running(server, environment, log) as pid:
                    print_row(server, trial.__name__, trial(pid, addresses()["JSON"]))


if __name__ == "__main__":
    main()
