from copy import deepcopy
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings

from claims.management.ports import refuse_taken

CONNECTIONS_AT_MOST = 256
SECONDS_TO_END = 15


class Command(BaseCommand):
    """Serves the public record to assistants, by the Model Context Protocol."""

    help = "Let assistants search and read what is published (Model Context Protocol), until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--port", type=int, default=8001)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        refuse_unready()
        refuse_taken(host, port, instead=f"manage.py mcp --port {port + 1}")
        Granian(
            "claims.assistants.application:application",
            factory=True,
            interface=Interfaces.ASGI,
            address=host,
            port=port,
            websockets=False,
            backpressure=CONNECTIONS_AT_MOST,
            http1_settings=HTTP1Settings(header_read_timeout=15_000),
            respawn_failed_workers=True,  # else the server ends with its worker
            workers_kill_timeout=SECONDS_TO_END,
            log_dictconfig=deepcopy(settings.LOGGING),
        ).serve()


def refuse_unready() -> None:
    """Refuse to start where assistants are not let in, lack what they need, or would be told wrong addresses."""
    if not settings.MCP:
        raise CommandError("Assistants are not let in: set MCP=true to serve the public record to them.")
    if find_spec("mcp") is None:
        raise CommandError("The package “mcp” is missing: pip install -r requirements-extra.txt")
    if not settings.SITE_URL:
        raise CommandError(
            "Assistants cite pages by their whole addresses: set SITE_URL to that of the site, such as"
            " https://facts.example.org."
        )
