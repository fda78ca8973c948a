"""The one form in which a document is stored, hashed and served."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.utils.timezone import localtime


def canonical(document: Mapping[str, Any]) -> str:
    """The document as JSON in the form of RFC 8785 (keys sorted, one way to write each value)."""
    return rfc8785.dumps(dict(document)).decode()


def commitment(nonce: bytes, text: str) -> str:
    """SHA-256 of the nonce followed by the canonical document, hexadecimal."""
    return hashlib.sha256(bytes(nonce) + text.encode()).hexdigest()


def entry_digest(*, number: int, claim: str, act: str, published_at: datetime, commitment: str, previous: str) -> str:
    """SHA-256 of an entry of the record without its document: what a tree over the record takes as a leaf."""
    entry = {
        "number": number,
        "claim": claim,
        "act": act,
        "published_at": instant(published_at),
        "commitment": commitment,
        "previous": previous,
    }
    return hashlib.sha256(canonical(entry).encode()).hexdigest()


def at_the_desk(written: str) -> datetime:
    """A moment that RFC 3339 writes, by the desk's clock."""
    return localtime(datetime.fromisoformat(written))


def instant(moment: datetime) -> str:
    """A moment as RFC 3339 writes it, in UTC to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
