"""The forms in which what readers see can be taken out, by the name that an owner gives."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claims import desk

from .parquet import write_parquet
from .public import Asked, claimreview, csv, ndjson
from .workbook import write_xlsx

CHUNK = 1 << 16


@dataclass(frozen=True)
class Kind:
    """One form: how its file is called, what it is, and how it is written."""

    suffix: str
    content_type: str
    meaning: str
    write: Callable[[Asked], Iterator[bytes]]


def _by_file(write: Callable[[Asked, Path], None]) -> Callable[[Asked], Iterator[bytes]]:
    """Write into a file that is gone afterwards, and yield that: for forms that are finished by what comes last."""

    def written(asked: Asked) -> Iterator[bytes]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export"
            write(asked, path)
            yield from pieces_of(path)

    return written


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    with path.open("rb") as file:
        yield from pieces_in(file)


def pieces_in(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file that is open, from where it stands."""
    while piece := file.read(CHUNK):
        yield piece


PUBLIC: dict[str, Kind] = {
    "ndjson": Kind("ndjson", "application/x-ndjson", "every published document whole, one a line", ndjson),
    "csv": Kind("csv", "text/csv; charset=utf-8", "a row for each claim", csv),
    "xlsx": Kind(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "the same as a workbook",
        _by_file(write_xlsx),
    ),
    "parquet": Kind("parquet", "application/vnd.apache.parquet", "the same for data tools", _by_file(write_parquet)),
    "claimreview": Kind(
        "json", "application/ld+json", "a schema.org DataFeed of ClaimReviews for search engines", claimreview
    ),
}


def public(kind: Kind, asked: Asked) -> Iterator[bytes]:
    """Yield what readers see at one moment in that form."""
    with desk.one_moment():
        yield from kind.write(asked)
