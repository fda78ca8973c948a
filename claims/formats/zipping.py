"""ZIP files that are written as they are sent, and are the same bytes whenever the same goes in."""

import io
import zipfile
from collections.abc import Iterable, Iterator

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: when it was made is not part of what is in it
READABLE_BY_ALL = 0o644 << 16
Member = tuple[str, Iterable[bytes]]  # its name and its bytes


class _Sent(io.RawIOBase):
    """Where a ZIP is written to and taken from at once; nobody can go back in it."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, chunk: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._chunks.append(bytes(chunk))
        return len(chunk)

    def taken(self) -> bytes:
        chunks, self._chunks = self._chunks, []
        return b"".join(chunks)


def zipped(members: Iterable[Member], *, packed: bool) -> Iterator[bytes]:
    """Yield a ZIP of the members piece by piece; one that is not packed is the same with every library and version.

    No member is held whole, and none may be larger than 4 GB where it is not packed.
    """
    sent = _Sent()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, chunks in members:
            about = zipfile.ZipInfo(name, FIRST_DAY)
            about.compress_type = archive.compression
            about.external_attr = READABLE_BY_ALL
            with archive.open(about, "w", force_zip64=packed) as member:
                for chunk in chunks:
                    member.write(chunk)
                    if piece := sent.taken():
                        yield piece
            yield sent.taken()
    yield sent.taken()
