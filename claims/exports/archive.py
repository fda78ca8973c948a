"""The archive: all that the owner has here in one ZIP, to be kept or to begin anew with on another machine."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator

from django.utils import timezone

from claims import desk
from claims.formats.canonical import instant
from claims.formats.record_tree import RecordTree
from claims.formats.zipping import zipped
from claims.models import ErasedEntry, Publication

from .tables import AFTER_THE_RECORD, AT_A_TIME, TABLES, Row, Table, written

FORMAT = "factcheck-archive/1"
RECORD, MANIFEST = "record.ndjson", "manifest.json"


def archive(say: Callable[[str, int], None] = lambda table, rows: None) -> Iterator[bytes]:
    """Yield the ZIP as the database was at one moment; `say` is told each table and its rows when it is written."""
    with desk.one_moment():
        yield from zipped(_members(say), packed=True)


def name_of(table: Table) -> str:
    """The member that holds a table."""
    return f"tables/{table.name}.ndjson"


def _members(say: Callable[[str, int], None]) -> Iterator[tuple[str, Iterator[bytes]]]:
    files: dict[str, Row] = {}
    tree = RecordTree()
    for table in TABLES:
        yield name_of(table), _noted(name_of(table), table.rows(), files)
        say(table.name, files[name_of(table)]["rows"])
    yield RECORD, _noted(RECORD, _entries(tree), files)
    say("record", tree.size)
    for table in AFTER_THE_RECORD:
        yield name_of(table), _noted(name_of(table), table.rows(), files)
        say(table.name, files[name_of(table)]["rows"])
    manifest = {
        "format": FORMAT,
        "made_at": instant(timezone.now()),
        "entries": tree.size,
        "record_digest": tree.root,
        "files": files,
    }
    yield MANIFEST, iter([json.dumps(manifest, indent=1, sort_keys=True).encode() + b"\n"])


def _noted(name: str, rows: Iterator[Row], files: dict[str, Row]) -> Iterator[bytes]:
    """Yield rows as lines, and note in `files` how many they were, of how many bytes, and their digest."""
    digest, counted = hashlib.sha256(), Counter[str]()
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        digest.update(line)
        counted.update(rows=1, bytes=len(line))
        yield line
    files[name] = {"rows": counted["rows"], "bytes": counted["bytes"], "sha256": digest.hexdigest()}


def _entries(tree: RecordTree) -> Iterator[Row]:
    """Yield each entry of the record with its document, and put it into the tree."""
    for entry in Publication.objects.in_order().iterator(chunk_size=AT_A_TIME):
        tree.add(entry.digest)
        nonce = entry.body.nonce
        yield {
            "id": entry.pk,
            "number": entry.number,
            "claim": entry.claim.public_id,
            "act": entry.act,
            "correction": entry.correction,
            "note": entry.note,
            "published_at": written(entry.published_at),
            "commitment": entry.commitment,
            "previous": entry.previous,
            "digest": entry.digest,
            "written_by": {"id": entry.written_by.public_id, "name": entry.written_by.byline},
            "approved_by": {"id": entry.approved_by.public_id, "name": entry.approved_by.byline},
            "override_reason": entry.override_reason,
            "nonce": None if nonce is None else bytes(nonce).hex(),
            "erasures": [] if nonce is not None else _erasures(entry),
            "text": entry.text,
        }


def _erasures(entry: Publication) -> list[Row]:
    notes = ErasedEntry.objects.filter(publication=entry).order_by("pk")
    return [{"note": note.erasure_id, "digest": note.digest} for note in notes]
