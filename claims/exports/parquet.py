"""What readers see as a Parquet file; needs pyarrow, which the desk does without."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from claims.errors import Refused
from claims.formats.flat import COLUMNS, Cell, Sort

from .public import Asked, rows

ROWS_A_GROUP = 250
MISSING = "it needs pyarrow: pip install -r requirements-extra.txt"


def write_parquet(asked: Asked, to: Path) -> None:
    """Write a row for each claim, a group of rows after the other; raises Refused where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise Refused("No Parquet file was written", MISSING) from error
    schema = pa.schema([(column.name, _type(pa, column.sort)) for column in COLUMNS])
    with ParquetWriter(to, schema, compression="zstd") as writer:
        for group in _groups(rows(asked)):
            writer.write_table(pa.table(dict(zip(schema.names, zip(*group, strict=True), strict=True)), schema=schema))


def _groups(cells: Iterator[list[Cell]]) -> Iterator[list[list[Cell]]]:
    while group := list(islice(cells, ROWS_A_GROUP)):
        yield group


def _type(pa: Any, sort: Sort) -> Any:
    return {
        Sort.TEXT: pa.string(),
        Sort.TEXTS: pa.list_(pa.string()),
        Sort.WHOLE: pa.int64(),
        Sort.NUMBER: pa.float64(),
        Sort.DAY: pa.date32(),
        Sort.MOMENT: pa.timestamp("ms", tz="UTC"),
    }[sort]
