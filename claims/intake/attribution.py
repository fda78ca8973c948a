"""Who said it: by “X said” and “according to X”, by he and she back to the last one named, else by names nearby."""

import re
from dataclasses import dataclass
from functools import cached_property

from claims.models import Speaker
from claims.sentences import around

KNOWN_AT_MOST = 5_000
LONGEST = 5_000  # characters of a sentence that are looked at
BACK = 4_000  # characters before a sentence in which a name is looked for
SAYING = (
    r"(?:said|says|stated|told|added|claimed|claims|announced|argued|noted|explained|acknowledged|declared|warned|admitted"
    r"|reported|wrote|tweeted|stressed|emphasi[sz]ed|insisted|recalled|dijo|afirmó|declaró|aseguró|señaló|explicó|anunció"
    r"|a déclaré|a dit|a affirmé|a annoncé|a expliqué|sagte|sagt|erklärte|behauptete|betonte|warnte"
    r"|сказала?|заявила?|сообщила?|отметила?|dedi|bildirib|deyib|söylədi)"
)
AFTER = r"(?:according to|in the words of|según|selon|d[’']après|laut|nach Angaben von|по словам|по данным)"
WORD = r"(?<![\w’'-])[^\W\d_a-zß-öø-ÿа-яёəığşçöü][\w’'-]++"
NAME = rf"{WORD}(?:\s+(?:(?:al|bin|ben|van|von|de|der|da|el|la|of)\s+)?{WORD}){{0,4}}"
TITLES = r"(?:(?:the|el|la|le|der|die|das)\s+)?(?:[a-zà-ÿ-]+\s+){0,3}"
PATTERNS = [
    re.compile(rf"\b(?i:{AFTER})\s+{TITLES}(?P<name>{NAME})"),
    re.compile(rf"(?P<name>{NAME})(?:,[^,.\n]{{0,80}},)?\s+(?:(?:also|then|has|had|have|later)\s+)?{SAYING}(?!\w)"),
    re.compile(rf"\b{SAYING}\s+{TITLES}(?P<name>{NAME})"),
]
PRONOUN = re.compile(
    rf"\b(?:he|she|él|ella|il|elle|er|sie|он|она)\s+(?:(?:also|then|has|had|later)\s+)?{SAYING}(?!\w)"
    rf"|\b{SAYING}\s+(?:he|she)\b",
    re.IGNORECASE,
)
NOT_NAMES = {
    *("he", "she", "it", "they", "we", "you", "i", "this", "that", "these", "those", "but", "and", "the", "a", "an"),
    *("as", "in", "on", "at", "if", "when", "while", "who"),
}
SURNAME_FROM = 4  # letters: shorter ones are words too often


@dataclass(frozen=True)
class Said:
    """Who is said to have said something: a speaker of the desk where it knows them, and the name in the text."""

    speaker: Speaker | None
    name: str


@dataclass(frozen=True)
class People:
    """The speakers that the desk knows, found in a text by full name and, where it is theirs alone, by surname."""

    speakers: tuple[Speaker, ...]

    @classmethod
    def known(cls) -> "People":
        """Those of the desk; one query."""
        return cls(tuple(Speaker.objects.order_by("pk")[:KNOWN_AT_MOST]))

    @cached_property
    def _by_name(self) -> dict[str, Speaker]:
        named = {speaker.name: speaker for speaker in reversed(self.speakers)}
        surnames: dict[str, list[Speaker]] = {}
        for speaker in self.speakers:
            first, _space, last = speaker.name.rpartition(" ")
            if first and len(last) >= SURNAME_FROM and not last.islower():
                surnames.setdefault(last, []).append(speaker)
        return {last: owners[0] for last, owners in surnames.items() if len(owners) == 1} | named

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self._by_name, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None

    def named_in(self, text: str) -> list[Speaker]:
        """In the order of their places."""
        return [self._by_name[match[0]] for match in self._pattern.finditer(text)] if self._pattern else []


def guessed_speaker(text: str, start: int, end: int, *, language: str = "") -> Speaker | None:
    """The speaker of the desk who seems to have said a passage. A guess only."""
    people = People.known()
    first, last = _bounds(text, start, end, language)
    said = said_in(text, first, last, people=people)
    if said.speaker or said.name:
        return said.speaker
    inside = people.named_in(text[first:last])
    before = people.named_in(text[max(0, first - BACK) : first])
    return inside[0] if inside else before[-1] if before else None


def attributed(text: str, start: int, end: int, *, language: str, people: People) -> Said:
    """Whom the sentences of a passage say to have said it; nobody where they do not say so."""
    return said_in(text, *_bounds(text, start, end, language), people=people)


def said_in(text: str, first: int, last: int, *, people: People) -> Said:
    """Whom the sentence from first to last says to have said it; nobody where it does not say so."""
    sentence = text[first : min(last, first + LONGEST)]
    for pattern in PATTERNS:
        for match in pattern.finditer(sentence):
            name = match["name"].removesuffix("’s").removesuffix("'s")
            if name.casefold() not in NOT_NAMES:
                known = people.named_in(name)
                return Said(known[-1] if known else None, name)
    if PRONOUN.search(sentence):
        return _last_named(text[max(0, first - BACK) : first], people)
    return Said(None, "")


def _last_named(before: str, people: People) -> Said:
    """The last one who was said to speak, else the last speaker of the desk who was named."""
    spoke = [
        (match.start(), match["name"])
        for pattern in PATTERNS
        for match in pattern.finditer(before)
        if match["name"].casefold() not in NOT_NAMES
    ]
    known = people.named_in(before)
    if not spoke:
        return Said(known[-1], known[-1].name) if known else Said(None, "")
    name = max(spoke)[1]
    found = people.named_in(name)
    return Said(found[-1] if found else None, name)


def _bounds(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    touched = around(text, start, end, language)
    return (touched[0][0], touched[-1][1]) if touched else (start, end)
