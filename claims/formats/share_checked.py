"""How much of an article was checked: its sentences, and those that hold a checked claim."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.sentences import sentences

from .highlights import Place
from .passages import Passage


@dataclass(frozen=True)
class ShareChecked:
    """So many of so many sentences."""

    checked: int
    sentences: int


def share_checked(text: str, shapes: Iterable[Passage], places: Sequence[Place], language: str) -> ShareChecked:
    """How many sentences of a text's paragraphs a claim touches; a title or a heading is none."""
    spans = [
        (shape.start + start, shape.start + end)
        for shape in shapes
        if shape.kind == "text"
        for start, end in sentences(text[shape.start : shape.end], language)
    ]
    checked = [any(place.start < end and start < place.end for place in places) for start, end in spans]
    return ShareChecked(sum(checked), len(spans))
