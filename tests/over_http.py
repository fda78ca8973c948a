"""The site on the network, for the programs of others: they see what the test has in the database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from django.db import connection, connections
from django.test import Client


@contextmanager
def over_http() -> Iterator[str]:
    """The address of the site. One request at a time is answered, within the test's own transaction."""
    ours = connections["default"]

    class Forward(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            connections["default"] = ours
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            kind, headers = self.headers.get("Content-Type", ""), dict(self.headers.items())
            answer = Client().generic(self.command, self.path, sent, kind, headers=headers)
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        do_POST = do_GET  # noqa: N815 (the name that the server calls)

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    connection.inc_thread_sharing()
    with HTTPServer(("127.0.0.1", 0), Forward) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            connection.dec_thread_sharing()
