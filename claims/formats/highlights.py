"""An article's text with its checked claims marked in place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims import anchors

from .passages import Passage, around, passages

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a claim stands in the text."""

    card: Json
    start: int
    end: int

    @property
    def key(self) -> str:
        return str(self.card["id"])


@dataclass(frozen=True)
class Note:
    """A claim beside the passage in which it begins."""

    card: Json
    rank: int  # in its passage, from 1


@dataclass
class Piece:
    """A stretch of text under the same claims; `card` is the one that the stretch leads to."""

    text: str
    card: Json | None = None
    rank: int = 0  # of the card's note beside this very passage, else 0
    shared: bool = False
    begins: list[Json] = field(default_factory=list)
    ends: list[Json] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A passage of the text and the notes beside it."""

    kind: str
    pieces: list[Piece]
    notes: list[Note]


@dataclass(frozen=True)
class Highlighted:
    """The parts to show, the claims in reading order, and those whose quote is no longer there."""

    parts: list[Part]
    placed: list[Json]
    unplaced: list[Json]
    places: list[Place] = field(default_factory=list)  # in the text, in reading order; none where only excerpts are


def highlights(text: str, *, title: str, article: str, sha256: str, cards: Sequence[Json]) -> Highlighted:
    """Mark in a text the places where cards say their claims appear.

    A place given for another version of the text (another digest) is looked for by its quote.
    Where claims overlap, a stretch leads to the shortest of them.
    """
    places = sorted(_places(text, article, sha256, cards), key=lambda place: (place.start, place.end))
    placed = {place.key: place.card for place in places}
    return Highlighted(
        parts=_parts(text, passages(text, title), places),
        placed=list(placed.values()),
        unplaced=[card for card in cards if card["id"] not in placed],
        places=places,
    )


def excerpts(article: str, cards: Sequence[Json]) -> Highlighted:
    """Only the quoted passages of an article, with the few words that cards keep around them."""
    quotes = [
        (appearance, card) for card in cards for appearance in card["appearances"] if appearance["article"] == article
    ]
    quotes.sort(key=lambda quote: (quote[0]["start"], quote[0]["end"]))
    first: dict[str, tuple[Json, Json]] = {}
    for appearance, card in quotes:
        first.setdefault(card["id"], (appearance, card))
    return Highlighted(
        parts=[_excerpt(appearance, card) for appearance, card in first.values()],
        placed=[card for _appearance, card in first.values()],
        unplaced=[],
    )


def _excerpt(appearance: Json, card: Json) -> Part:
    words = around(appearance)
    quote = Piece(words["exact"], card=card, rank=1, begins=[card], ends=[card])
    pieces = [Piece(words["before"]), quote, Piece(words["after"])]
    return Part("excerpt", pieces, [Note(card, 1)])


def _places(text: str, article: str, sha256: str, cards: Sequence[Json]) -> Iterator[Place]:
    for card in cards:
        for appearance in card["appearances"]:
            if appearance["article"] != article:
                continue
            span = _span(text, sha256, appearance)
            if span is not None:
                yield Place(card, *span)


def _span(text: str, sha256: str, appearance: Json) -> tuple[int, int] | None:
    start, end = appearance["start"], appearance["end"]
    if appearance["sha256"] == sha256 and text[start:end] == appearance["exact"]:
        return start, end
    try:
        found = anchors.find(text, appearance["exact"], appearance["prefix"], appearance["suffix"], start=start)
    except (anchors.QuoteNotFound, anchors.QuoteAmbiguous):
        return None
    return found.start, found.end


def _parts(text: str, shapes: list[Passage], places: list[Place]) -> list[Part]:
    """Each passage with its pieces; a claim has one note, beside the passage where it first begins."""
    ranks: dict[str, tuple[int, int]] = {}  # claim: passage, rank in it
    notes: list[list[Note]] = [[] for _shape in shapes]
    for place in places:
        row = next((i for i, shape in enumerate(shapes) if place.start < shape.end), None)
        if row is None or place.key in ranks:
            continue
        ranks[place.key] = (row, len(notes[row]) + 1)
        notes[row].append(Note(place.card, len(notes[row]) + 1))

    spans = [(place.start, place.end, number) for number, place in enumerate(places)]
    segments = anchors.segments(spans, len(text))
    begun: set[str] = set()
    parts = []
    for row, shape in enumerate(shapes):
        pieces = list(_pieces(text, shape, segments, places))
        for piece, over in pieces:
            _tell(piece, over, row=row, ranks=ranks, begun=begun)
        parts.append(Part(shape.kind, [piece for piece, _over in pieces], notes[row]))
    return parts


def _pieces(
    text: str, shape: Passage, segments: Iterable[anchors.Segment[int]], places: Sequence[Place]
) -> Iterator[tuple[Piece, tuple[Place, ...]]]:
    """The segments that lie in a passage, cut to it, with the places over each."""
    for segment in segments:
        start, end = max(segment.start, shape.start), min(segment.end, shape.end)
        if start < end:
            over = tuple(places[number] for number in segment.keys)
            closing = [place.card for place in over if start < place.end <= end]
            yield Piece(text[start:end], ends=closing), over


def _tell(
    piece: Piece,
    over: tuple[Place, ...],
    *,
    row: int,
    ranks: dict[str, tuple[int, int]],
    begun: set[str],
) -> None:
    """Write on a piece which claim it leads to and which begin with it."""
    if not over:
        return
    nearest = min(over, key=lambda place: (place.end - place.start, -place.start))
    home, rank = ranks[nearest.key]
    piece.card = nearest.card
    piece.rank = rank if home == row else 0
    piece.shared = len(over) > 1
    for place in over:
        if place.key not in begun:
            begun.add(place.key)
            piece.begins.append(place.card)
