"""`python -m factcheck.serving`: the site as `make serve` and the service run it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "factcheck.serving"]
PATIENCE = 30.0


def environment(**settings: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "factcheck.testing", "WEB_WORKERS": "1", **settings}


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class TestServing:
    def test_it_answers_and_ends_when_told_to(self, port: int) -> None:
        with subprocess.Popen(COMMAND, cwd=ROOT, env=environment(PORT=str(port)), stderr=subprocess.DEVNULL) as server:
            try:
                answered = patiently(f"http://127.0.0.1:{port}/healthz")
            finally:
                server.terminate()
            ended = server.wait(PATIENCE)

        assert (answered, ended) == (200, 0)

    def test_it_says_that_a_port_is_taken(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]

            done = refused(PORT=str(port))

        assert done == f"127.0.0.1 port {port} cannot be used (Address already in use). Set HOST or PORT to another.\n"

    @pytest.mark.parametrize("name", ["PORT", "WEB_WORKERS", "WEB_THREADS"])
    @pytest.mark.parametrize("value", ["many", "0", "-1"])
    def test_it_refuses_a_number_that_is_none(self, name: str, value: str) -> None:
        assert refused(**{name: value}) == f"{name} must be a whole number above zero, not “{value}”.\n"


def patiently(address: str) -> int:
    """The status of an address that may take a moment to come up."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return int(answer.status)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def refused(**settings: str) -> str:
    """What a server that does not start says."""
    done = subprocess.run(
        COMMAND, cwd=ROOT, env=environment(**settings), capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 1
    return done.stderr
