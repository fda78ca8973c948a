"""Made-up claims in bulk: the desk's rows, and the reviews that publishing them would have made.

Each is about as large as a claim of the sample: one appearance, five pieces of evidence from three sources, two
topics. The entries of the record are left out, since nothing that is measured reads them.
"""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from claims.anchors import anchor_at
from claims.desk.projecting import review_columns
from claims.formats.canonical import canonical, commitment
from claims.formats.document import Entry, document
from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Capture,
    Claim,
    Evidence,
    Publication,
    PublicationBody,
    Rating,
    RatingScale,
    Review,
    Source,
    Speaker,
    Topic,
    User,
    Verdict,
)
from claims.vocabulary import Act, Scope, Stance, Status, Tone

WORDS = ("crime", "oil", "embassy", "soldiers", "half", "trade", "border", "minister", "said", "war", "rose", "fell")
IN_AN_ARTICLE = 20
SOURCES = 3
EVIDENCE = 5
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 500


class Corpus:
    """A desk with so many published claims."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.chance = random.Random(20260101)
        self.writer, self.editor = (User.objects.create_user(name, public_name=name.title()) for name in ("ann", "bob"))
        self.ratings = self._ratings()
        self.topics = many(Topic, [Topic(slug=f"topic-{n}", name=f"Topic {n}") for n in range(200)])
        self.speakers = many(
            Speaker, [Speaker(slug=f"speaker-{n}", name=f"Speaker {n}", bio=self.words(20)) for n in range(300)]
        )

    def words(self, count: int) -> str:
        """A sentence of so many words."""
        return " ".join(self.chance.choices(WORDS, k=count)).capitalize() + "."

    def make(self) -> list[str]:
        """Insert everything; the ids of the claims."""
        claims = many(Claim, [self._claim(number) for number in range(self.size)])
        self._topics_of(claims)
        self._appearances(claims)
        self._verdicts(claims)
        self._evidence(claims)
        self._reviews(claims)
        return [claim.public_id for claim in claims]

    def _ratings(self) -> list[Rating]:
        scale = RatingScale.objects.create(slug="seven", name="Seven ratings", in_use=True)
        return many(
            Rating,
            [
                Rating(
                    scale=scale, slug=tone, label=tone.label[:60], definition=self.words(15), tone=tone, order=order,
                    value=5 - order if order < 5 else None,
                )
                for order, tone in enumerate(Tone)
            ],
        )  # fmt: skip

    def _claim(self, number: int) -> Claim:
        return Claim(slug=f"claim-{number}", statement=f"{number}: {self.words(14)}", status=Status.PUBLISHED)

    def _topics_of(self, claims: list[Claim]) -> None:
        through: Any = Claim.topics.through
        many(
            through,
            [
                through(claim_id=claim.pk, topic_id=topic.pk)
                for claim in claims
                for topic in self.chance.sample(self.topics, 2)
            ],
        )

    def _appearances(self, claims: list[Claim]) -> None:
        groups = [claims[at : at + IN_AN_ARTICLE] for at in range(0, len(claims), IN_AN_ARTICLE)]
        articles = many(
            Article, [Article(slug=f"article-{n}", title=self.words(8), byline="A. Writer") for n in range(len(groups))]
        )
        for article, group in zip(articles, groups, strict=True):
            text = "\n".join(claim.statement for claim in group)
            version = ArticleVersion.objects.create(article=article, text=text)
            many(Appearance, [self._appearance(version, claim) for claim in group])

    def _appearance(self, version: ArticleVersion, claim: Claim) -> Appearance:
        start = version.text.index(claim.statement)
        place = anchor_at(version.text, start, start + len(claim.statement))
        quote = {name: getattr(place, name) for name in ("exact", "prefix", "suffix", "start", "end")}
        return Appearance(claim=claim, version=version, speaker=self.chance.choice(self.speakers), **quote)

    def _verdicts(self, claims: list[Claim]) -> None:
        many(
            Verdict,
            [
                Verdict(
                    claim=claim,
                    rating=self.chance.choice(self.ratings),
                    scope=Scope.BOTH,
                    summary=self.words(20),
                    rationale=f"{self.words(60)} [1] {self.words(40)} [2]",
                    conflicts=[self.words(15)],
                    open_questions=[self.words(12)],
                    written_by=self.writer,
                )
                for claim in claims
            ],
        )

    def _evidence(self, claims: list[Claim]) -> None:
        sources = many(
            Source,
            [
                Source(title=self.words(8), publisher="Statistical office", url=f"https://source.example/{n}")
                for n in range(len(claims) * SOURCES)
            ],
        )
        many(
            Capture,
            [Capture(source=s, url=f"https://archive.example/{s.pk}", captured_at=BEGAN) for s in sources],
        )
        many(
            Evidence,
            [
                Evidence(
                    claim=claim,
                    source=sources[at * SOURCES + number % SOURCES],
                    number=number,
                    stance=self.chance.choice(Stance.values),
                    finding=self.words(20),
                    excerpt=self.words(12),
                )
                for at, claim in enumerate(claims)
                for number in range(1, EVIDENCE + 1)
            ],
        )

    def _reviews(self, claims: list[Claim]) -> None:
        for at in range(0, len(claims), BATCH):
            batch = Claim.objects.select_related("verdict__rating__scale", "verdict__written_by")
            found = batch.filter(pk__in=[claim.pk for claim in claims[at : at + BATCH]]).order_by("pk")
            many(Review, [self._review(at + place, claim) for place, claim in enumerate(found, start=1)])

    def _review(self, number: int, claim: Claim) -> Review:
        """What publishing it would have made, without the entry itself."""
        at = BEGAN + timedelta(minutes=number)
        entry = Entry(Act.PUBLISH, "", at, self.writer, self.editor, "", ())
        text = canonical(document(claim, entry))
        publication = Publication(
            claim=claim, number=number, act=Act.PUBLISH, published_at=at, commitment=commitment(b"", text)
        )
        publication.body = PublicationBody(publication=publication, text=text)
        return Review(**review_columns(publication))


def many(noun: Any, rows: list[Any]) -> list[Any]:
    """Insert rows in batches."""
    return noun.objects.bulk_create(rows, batch_size=BATCH)
