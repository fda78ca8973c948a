"""Real servers on this machine, for tests of what we ask of others."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Say = Callable[["Listener"], None]


@dataclass
class Heard:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A server that keeps what it is asked; `say` answers."""

    say: Say
    heard: list[Heard] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Listener(BaseHTTPRequestHandler):
    """One connection to a server."""

    protocol_version = "HTTP/1.1"
    server: Any

    def _hear(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.ours.heard.append(Heard(self.command, self.path, dict(self.headers), body))
        with suppress(ConnectionError):  # whoever asked has left
            self.server.ours.say(self)
        self.close_connection = True

    do_GET = do_POST = _hear  # noqa: N815 (http.server's names)

    def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (http.server's name)
        """Keep quiet."""


@contextmanager
def serving(say: Say = Listener.answer, *, certificate: Path | None = None) -> Iterator[Server]:
    """A server on a port of its own, with TLS where there is a certificate with its key."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        http.socket = tls.wrap_socket(http.socket, server_side=True)
    ours = Server(say, port=http.server_address[1])
    http.ours = ours  # type: ignore[attr-defined]
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield ours
    finally:
        http.shutdown()
        http.server_close()
