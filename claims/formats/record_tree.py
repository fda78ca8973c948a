"""One digest of the whole record: the root of a hash tree over its entries (RFC 6962, section 2.1, with SHA-256)."""

import hashlib
from collections.abc import Iterable

LEAF, NODE = b"\x00", b"\x01"  # so that no entry can pass for a branch


class RecordTree:
    """A tree that grows entry by entry and holds no more than one hash for each power of two among them."""

    def __init__(self, digests: Iterable[str] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # the roots of its full subtrees, the largest first
        for digest in digests:
            self.add(digest)

    def add(self, digest: str) -> None:
        """Put the next entry into the tree; `digest` is hexadecimal, and the leaf is its 32 bytes."""
        node = _hash(LEAF, bytes.fromhex(digest))
        size = self.size
        while size % 2:
            node = _hash(NODE, self._peaks.pop(), node)
            size //= 2
        self._peaks.append(node)
        self.size += 1

    @property
    def root(self) -> str:
        """The digest of all that was put in, hexadecimal; of nothing it is the SHA-256 of nothing."""
        if not self._peaks:
            return hashlib.sha256().hexdigest()
        node, *larger = reversed(self._peaks)
        for peak in larger:
            node = _hash(NODE, peak, node)
        return node.hex()


def _hash(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()
