"""The ClaimReviews of a file, one after the other: no more than a few megabytes of it are ever in memory."""

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from claims.errors import Refused

LONGEST = 1_000_000  # characters of one item
CHUNK = 2_000_000
UNPACKED_AT_MOST = 8_000_000_000  # bytes
PACKED_AT_MOST, SMALL = 200, 50_000_000  # times; bytes that may be packed tighter
NESTED_AT_MOST = 5  # feeds, graphs and items around a ClaimReview
LISTS = ("dataFeedElement", "@graph")
LINES = {".ndjson", ".jsonl"}
SPACE = re.compile(r"[ \t\r\n]*")
BRACKETS = re.compile(r'["\[\]{},]')
END_OF_STRING = re.compile(r'["\\]')


class Unreadable(Refused):
    """A file that cannot be read on; what was kept of it before stays."""

    code = "unreadable"


@dataclass(frozen=True)
class Misread:
    """An item that could not be read, and why."""

    reason: str


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


DECODER = json.JSONDecoder(parse_constant=_no_number)


class Unpacked(io.RawIOBase):
    """The bytes of a packed file, as long as they are not absurdly many."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed, self._file, self._read = packed, gzip.GzipFile(fileobj=packed), 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        try:
            some = self._file.read(len(into))
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable("The file was not read to its end", f"it is damaged ({error})") from error
        self._read += len(some)
        if self._read > min(UNPACKED_AT_MOST, max(SMALL, self._packed.tell() * PACKED_AT_MOST)):
            raise Unreadable("The file was not read to its end", f"it unpacks to more than {self._read:,} bytes")
        into[: len(some)] = some
        return len(some)


@contextmanager
def opened(path: Path) -> Iterator["Reviews"]:
    """The ClaimReviews of a file, packed by gzip or not."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        raw: Any = io.BufferedReader(Unpacked(file)) if packed else file
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
        yield Reviews(text, file, by_lines=not LINES.isdisjoint(path.suffixes))


