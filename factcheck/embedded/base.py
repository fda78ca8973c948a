"""django.db.backends.postgresql on a private server, started at the first connection.

DATABASES["default"] = {
    "ENGINE": "factcheck.embedded",
    "CLUSTER": folder of the data,
    "SERVER_OPTIONS": {"fsync": "off"},  # optional: PostgreSQL's own settings
}
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from psycopg import OperationalError

from factcheck.embedded import postmaster
from factcheck.embedded.client import DatabaseClient
from factcheck.embedded.cluster import DATABASE, USER, Cluster


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        if not settings_dict.get("CLUSTER"):
            raise ImproperlyConfigured(
                'DATABASES with the engine "factcheck.embedded" need a "CLUSTER": the folder '
                "in which the private PostgreSQL keeps its data."
            )
        self.cluster = Cluster(Path(settings_dict["CLUSTER"]), settings_dict.get("SERVER_OPTIONS"))
        settings_dict["HOST"] = str(self.cluster.sockets)
        settings_dict["PORT"] = str(postmaster.PORT)
        settings_dict["USER"] = USER
        if settings_dict["NAME"] == "":  # None means: no database yet, as when one is created
            settings_dict["NAME"] = DATABASE
        super().__init__(settings_dict, *args, **kwargs)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, having the server up first; it is looked after again when it has failed."""
        if not self.cluster.is_in_use_here:
            self.cluster.ensure()
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            self.cluster.ensure()
        return super().get_new_connection(conn_params)
