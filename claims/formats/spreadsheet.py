"""Tables for a spreadsheet: CSV (RFC 4180) that runs nothing."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins with these
MARK = "\ufeff"  # without it, Excel takes UTF-8 for the code page of its own system


def table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows under their names, each cell as it is meant."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return MARK + written.getvalue()


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
