"""A database of its own, for tests in which threads or processes really commit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases


@dataclass(frozen=True)
class OwnDatabase:
    """Where the database is, for those who are not in this thread."""

    name: str

    def connect(self) -> psycopg.Connection[Any]:
        """Another client's connection, in a transaction from its first statement on."""
        at = connection.settings_dict
        return psycopg.connect(
            host=at["HOST"], port=at["PORT"], user=at["USER"], password=at["PASSWORD"], dbname=self.name
        )

    @property
    def address(self) -> str:
        """Its DATABASE_URL."""
        at = connection.settings_dict
        account = ":".join(quote(at[key], safe="") for key in ("USER", "PASSWORD"))
        host, folder = ("", f"/{at['HOST']}") if at["HOST"].startswith("/") else (at["HOST"], "")
        return f"postgres://{account}@{host}:{at['PORT']}{folder}/{self.name}"

    @property
    def environment(self) -> dict[str, str]:
        """What a process of its own needs to work in it: `subprocess.Popen(..., env=own_database.environment)`."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "factcheck.testing",
            "DATABASE_URL": self.address,
            "SECRET_KEY": settings.SECRET_KEY,
            "ALLOWED_HOSTS": "testserver",
            "HTTPS": "false",
            "EMAIL_URL": "dummymail://",
            "WEBHOOK_NETWORKS": "127.0.0.0/8",
        }


@pytest.fixture(scope="module")
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[OwnDatabase]:
    """A copy of the empty test database in which a module's tests may commit; it is dropped after them.

    The record refuses to be emptied, so what is committed in the common database would stay for all later tests.
    While the module runs, Django is connected to the copy, in every thread: a thread that used it ends with
    `connection.close()`. The tests of such a module share what they commit, and do without the `db` fixture.
    """
    with django_db_blocker.unblock(), common_database() as common:
        own = f"{common}_own"
        connect_to(common)
        outside(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)', f'CREATE DATABASE "{own}" TEMPLATE "{common}"')
        connect_to(own)
        try:
            yield OwnDatabase(own)
        finally:
            connect_to(common)
            outside(f'DROP DATABASE "{own}" WITH (FORCE)')


@contextmanager
def common_database() -> Iterator[str]:
    """The migrated test database; made here where no test of this run asks pytest-django for it."""
    asked_for = connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX)
    made = [] if asked_for else setup_databases(verbosity=0, interactive=False, aliases=["default"])
    yield connection.settings_dict["NAME"]
    teardown_databases(made, verbosity=0)


def connect_to(name: str) -> None:
    """Have Django's next connection, in any thread, go to this database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def outside(*statements: str) -> None:
    """Run statements that no connection to the databases they name may be open for."""
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
