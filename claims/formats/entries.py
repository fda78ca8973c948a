"""One entry of the record as a file keeps it, and how it shows that an entry is not what was published."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from .canonical import canonical, commitment, entry_digest

Json = dict[str, Any]
TOLD = ("act", "correction", "note", "published_at", "previous")  # by the entry and by its document
DIGEST = 64


def misfit_of(entry: Mapping[str, Any], text: str, *, previous: str) -> str:
    """How an entry does not fit its document or the entry of its claim before; empty where it does.

    `entry` has number, claim (its id), act, correction, note, published_at, commitment, previous, digest and nonce
    (hexadecimal, None where it was erased), and then `erased`, the digest of the document that the law left.
    """
    try:
        return next(_misfits(entry, text, previous), "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return f"it cannot be read ({type(error).__name__}: {error})"


def _misfits(entry: Mapping[str, Any], text: str, previous: str) -> Iterator[str]:
    document: Json = json.loads(text)
    yield from _misfits_of_document(entry, text, document)
    if entry["previous"] != previous:
        yield "it does not name the commitment of the claim's entry before"
    if digest_of(entry) != entry["digest"]:
        yield "its digest is not that of the entry"
    for name in TOLD:
        if document["record"].get(name, entry[name]) != entry[name]:
            yield f"its {name} is not what its document says"
    if document["claim"]["id"] != entry["claim"]:
        yield "its document is about another claim"


def _misfits_of_document(entry: Mapping[str, Any], text: str, document: Json) -> Iterator[str]:
    if entry["nonce"] is None:
        if hashlib.sha256(text.encode()).hexdigest() != entry["erased"]:
            yield "its document is not the one that an erasure by law left"
        if not document["record"]["erasures"]:
            yield "its nonce is gone and its document names no law that asked for it"
    elif len(entry["nonce"]) != DIGEST or commitment(bytes.fromhex(entry["nonce"]), text) != entry["commitment"]:
        yield "its document is not the one it commits to"
    if canonical(document) != text:
        yield "its document is not in canonical form"


def digest_of(entry: Mapping[str, Any]) -> str:
    """The digest that an entry must have."""
    return entry_digest(
        number=entry["number"],
        claim=entry["claim"],
        act=entry["act"],
        published_at=datetime.fromisoformat(entry["published_at"]),
        commitment=entry["commitment"],
        previous=entry["previous"],
    )
