"""Serves the desk: `python -m factcheck.serving`, which `make serve`, the systemd unit and the container run."""

import os
import socket
import sys
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

SECONDS_TO_END = 30  # that a worker has for the requests in its hands when it must go
LOGGING: dict[str, Any] = {
    "formatters": {
        "generic": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "generic"}},
    "loggers": {"_granian": {"handlers": ["console"], "propagate": False}},
}


def number(name: str, default: int) -> int:
    """A whole number above zero from the environment."""
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or int(given) == 0:
        sys.exit(f"{name} must be a whole number above zero, not “{given}”.")
    return int(given)


def refuse_taken(host: str, port: int) -> None:
    """Refuse to start where another program listens, or where we may not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"{host} port {port} cannot be used ({error.strerror}). Set HOST or PORT to another.")


def main() -> None:
    """Serve until told to end."""
    host, port = os.environ.get("HOST") or "127.0.0.1", number("PORT", 8000)
    refuse_taken(host, port)
    server = Granian(
        "factcheck.wsgi:application",
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=number("WEB_WORKERS", 2),
        blocking_threads=number("WEB_THREADS", 4),  # each keeps one connection to the database
        blocking_threads_idle_timeout=600,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        respawn_failed_workers=True,  # else the whole server ends with its first worker
        workers_kill_timeout=SECONDS_TO_END,
        log_dictconfig=LOGGING,
    )
    server.serve()


if __name__ == "__main__":
    main()
