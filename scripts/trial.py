"""A demo of its own and a browser in front of it, for what is made or measured from the outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 400  # seconds for the demo to come up


def environment(folder: Path) -> dict[str, str]:
    """The settings of a trial with its data in that folder."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "factcheck.settings"}


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """The address of a demo as `make demo` starts it, with its data in that folder; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    with (folder / "demo.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", server, folder / "demo.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        subprocess.run([sys.executable, "-m", "factcheck.embedded", "forget", str(folder / "postgres")], cwd=ROOT)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 -- our own, just started
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SystemExit(f"The demo did not come up:\n{log.read_text()}")


def run_in(folder: Path, program: str) -> None:
    """Run some lines in the shell of the demo with its data in that folder, for what no screen can bring about."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", program]
    subprocess.run(command, cwd=ROOT, check=True, env=environment(folder))


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium.find(), args=sandbox)
        yield window
        window.close()
