"""Queries that are written once and run many times."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

MARK = "the one value that differs"


class Prepared:
    """A query with at most one value that differs, for the addresses that are read most.

    Django takes longer to write such a query than PostgreSQL takes to answer it. So the queryset writes it once,
    and stays the only place that says what a reader may see.
    """

    def __init__(self, make: Callable[[str], QuerySet[Any, Any]], *columns: str, **renamed: str) -> None:
        self._make = make
        self._columns = (*columns, *renamed.values())
        self._names = (*columns, *renamed)

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        return self._make(MARK).values_list(*self._columns).query.sql_with_params()

    def rows(self, value: str = "") -> list[dict[str, Any]]:
        """The rows for a value, each by the names that its columns were given."""
        sql, values = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if known == MARK else known for known in values])
            return [dict(zip(self._names, row, strict=True)) for row in cursor.fetchall()]
