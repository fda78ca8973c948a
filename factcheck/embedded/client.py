from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import client

from factcheck.embedded import programs

if TYPE_CHECKING:
    from factcheck.embedded.base import DatabaseWrapper


class DatabaseClient(client.DatabaseClient):
    """The wheel's own psql, on a server that is up."""

    connection: "DatabaseWrapper"

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.cluster.ensure()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(programs.folder() / "psql"), *arguments[1:]], environment
