"""Tables for a spreadsheet: CSV (RFC 4180) that runs nothing."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

# A spreadsheet would run what begins with these, some also with the full-width signs of East Asian keyboards.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "\ufeff"  # without it, Excel takes UTF-8 for the code page of its own system


def table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows under their names, each cell as it is meant."""
    return "".join(lines(header, rows))


def lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the same table row by row."""
    yield MARK + _line(header)
    for row in rows:
        yield _line([safe(cell) for cell in row])


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula, also where it drops the space in front."""
    if isinstance(cell, str) and (cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)):
        return f"'{cell}"
    return cell


def _line(cells: Sequence[Any]) -> str:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