class Reviews:
    """A stream of JSON, and how far it was read."""

    def __init__(self, text: IO[str], file: IO[bytes], *, by_lines: bool) -> None:
        self._text, self._file, self._by_lines = text, file, by_lines
        self._held, self._at, self._ended = "", 0, False

    def bytes_read(self) -> int:
        """How much of the file was read."""
        return self._file.tell()

    def __iter__(self) -> Iterator[Any]:
        """Yield each ClaimReview, or a Misread."""
        if self._next() not in ("{", "["):
            raise Unreadable("Nothing was imported", "the file is no JSON: it begins with neither { nor [")
        for value in self._lines() if self._by_lines or self._begins_with_a_line() else self._document():
            yield from reviews_in(value)

    def _begins_with_a_line(self) -> bool:
        """Whether the first line is a value of its own, and another follows."""
        end = self._held.find("\n", self._at)
        if end < 0:
            return False
        return self._held[end:].lstrip()[:1] == "{" and not isinstance(_decoded(self._held[self._at : end]), Misread)

    def _lines(self) -> Iterator[Any]:
        while self._next():
            end = self._held.find("\n", self._at)
            if end < 0 and not self._ended:
                self._skip_line()
                yield Misread(f"it is longer than {LONGEST:,} characters")
                continue
            end = len(self._held) if end < 0 else end
            line, self._at = self._held[self._at : end], end
            yield _decoded(line)

    def _document(self) -> Iterator[Any]:
        if self._next() == "[":
            yield from self._list()
        else:
            yield from self._object()
        if self._next():
            yield Misread("something follows after the end of the JSON")

    def _object(self) -> Iterator[Any]:
        """Yield the items of a feed, or the object itself if it is none."""
        said: dict[str, Any] = {}
        size, listed = 0, False
        self._at += 1
        while self._next() not in ("}", ""):
            if self._held[self._at] == ",":
                self._at += 1
                continue
            name, length = self._value()
            if not isinstance(name, str) or self._next() != ":":
                raise Unreadable("The file was not read to its end", "it is no JSON from here on")
            self._at += 1
            if name in LISTS and self._next() == "[":
                listed = True
                yield from self._list()
                continue
            said[name], more = self._value()
            size += length + more
            if isinstance(said[name], Misread) or size > LONGEST:
                raise Unreadable("The file was not read to its end", f"“{name[:40]}” cannot be read")
        self._close("}")
        if not listed:
            yield said

    def _list(self) -> Iterator[Any]:
        self._at += 1
        while self._next() not in ("]", ""):
            if self._held[self._at] == ",":
                self._at += 1
                continue
            yield self._value()[0]
        self._close("]")

    def _close(self, bracket: str) -> None:
        if self._next() != bracket:
            raise Unreadable("The file was not read to its end", "it ends in the middle")
        self._at += 1

    def _value(self) -> tuple[Any, int]:
        """The next value and its length; what cannot be read is passed over."""
        self._next()
        start = self._at
        try:
            value, self._at = DECODER.raw_decode(self._held, self._at)
        except (ValueError, RecursionError) as error:
            reason = _said(error)
        else:
            length = self._at - start
            return (value if length <= LONGEST else Misread(f"it is longer than {LONGEST:,} characters")), length
        length = self._pass_over()
        if not length:
            raise Unreadable("The file was not read to its end", "it is no JSON from here on")
        return Misread(f"it is longer than {LONGEST:,} characters" if length > LONGEST else reason), length

    def _pass_over(self) -> int:
        """Go behind a value by its brackets alone; returns its length."""
        depth = length = 0
        while self._next():
            found = BRACKETS.search(self._held, self._at)
            if found is None:
                length += len(self._held) - self._at
                self._at = len(self._held)
                continue
            sign = found[0]
            if depth == 0 and sign in ",]}":
                return length + found.start() - self._at
            length += found.end() - self._at
            self._at = found.end()
            if sign == '"':
                length += self._pass_string()
            depth += (sign in "[{") - (sign in "]}")
            if depth == 0 and sign in "]}":
                return length
        return length

    def _pass_string(self) -> int:
        length = 0
        while self._fill():
            found = END_OF_STRING.search(self._held, self._at)
            end = len(self._held) if found is None else found.end() + (found[0] == "\\")
            length += end - self._at
            self._at = end
            if found is not None and found[0] == '"':
                break
        return length

    def _skip_line(self) -> None:
        while self._fill() and (end := self._held.find("\n", self._at)) < 0:
            self._at = len(self._held)
        self._at = end if self._held[self._at :] else self._at

    def _next(self) -> str:
        """The next character that is no space; empty at the end."""
        while self._fill():
            self._at = SPACE.match(self._held, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._held):
                self._fill()
                return self._held[self._at]
        return ""

    def _fill(self) -> bool:
        """Hold the longest item that may come; whether anything is left."""
        if len(self._held) - self._at <= LONGEST and not self._ended:
            more = self._text.read(CHUNK)
            self._held, self._at = self._held[self._at :] + more, max(0, self._at - len(self._held))
            self._ended = not more
        return self._at < len(self._held)


def reviews_in(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the ClaimReviews within feeds, graphs, items and lists; whatever else there is, as it is."""
    within = value if isinstance(value, list) else None
    if isinstance(value, dict) and value.get("@type") != "ClaimReview":
        within = next((value[name] for name in (*LISTS, "item") if name in value), None)
    if within is None or depth == NESTED_AT_MOST:
        yield value
        return
    for one in within if isinstance(within, list) else [within]:
        yield from reviews_in(one, depth + 1)


def _decoded(line: str) -> Any:
    if len(line) > LONGEST:
        return Misread(f"it is longer than {LONGEST:,} characters")
    try:
        return json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return Misread(_said(error))


def _said(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else f"it is no JSON ({error})"[:200]
