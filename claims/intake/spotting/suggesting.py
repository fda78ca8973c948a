"""The sentences of an article's text that are worth a check, with the reasons and who seems to say them."""

from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from claims.models import ArticleVersion, Speaker, SpottingLabel
from claims.sentences import of_text
from claims.vocabulary import Cue

from ..attribution import People, said_in
from .cues import cues
from .model import shipped

WORTH = 0.3  # of a suggestion's score; debates are trained on, and a report says its claims more soberly
SENTENCES_AT_MOST = 3_000  # of a text
AT_MOST = 100  # suggestions


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
    """The most likely in a text, in its order: not where a claim is marked already, nor what was judged before."""
    text, language = version.text, version.article.language
    passed = [*(taken or []), *SpottingLabel.objects.places_in(version)]
    scored = [
        (score, start, end)
        for start, end in islice(of_text(text, language), SENTENCES_AT_MOST)
        if (score := shipped().score(text[start:end], language)) >= WORTH
        and not any(first < end and start < last for first, last in passed)
    ]
    people = People.known()
    best = sorted(scored, reverse=True)[:AT_MOST]
    return [_suggestion(version, *one, people) for one in sorted(best, key=itemgetter(1))]


def _suggestion(version: ArticleVersion, score: float, start: int, end: int, people: People) -> Suggestion:
    said, words = said_in(version.text, start, end, people=people), version.text[start:end]
    return Suggestion(start, end, words, score, cues(words, version.article.language), said.speaker, said.name)
