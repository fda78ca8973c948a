"""An archive that was brought here: whole, or refused with what is wrong, before anything is written."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from claims.formats.canonical import instant
from claims.formats.entries import misfit_of
from claims.formats.record_tree import RecordTree
from claims.formats.unzipping import Bounds, Damaged, Opened

from .archive import FORMAT, MANIFEST, RECORD, name_of
from .tables import AFTER_THE_RECORD, TABLES, Misshapen, Row, Table, moment, number, text

BOUNDS = Bounds(members=100, largest=1 << 36, together=1 << 37)
LONGEST_LINE = 64_000_000  # bytes: a document with the histories of hundreds of entries
LONGEST_MANIFEST = 1_000_000
ENTRY: dict[str, Callable[[Any], Any]] = {
    "id": number,
    "number": number,
    "claim": text,
    "act": text,
    "correction": text,
    "note": text,
    "published_at": moment,
    "commitment": text,
    "previous": text,
    "digest": text,
    "written_by": lambda person: text(person["id"]),
    "approved_by": lambda person: text(person["id"]),
    "override_reason": text,
    "nonce": lambda nonce: None if nonce is None else bytes.fromhex(text(nonce)),
    "erasures": lambda notes: [(number(note["note"]), text(note["digest"])) for note in notes],
    "text": text,
}


class Archive:
    """An archive whose every byte, row and entry was found to be as its manifest says."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.manifest = _manifest(opened)
        _check_files(opened, self.manifest)
        for table in (*TABLES, *AFTER_THE_RECORD):
            for _row in self.rows(table):
                pass
        tree = _tree(self.entries())
        if (tree.size, tree.root) != (self.manifest["entries"], self.manifest["record_digest"]):
            raise Damaged(f"{RECORD} is not the record of the manifest", f"its digest is {tree.root}")

    def rows(self, table: Table) -> Iterator[Any]:
        """Yield the rows of a table, not saved yet."""
        for line, row in _lines(self._opened, name_of(table)):
            try:
                yield table.read(row)
            except Misshapen as error:
                raise Damaged(f"{name_of(table)} cannot be read", f"line {line}: {error}") from error

    def entries(self) -> Iterator[Row]:
        """Yield the entries of the record, each with values of their own kinds."""
        for line, row in _lines(self._opened, RECORD):
            try:
                if row.keys() != ENTRY.keys():
                    raise Misshapen(f"an entry has {', '.join(ENTRY)}, no more and no less")
                yield {name: read(row[name]) for name, read in ENTRY.items()}
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise Damaged(f"{RECORD} cannot be read", f"line {line}: {error}") from error


def opened(path: Path) -> Opened:
    """The ZIP of an archive."""
    return Opened(path, BOUNDS)


def _manifest(opened: Opened) -> Row:
    if MANIFEST in opened.names and opened.size(MANIFEST) > LONGEST_MANIFEST:
        raise Damaged(f"{MANIFEST} is too large")
    manifest = _parsed(opened.read(MANIFEST), MANIFEST)
    known = {RECORD, *map(name_of, (*TABLES, *AFTER_THE_RECORD))}
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Damaged(f"{MANIFEST} is not that of an archive", f"its format is not {FORMAT}")
    files = manifest.get("files")
    if not isinstance(files, dict) or files.keys() != known:
        raise Damaged(f"{MANIFEST} is not that of an archive", "it does not name the files that this version has")
    if set(opened.names) != known | {MANIFEST}:
        odd = sorted(set(opened.names) ^ (known | {MANIFEST}))
        raise Damaged("The archive has not the files that its manifest names", *map(repr, odd[:5]))
    if {"entries", "record_digest"} - manifest.keys():
        raise Damaged(f"{MANIFEST} is not that of an archive", "it does not say the digest of the record")
    return manifest


def _check_files(opened: Opened, manifest: Row) -> None:
    for name, noted in manifest["files"].items():
        digest, rows, size = hashlib.sha256(), 0, 0
        for chunk in opened.chunks(name):
            digest.update(chunk)
            rows += chunk.count(b"\n")
            size += len(chunk)
        if noted != {"rows": rows, "bytes": size, "sha256": digest.hexdigest()}:
            raise Damaged(f"{name} is not the file of the manifest", f"its SHA-256 is {digest.hexdigest()}")


def _lines(opened: Opened, name: str) -> Iterator[tuple[int, Any]]:
    for count, line in enumerate(opened.lines(name, LONGEST_LINE), start=1):
        yield count, _parsed(line, f"{name}, line {count}")


def _parsed(data: bytes, where: str) -> Any:
    try:
        return json.loads(data.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{where} is not JSON", str(error)) from error


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _tree(entries: Iterator[Row]) -> RecordTree:
    """The tree over the record; raises Damaged at the first entry that does not fit."""
    tree, heads = RecordTree(), dict[str, str]()
    for entry in entries:
        if entry["number"] != tree.size + 1:
            raise Damaged(f"{RECORD} has a gap", f"entry {tree.size + 1} is missing")
        if reason := _misfit(entry, heads.get(entry["claim"], "")):
            raise Damaged(f"{RECORD} is not what was published", f"entry {entry['number']}: {reason}")
        heads[entry["claim"]] = entry["commitment"]
        tree.add(entry["digest"])
    return tree


def _misfit(entry: Row, previous: str) -> str:
    published_at: datetime = entry["published_at"]
    nonce = entry["nonce"]
    told = entry | {
        "published_at": instant(published_at),
        "nonce": None if nonce is None else nonce.hex(),
        "erased": entry["erasures"][-1][1] if entry["erasures"] else "",
    }
    if nonce is not None and entry["erasures"]:
        return "an erasure is noted, and its document is whole"
    return misfit_of(told, entry["text"], previous=previous)
