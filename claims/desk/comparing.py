"""How the desk differs from the record."""

import hashlib

from claims.formats.canonical import canonical
from claims.formats.changes import Difference, compared
from claims.formats.document import content
from claims.models import Claim, Publication


def differences(claim: Claim) -> list[Difference]:
    """What a correction would change for readers; empty for a claim that is not published or not changed."""
    last = Publication.objects.filter(claim=claim).in_order().last()
    if last is None or not last.is_kept:
        return []
    return compared(last.document, content(claim))


def seen_of(claim: Claim) -> str:
    """A short digest of what the desk would tell readers of a claim now: 12 hexadecimal digits."""
    return hashlib.sha256(canonical(content(claim)).encode()).hexdigest()[:12]
