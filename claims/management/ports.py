"""Where a command may listen."""

import socket

from django.core.management.base import CommandError


def refuse_taken(host: str, port: int, *, instead: str) -> None:
    """Refuse to start where another program listens, or where we may not."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or error
            raise CommandError(f"Port {port} cannot be used ({why}). Choose another: {instead}") from error
