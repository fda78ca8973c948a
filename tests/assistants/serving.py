"""The server for assistants in a process of its own, and the official client that asks it."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from mcp import Client
from mcp.types import CallToolResult

ROOT = Path(__file__).parents[2]
SITE = "https://facts.example.org"
PATIENCE = 60.0
Told = TypeVar("Told")


@contextmanager
def server(environment: dict[str, str]) -> Iterator[str]:
    """The address of a server that is up."""
    port = free_port()
    command = [sys.executable, "manage.py", "mcp", "--port", str(port)]
    settings = environment | {"MCP": "true", "SITE_URL": SITE, "ALLOWED_HOSTS": "facts.example.org,127.0.0.1"}
    with subprocess.Popen(command, cwd=ROOT, env=settings) as process:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()


def free_port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def refused(*arguments: str, python: Sequence[str] = (), **settings: str) -> subprocess.CompletedProcess[str]:
    """What `manage.py mcp` says where it should not start."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "factcheck.testing"} | settings
    command = [sys.executable, *python, "manage.py", "mcp", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)


def with_client(address: str, ask: Callable[[Client], Awaitable[Told]], **options: Any) -> Told:
    """What the official client gets."""

    async def run() -> Told:
        async with Client(address, **options) as client:
            return await ask(client)

    return asyncio.run(run())


def call(address: str, tool: str, **arguments: Any) -> CallToolResult:
    """The answer to one call of the official client."""
    return with_client(address, lambda client: client.call_tool(tool, arguments))


def sentence(answer: CallToolResult) -> str:
    """What an answer says in words."""
    [block] = answer.content
    assert block.type == "text"
    return block.text
