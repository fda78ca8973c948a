"""What tests do behind the triggers' backs."""

from collections.abc import Callable
from typing import Any

from django.db import connection


def tamper(change: Callable[[], Any]) -> None:
    """Do what the triggers refuse."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        change()
        cursor.execute("SET session_replication_role = DEFAULT")
