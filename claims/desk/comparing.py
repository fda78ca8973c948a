"""How the desk differs from the record."""

import hashlib

from claims.formats.canonical import canonical
from claims.formats.changes import Difference, compared
from claims.formats.document import content
from claims.models import Claim, Embargo, Publication


def differences(claim: Claim) -> list[Difference]:
    """How the desk differs from what readers see, or will see; empty for what neither holds or nothing changed."""
    last = Publication.objects.filter(claim=claim).in_order().last() or Embargo.objects.filter(claim=claim).first()
    if last is None or (isinstance(last, Publication) and not last.is_kept):
        return []
    return compared(last.document, content(claim))


def seen_of(claim: Claim) -> str:
    """A short digest of what the desk would tell readers of a claim now: 12 hexadecimal digits."""
    return hashlib.sha256(canonical(content(claim)).encode()).hexdigest()[:12]
