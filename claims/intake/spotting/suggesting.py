"""The sentences of an article's text that are worth a check, with the reasons and who seems to say them."""

import re
from dataclasses import dataclass

from claims.models import ArticleVersion, Speaker, SpottingLabel
from claims.sentences import sentences
from claims.vocabulary import Cue

from ..attribution import People, attributed
from .cues import cues
from .model import shipped

WORTH = 0.3  # of a suggestion's score; debates are trained on, and a report says its claims more soberly
SENTENCES_AT_MOST = 3_000


@dataclass(frozen=True)
class Suggestion:
    """A sentence from start to end (places in the version's text) that somebody may want to check."""

    start: int
    end: int
    text: str
    score: float
    cues: list[Cue]
    speaker: Speaker | None
    named: str
    """Who is said to have said it, as the text names them: known to the desk or not; empty where nobody is named."""

    @property
    def percent(self) -> int:
        """The score for people."""
        return round(self.score * 100)


def suggestions(version: ArticleVersion, *, taken: list[tuple[int, int]] | None = None) -> list[Suggestion]:
    """What to suggest in a text, in its order: not where a claim is marked already, nor what was judged before."""
    judged = SpottingLabel.objects.filter(version=version).values_list("start", "end")
    passed = [*(taken or []), *judged]
    people, language = People.known(), version.article.language
    return [
        _suggestion(version.text, start, end, score, language, people)
        for start, end in spans(version.text, language)[:SENTENCES_AT_MOST]
        if (score := shipped().score(version.text[start:end], language)) >= WORTH
        and not any(first < end and start < last for first, last in passed)
    ]


def sentences_of(version: ArticleVersion, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a text that a passage lies in."""
    found = spans(version.text, version.article.language)
    return [(first, last) for first, last in found if first < end and start < last]


def spans(text: str, language: str) -> list[tuple[int, int]]:
    """The first and last place of each sentence of a whole text."""
    return [
        (part.start() + start, part.start() + end)
        for part in re.finditer(r"[^\n]+", text)
        for start, end in sentences(part[0], language)
    ]


def _suggestion(text: str, start: int, end: int, score: float, language: str, people: People) -> Suggestion:
    said = attributed(text, start, end, language=language, people=people)
    return Suggestion(start, end, text[start:end], score, cues(text[start:end], language), said.speaker, said.name)
