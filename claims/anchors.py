"""Where a quote stands in a text."""

import unicodedata
from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import Generic, TypeVar

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from claims.folding import fold

CONTEXT = 32

Key = TypeVar("Key", bound=Hashable)
Span = tuple[int, int]


class QuoteNotFound(ValueError):
    """The quote does not stand in the text."""


class QuoteAmbiguous(ValueError):
    """The quote stands in several places, and nothing says which is meant."""


@dataclass(frozen=True)
class Anchor:
    """Where a quote stands: W3C Web Annotation's TextQuote and TextPosition, in code points."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True)
class Segment(Generic[Key]):
    """A stretch of text, and the keys of all spans that cover it."""

    start: int
    end: int
    keys: tuple[Key, ...]


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end], with up to CONTEXT code points around it."""
    if not 0 <= start < end <= len(text):
        raise ValueError(
            _("There is no passage from %(start)d to %(end)d in a text of %(length)d characters.")
            % {"start": start, "end": end, "length": len(text)}
        )
    return Anchor(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def find(text: str, exact: str, prefix: str = "", suffix: str = "", *, start: int | None = None) -> Anchor:
    """The anchor of the one passage that reads `exact`; prefix and suffix choose between several.

    A passage counts as the same when it differs only in white space, in curly or straight
    quotation marks, or in how Unicode composes a letter. Where words and surroundings still fit
    several places, `start` decides if the quote stands exactly there.
    Raises QuoteNotFound or QuoteAmbiguous.
    """
    readings = (_Literal(text), _Tolerant(text))
    for contexts in _contexts(prefix, suffix):
        for reading in readings:
            found = {span for around in contexts for span in islice(reading.spans(exact, *around), 2)}
            if len(found) == 1:
                return anchor_at(text, *found.pop())
            if found:
                return _choose(text, exact, contexts, start)
    raise QuoteNotFound(
        _("The quote “%(quote)s” is not in the text. Copy it from there word for word.")
        % {"quote": Truncator(exact).chars(80)}
    )


def segments(spans: Iterable[tuple[int, int, Key]], length: int) -> list[Segment[Key]]:
    """Neighbouring segments that cover 0..length, each with the keys of the spans over it.

    Keys keep the order of their spans. What a span has outside 0..length is cut off.
    """
    edges: dict[int, list[tuple[int, Key]]] = {0: [], length: []}
    for rank, (start, end, key) in enumerate(spans):
        start, end = max(start, 0), min(end, length)
        if start < end:
            edges.setdefault(start, []).append((rank, key))
            edges.setdefault(end, []).append((rank, key))
    return list(_sweep(sorted(edges.items())))


def _sweep(edges: list[tuple[int, list[tuple[int, Key]]]]) -> Iterator[Segment[Key]]:
    """One segment for each stretch between edges over which the keys stay the same."""
    stretches = []
    open_spans: dict[int, Key] = {}
    for (start, turns), (end, _turns) in pairwise(edges):
        for rank, key in turns:
            if rank in open_spans:
                del open_spans[rank]
            else:
                open_spans[rank] = key
        keys = tuple(dict.fromkeys(open_spans[rank] for rank in sorted(open_spans)))
        stretches.append((start, end, keys))

    for keys, same in groupby(stretches, key=itemgetter(2)):
        run = list(same)
        yield Segment(run[0][0], run[-1][1], keys)


def _contexts(prefix: str, suffix: str) -> Iterator[list[tuple[str, str]]]:
    """What may stand around a quote, from the strictest demand to none."""
    yield [(prefix, suffix)]
    if prefix and suffix:
        yield [(prefix, ""), ("", suffix)]
    if prefix or suffix:
        yield [("", "")]


def _choose(text: str, exact: str, contexts: list[tuple[str, str]], start: int | None) -> Anchor:
    for before, after in contexts:
        first = -1 if start is None else start - len(before)
        if first >= 0 and text.startswith(before + exact + after, first):
            return anchor_at(text, first + len(before), first + len(before) + len(exact))
    raise QuoteAmbiguous(
        _(
            "The quote “%(quote)s” stands in the text more than once. "
            "Add the words before and after it, or choose a longer quote."
        )
        % {"quote": Truncator(exact).chars(80)}
    )


def _places(text: str, words: str) -> Iterator[int]:
    """Every index where the words begin, overlapping ones too."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


@dataclass(frozen=True)
class _Literal:
    """A text read code point by code point."""

    text: str

    def spans(self, exact: str, prefix: str, suffix: str) -> Iterator[Span]:
        if not exact:
            return
        for place in _places(self.text, prefix + exact + suffix):
            start = place + len(prefix)
            yield start, start + len(exact)


@lru_cache(maxsize=2)  # quotes come by the dozen from one text, and folding a book takes seconds
def _folded(text: str) -> tuple[str, Sequence[int]]:
    folded, origins = fold(text)
    return folded, array("L", origins)


@dataclass(frozen=True)
class _Tolerant:
    """A text read as people do: blind to white space, kinds of quotation mark, composition."""

    text: str

    @cached_property
    def folded(self) -> tuple[str, Sequence[int]]:
        return _folded(self.text)

    def spans(self, exact: str, prefix: str, suffix: str) -> Iterator[Span]:
        core = exact.strip()
        if not core:
            return
        lead, trail = exact.split(core)
        before = fold(prefix + lead)[0] if prefix else ""
        after = fold(trail + suffix)[0] if suffix else ""
        words = fold(core)[0]
        folded, origins = self.folded
        for place in _places(folded, before + words + after):
            first, last = place + len(before), place + len(before) + len(words)
            if self._is_whole(first) and self._is_whole(last):
                yield origins[first], max(origins[first:last]) + 1

    def _is_whole(self, place: int) -> bool:
        """Whether no letter is cut in two at this place of the folded text."""
        folded, origins = self.folded
        if place in (0, len(folded)):
            return True
        return origins[place - 1] != origins[place] and not unicodedata.combining(folded[place])
