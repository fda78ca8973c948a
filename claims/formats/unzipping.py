"""ZIP files of others: read in place and never unpacked to a disk, each member within bounds."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claims.errors import Refused

CHUNK = 1 << 20
PACKED_AT_MOST = 200  # times: text packs to a tenth or so; a bomb to a thousandth
SMALL = 10_000_000  # bytes that are no bomb, however they were packed
ABOUT_A_MEMBER = 400  # bytes of the list of members that one may take; the names of ours are short
END, END_64, WHERE_END_64 = "<4s4H2LH", "<4sQ2H2L4Q", "<4sLQL"  # the records at the end of a ZIP (APPNOTE 4.3.14-16)
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Damaged(Refused):
    """A file that cannot be taken for what it says it is; the first thing that is wrong is named."""

    code = "damaged"


@dataclass(frozen=True)
class Bounds:
    """How much a ZIP may hold: members, bytes of one and bytes of all, unpacked."""

    members: int
    largest: int
    together: int


class Opened:
    """A ZIP whose list of members was found to be within bounds."""

    def __init__(self, path: Path, bounds: Bounds) -> None:
        try:
            if _size_of_list(path) > bounds.members * ABOUT_A_MEMBER:
                raise Damaged(f"{path.name} was not read", f"it has more members than {bounds.members:,}")
            self._zip = zipfile.ZipFile(path)
        except (*DAMAGED, struct.error) as error:
            raise Damaged(f"{path.name} is not a ZIP file that can be read", str(error)) from error
        try:
            self._members = {about.filename: about for about in self._zip.infolist()}
            _refuse(self._zip.infolist(), bounds, path.stat().st_size)
        except Damaged:
            self._zip.close()
            raise

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """Its members in the order in which they were put in."""
        return list(self._members)

    def size(self, name: str) -> int:
        """The bytes of a member, as the list of members says; reading gives no more."""
        return self._members[name].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member; raises Damaged where they are not those that were put in."""
        with self._opened(name) as member:
            while chunk := _read(member, name, CHUNK):
                yield chunk

    def lines(self, name: str, longest: int) -> Iterator[bytes]:
        """Yield the lines of a member without their ends; raises Damaged where one is longer than that."""
        with self._opened(name) as member:
            buffered = io.BufferedReader(member, CHUNK)  # type: ignore[type-var]
            while line := _line(buffered, name, longest + 2):
                if len(line) > longest + 1 or not line.endswith(b"\n"):
                    raise Damaged(f"{name} cannot be read", f"a line has no end within {longest:,} bytes")
                yield line[:-1]

    def read(self, name: str) -> bytes:
        """All bytes of a member."""
        return b"".join(self.chunks(name))

    def _opened(self, name: str) -> IO[bytes]:
        if name not in self._members:
            raise Damaged(f"{name} is missing")
        try:
            return self._zip.open(self._members[name])
        except DAMAGED as error:
            raise Damaged(f"{name} cannot be read", str(error)) from error


def _size_of_list(path: Path) -> int:
    """How large the list of members says it is: Python reads it whole, so it is asked before."""
    with path.open("rb") as file:
        start = file.seek(max(0, path.stat().st_size - struct.calcsize(END) - 0xFFFF))
        tail = file.read()
        place = tail.rindex(b"PK\x05\x06")
        size: int = struct.unpack_from(END, tail, place)[5]
        if size < 0xFFFFFFFF:
            return size
        file.seek(start + place - struct.calcsize(WHERE_END_64))
        file.seek(struct.unpack(WHERE_END_64, file.read(struct.calcsize(WHERE_END_64)))[2])
        return int(struct.unpack(END_64, file.read(struct.calcsize(END_64)))[8])


def _refuse(members: list[zipfile.ZipInfo], bounds: Bounds, size: int) -> None:
    """Refuse a list of members that is too long, too large, packed too tight, or says a name twice."""
    if len(members) > bounds.members:
        raise Damaged("The ZIP file was not read", f"it has {len(members):,} members: more than {bounds.members:,}")
    seen = set()
    for about in members:
        if about.filename in seen:
            raise Damaged("The ZIP file was not read", f"it has {about.filename!r} twice")
        seen.add(about.filename)
        if about.flag_bits & 1:
            raise Damaged("The ZIP file was not read", f"{about.filename!r} is encrypted")
        if about.file_size > bounds.largest:
            raise Damaged("The ZIP file was not read", f"{about.filename!r} is larger than {bounds.largest:,} bytes")
    together = sum(about.file_size for about in members)
    if together > bounds.together or together > max(SMALL, size * PACKED_AT_MOST):
        raise Damaged("The ZIP file was not read", f"it would unpack to {together:,} bytes")


def _read(member: IO[bytes], name: str, most: int) -> bytes:
    try:
        return member.read(most)
    except DAMAGED as error:
        raise Damaged(f"{name} is damaged", str(error)) from error


def _line(member: IO[bytes], name: str, most: int) -> bytes:
    try:
        return member.readline(most)
    except DAMAGED as error:
        raise Damaged(f"{name} is damaged", str(error)) from error
