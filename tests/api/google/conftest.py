"""The site behind a port of its own, for clients that know nothing of tests."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections

from scripts import clients
from tests import chromium


class Silent(WSGIRequestHandler):
    """Keeps no log of requests."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name that its library gives it)
        pass


@pytest.fixture
def address(db: None, settings: Any) -> Iterator[str]:
    """Where the site answers real requests, one after another, with what the test has made."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    shared = connections["default"]
    shared.inc_thread_sharing()
    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Silent)

    def serve() -> None:
        connections["default"] = shared
        server.serve_forever(poll_interval=0.05)

    thread = threading.Thread(target=serve)
    signals = (request_started, request_finished)
    for signal in signals:  # at which Django would close what the test still needs, as its own test client knows
        signal.disconnect(close_old_connections)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
        server.shutdown()
        thread.join()
        server.server_close()
        shared.dec_thread_sharing()


@pytest.fixture(scope="session")
def in_node() -> Path:
    """Where the clients for Node are installed."""
    installed = clients.find() or clients.install()
    if installed is None and chromium.is_required():
        pytest.fail(clients.MISSING)
    if installed is None:
        pytest.skip(clients.MISSING)
    return installed
