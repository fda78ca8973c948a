"""Who said it: the people of the desk that an article names near a quote."""

import re

from claims.models import Speaker
from claims.sentences import sentences

KNOWN_AT_MOST = 5_000


def guessed_speaker(text: str, start: int, end: int, *, language: str = "") -> Speaker | None:
    """The known speaker whom the sentence of a passage names, else the last one named before it. A guess only."""
    first, last = _sentence(text, start, end, language)
    known = Speaker.objects.order_by("pk")[:KNOWN_AT_MOST]
    named = [(place, len(speaker.name), speaker) for speaker in known for place in _named(text[:last], speaker.name)]
    inside = [found for found in named if found[0] >= first]
    if inside:
        return min(inside, key=lambda found: (found[0], -found[1]))[2]
    return max(named, key=lambda found: found[:2])[2] if named else None


def _named(text: str, name: str) -> list[int]:
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def _sentence(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """From where to where the sentences go that a passage lies in; they end with their paragraph."""
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    closing = len(text) if closing < 0 else closing
    spans = [(opening + first, opening + last) for first, last in sentences(text[opening:closing], language)]
    touched = [span for span in spans if span[0] < end and span[1] > start]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)
