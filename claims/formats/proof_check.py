"""Whether a proof bundle is what it says it is: offline, and whoever made it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .canonical import canonical
from .document import Json
from .entries import misfit_of
from .proof import (
    CAPTURES,
    DOCUMENT,
    ENTRIES,
    FORMAT,
    MANIFEST,
    OF_A_BUNDLE,
    PROGRAM,
    README,
    captures_file,
    document_name,
    entries_file,
)
from .unzipping import Bounds, Damaged, Opened

BOUNDS = Bounds(members=10_000, largest=50_000_000, together=1_000_000_000)
ALWAYS = {README, ENTRIES, DOCUMENT, CAPTURES, PROGRAM}
TEXTS = ("act", "correction", "note", "published_at", "commitment", "previous", "digest", "claim")


@dataclass(frozen=True)
class Proved:
    """What a bundle proves: of which claim, by which entries, and the commitment that stands for all of them."""

    claim: str
    url: str
    commitment: str
    entries: list[Json]


def proved(path: Path) -> Proved:
    """What a bundle proves; raises Damaged with the first thing that does not fit."""
    with Opened(path, BOUNDS) as opened:
        manifest = _manifest(opened)
        for name, digest in manifest["files"].items():
            if _sha256(opened.chunks(name)) != digest:
                raise Damaged(f"{name} does not fit", f"its SHA-256 is not the one in {MANIFEST}")
        told = _entries(opened)
        newest = _check_documents(opened, told)
        _check_the_rest(opened, manifest, told, newest)
    return Proved(told["claim"], told["url"], manifest["commitment"], told["entries"])


def _sha256(chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _manifest(opened: Opened) -> Json:
    manifest = _canonical(opened, MANIFEST)
    files = manifest.get("files")
    if manifest.keys() != {"format", "claim", "commitment", "files"} or not isinstance(files, dict):
        raise Damaged(f"{MANIFEST} does not fit", "it is not that of a proof bundle")
    if manifest["format"] != FORMAT:
        raise Damaged(f"{MANIFEST} does not fit", f"its format is not {FORMAT}")
    if odd := sorted(name for name in files if name not in ALWAYS and not OF_A_BUNDLE.fullmatch(name)):
        raise Damaged(f"{MANIFEST} does not fit", f"no bundle has a file {odd[0]!r}")
    if odd := sorted({*opened.names} ^ {*files, MANIFEST} | (ALWAYS - files.keys())):
        raise Damaged(f"{odd[0]!r} does not fit", f"{MANIFEST} and the ZIP do not name the same files")
    return manifest


def _canonical(opened: Opened, name: str) -> Json:
    """The JSON object of a member that is written in canonical form."""
    data = opened.read(name)
    try:
        value: Any = json.loads(data.decode())
        if isinstance(value, dict) and canonical(value).encode() == data:
            return value
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{name} does not fit", f"it is not JSON: {error}") from error
    raise Damaged(f"{name} does not fit", "it is not a JSON object in canonical form")


def _entries(opened: Opened) -> Json:
    told = _canonical(opened, ENTRIES)
    entries = told.get("entries")
    if not isinstance(entries, list) or not entries or not all(map(_is_entry, entries)):
        raise Damaged(f"{ENTRIES} does not fit", "it holds no entries of the record")
    if not all(isinstance(told.get(name), str) for name in ("claim", "url")):
        raise Damaged(f"{ENTRIES} does not fit", "it does not name the claim")
    if canonical(told) != entries_file(told["claim"], told["url"], entries):
        raise Damaged(f"{ENTRIES} does not fit", f"its format is not {FORMAT}")
    names = {name for name in opened.names if OF_A_BUNDLE.fullmatch(name)}
    if odd := sorted(names ^ {document_name(entry["number"]) for entry in entries}):
        raise Damaged(f"{odd[0]} does not fit", f"{ENTRIES} and the ZIP do not name the same documents")
    return told


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and entry.keys() == {*TEXTS, "number", "nonce", "erased"}
        and all(isinstance(entry[name], str) for name in (*TEXTS, "erased"))
        and type(entry["number"]) is int
        and (entry["nonce"] is None or isinstance(entry["nonce"], str))
    )


def _check_documents(opened: Opened, told: Json) -> bytes:
    """Check every document against its entry; returns the newest."""
    previous, last, data = "", 0, b""
    for entry in told["entries"]:
        name = document_name(entry["number"])
        data = opened.read(name)
        reason = _misfit(entry, data, previous)
        if entry["claim"] != told["claim"] or entry["number"] <= last:
            reason = "it is not the next entry of this claim"
        if reason:
            raise Damaged(f"{name} does not fit", f"entry {entry['number']}: {reason}")
        previous, last = entry["commitment"], entry["number"]
    return data


def _misfit(entry: Json, data: bytes, previous: str) -> str:
    try:
        return misfit_of(entry, data.decode(), previous=previous)
    except UnicodeDecodeError:
        return "its document is not UTF-8"


def _check_the_rest(opened: Opened, manifest: Json, told: Json, newest: bytes) -> None:
    if opened.read(DOCUMENT) != newest:
        raise Damaged(f"{DOCUMENT} does not fit", "it is not the document of the newest entry")
    if opened.read(CAPTURES) != captures_file(json.loads(newest)).encode():
        raise Damaged(f"{CAPTURES} does not fit", "it does not list the archived copies of the newest document")
    if (manifest["claim"], manifest["commitment"]) != (told["claim"], told["entries"][-1]["commitment"]):
        raise Damaged(f"{MANIFEST} does not fit", "it is about another claim, or another entry")
