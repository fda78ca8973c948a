"""Connections to an address that was checked, under the name that was asked for."""

import socket
import ssl
import sys
from contextlib import suppress
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import connection as sockets

from .addresses import Place


class Pinned(HTTPConnection):
    """A connection that resolves nothing: it goes to its address. The name stays in Host and in the certificate."""

    def __init__(self, *args: Any, address: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.address = address
        self.line: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        there = (self.address, self.port)
        made = sockets.create_connection(there, self.timeout, socket_options=self.socket_options)
        self.line = made.dup()  # what TLS is built upon is taken apart from `sock`; this stays
        sys.audit("http.client.connect", self, self.host, self.port)
        return made

    def cut(self) -> None:
        """End whatever waits for this connection, from another thread."""
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)

    def leave(self) -> None:
        """Close it for good. `close` alone is called as soon as the head of a last answer is there."""
        self.close()
        if self.line is not None:
            self.line.close()


class PinnedSecure(Pinned, HTTPSConnection):
    """The same with TLS: the certificate is checked against the name."""


def connection(place: Place, address: str, *, timeout: float, trust: ssl.SSLContext | None) -> Pinned:
    """A connection to one address of a place, not opened yet."""
    if place.url.scheme == "https":
        return PinnedSecure(place.host, place.port, address=address, timeout=timeout, ssl_context=trust)
    return Pinned(place.host, place.port, address=address, timeout=timeout)
