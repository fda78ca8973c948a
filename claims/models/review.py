import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchRank, SearchVectorField, TrigramWordSimilarity
from django.db import connection, models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims import languages
from claims.search import either_language

from .claim import Claim
from .fields import PartialDateField
from .review_counts import CountingQuerySet

OUTCOMES = """
    SELECT request ->> 'outcome', count(*),
        percentile_cont(0.5) WITHIN GROUP (
            ORDER BY (request ->> 'outcome_on')::date - (request ->> 'asked_on')::date
        )
    FROM ({reviews}) AS asked (impact), jsonb_array_elements(impact) AS request
    GROUP BY 1
"""
RANKED_AT_MOST = 2000  # ranking costs as much as matches: a common word matches everything
NEAREST = ("article", "speaker", "topic")  # what reviews may share, the nearest first
RELATED_AT_MOST = 6
WORD = re.compile(r"\w{4,40}")
WORDS_AT_MOST = 12


class ReviewQuerySet(CountingQuerySet["Review"]):
    def public(self, at: datetime | None = None) -> Self:
        """Reviews a reader may see now, or at a moment. Every public surface starts here."""
        return self.filter(withdrawn=False, published_at__lte=at or Now())

    def under_embargo(self) -> Self:
        """Reviews whose moment has not come; only the desk may know of them."""
        return self.filter(published_at__gt=Now())

    def readable(self) -> Self:
        """Public reviews and the notices that stand where one was withdrawn."""
        return self.filter(published_at__lte=Now())

    def newest(self) -> Self:
        """Newest first, in one order only."""
        return self.order_by("-published_at", "-public_id")

    def oldest(self) -> Self:
        """Oldest first, in one order only."""
        return self.order_by("published_at", "public_id")

    def last_changed(self) -> Self:
        """What changed last comes first."""
        return self.order_by("-changed_at", "-public_id")

    def most_repeated(self) -> Self:
        """What was said in the most places first, then the newest."""
        return self.order_by("-appearances", "-published_at", "-public_id")

    def repeated(self) -> Self:
        """Reviews of claims that were said more than once."""
        return self.filter(appearances__gt=1)

    def cards(self) -> Self:
        """Only what a list shows."""
        return self.defer("document", "search")

    def faces(self) -> Self:
        """With the whole document, without the search column."""
        return self.defer("search")

    def about(self, topic: str) -> Self:
        """Reviews of claims under a topic."""
        return self.filter(topic_slugs__contains=[topic])

    def said_by(self, speaker: str) -> Self:
        """Reviews of claims a speaker made."""
        return self.filter(speaker_slugs__contains=[speaker])

    def in_article(self, article: str) -> Self:
        """Reviews of claims that appear in an article."""
        return self.filter(article_slugs__contains=[article])

    def in_articles(self, articles: Iterable[str]) -> Self:
        """Reviews of claims that appear in one of some articles."""
        return self.filter(article_slugs__overlap=list(articles))

    def related_to(self, review: "Review") -> Self:
        """A few others that share an article with this one, else a speaker, else a topic, each newest first.

        `nearness` is the place in NEAREST of what is shared. Each of the three is asked for no more than are shown,
        so that a topic with thousands costs no more than one with ten.
        """
        others = self.cards().exclude(pk=review.pk)
        nearest = [
            Q(article_slugs__overlap=review.article_slugs),
            Q(speaker_slugs__overlap=review.speaker_slugs),
            Q(topic_slugs__overlap=review.topic_slugs),
        ]
        first, *further = [
            others.filter(shared, *(~nearer for nearer in nearest[:nearness]))
            .annotate(nearness=Value(nearness))
            .newest()[:RELATED_AT_MOST]
            for nearness, shared in enumerate(nearest)
        ]
        together: Self = first.union(*further, all=True)
        return together.order_by("nearness", "-published_at", "-public_id")[:RELATED_AT_MOST]

    def citing(self, source: str) -> Self:
        """Reviews whose evidence uses a source."""
        return self.filter(source_ids__contains=[source])

    def rated(self, *ratings: str) -> Self:
        """Reviews with one of these ratings."""
        return self.filter(rating_slug__in=ratings)

    def mentioning_any(self, *, articles: list[str], sources: list[str]) -> Self:
        """Reviews of claims in one of the articles, or whose evidence uses one of the sources."""
        return self.filter(Q(article_slugs__overlap=articles) | Q(source_ids__overlap=sources))

    def on_scale(self, scale: str) -> Self:
        """Reviews whose rating is of a scale."""
        return self.filter(scale_slug=scale)

    def of_kind(self, kind: str) -> Self:
        """Reviews of one kind of claim."""
        return self.filter(kind=kind)

    def in_language(self, tag: str) -> Self:
        """Reviews of claims in a language; a tag finds its regions and scripts too (RFC 4647, 3.3.1)."""
        return self.filter(Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-"))

    def read_in_language(self, tag: str) -> Self:
        """Reviews that can be read in a language, whatever its region: made in it, or translated into it."""
        return self.filter(read_in__contains=[languages.primary(tag)])

    def no_older_than(self, day: date) -> Self:
        """Reviews that were published, or of claims that were made, on that day or later.

        A claim of which only the month or the year is known counts as made on its first day.
        """
        begins = datetime.combine(day, time.min, tzinfo=UTC)
        return self.filter(Q(published_at__gte=begins) | Q(made_on__gte=day.isoformat()))

    def with_impact(self) -> Self:
        """Reviews of claims for which we asked for a correction, the latest request first."""
        return self.filter(impact_on__isnull=False).order_by("-impact_on", "-public_id")

    def outcomes(self) -> dict[str, tuple[int, float | None]]:
        """What came of these corrections: for each outcome how many, and the median of the days until then."""
        sql, values = self.order_by().values_list("impact").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(OUTCOMES.format(reviews=sql), values)
            return {outcome: (count, days) for outcome, count, days in cursor.fetchall()}

    def published_from(self, moment: datetime) -> Self:
        """Reviews first published then or later."""
        return self.filter(published_at__gte=moment)

    def published_until(self, moment: datetime) -> Self:
        """Reviews first published then or earlier."""
        return self.filter(published_at__lte=moment)

    def published_before(self, moment: datetime) -> Self:
        """Reviews first published earlier than that."""
        return self.filter(published_at__lt=moment)

    def at_the_end_of(self, slug: str) -> "Review":
        """The review that an address leads to, through every claim that was merged into another."""
        review = self.get(slug=slug)
        while review.moved_to:
            review = self.get(slug=review.moved_to)
        return review

    def like(self, text: str, language: str | None = None) -> Self:
        """Reviews that share the long words of a longer text, the best match first; some share only one."""
        long = sorted(dict.fromkeys(WORD.findall(text.lower())), key=len, reverse=True)[:WORDS_AT_MOST]
        return self.search(" or ".join(long), language) if long else self.none()

    def matching(self, words: str, language: str | None = None) -> Self:
        """Reviews that match the words, or a statement spelt much like them."""
        near = Q(statement__trigram_word_similar=words)
        return self.filter(Q(search=either_language(words, language)) | near)

    def search(self, words: str, language: str | None = None) -> Self:
        """Reviews that match the words, best match first; of very many, the newest."""
        query = either_language(words, language)
        hits = self.matching(words, language).newest().values("pk")[:RANKED_AT_MOST]
        closeness = SearchRank(F("search"), query) + TrigramWordSimilarity(words, "statement") / 10
        ranked: Self = self.filter(pk__in=hits).annotate(closeness=closeness)
        return ranked.order_by("-closeness", "-published_at", "-public_id")


class Review(models.Model):
    """The current public face of a fact-check: a projection of the record that can be rebuilt from it."""

    public_id = models.CharField(max_length=12, primary_key=True)
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, related_name="review", verbose_name=_("claim"))
    number = models.PositiveBigIntegerField(
        _("entry of the record"),
        unique=True,
        null=True,
        help_text=_("None from an embargo's moment until it is entered."),
    )
    commitment = models.CharField(_("commitment"), max_length=64)
    erased = models.CharField(
        _("redaction"),
        max_length=64,
        blank=True,
        help_text=_("The digest of a document that the law had redacted."),
    )
    slug = models.CharField(_("address"), max_length=80, unique=True)
    statement = models.TextField(_("statement"))
    language = models.CharField(_("language"), max_length=35)
    kind = models.CharField(_("kind"), max_length=12)
    rating_slug = models.CharField(_("rating"), max_length=80, blank=True)
    rating_value = models.PositiveSmallIntegerField(_("value"), null=True)
    scale_slug = models.CharField(_("rating scale"), max_length=80, blank=True)
    topic_slugs = ArrayField(models.CharField(max_length=80), default=list)
    speaker_slugs = ArrayField(models.CharField(max_length=80), default=list)
    article_slugs = ArrayField(models.CharField(max_length=80), default=list)
    source_ids = ArrayField(models.CharField(max_length=12), default=list)
    published_at = models.DateTimeField(_("first published"))
    changed_at = models.DateTimeField(_("last changed"))
    told_at = models.DateTimeField(
        _("told"), db_default=Now(), help_text=_("When what it tells was written; a later translation says it again.")
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    moved_to = models.CharField(
        _("moved to"), max_length=80, blank=True, help_text=_("The address of the claim that it was merged into.")
    )
    appearances = models.PositiveIntegerField(_("appearances"), default=0)
    said = models.JSONField(
        _("when it was said"), default=dict, help_text=_("The earliest known date of each speaker, by their address.")
    )
    made_by = models.CharField(
        _("claim made by"), max_length=200, default="", help_text=_("The first who is known to have made it.")
    )
    made_on = PartialDateField(_("claim made on"), default="", help_text=_("By that one; empty where unknown."))
    read_in = ArrayField(
        models.CharField(max_length=8),
        verbose_name=_("can be read in"),
        default=list,
        help_text=_("The languages of the check and of its translations, without regions."),
    )
    impact = models.JSONField(_("corrections asked for"), default=list)
    impact_on = models.DateField(
        _("last correction asked for"), null=True, help_text=_("None where readers know of no such request.")
    )
    review_by = models.DateField(
        _("check again by"), null=True, help_text=_("What readers were told, whatever the desk holds since.")
    )
    card = models.TextField(_("summary document"))
    document = models.TextField(_("document"))
    search = SearchVectorField(null=True)
    nearness: int  # of those that related_to found

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [
            models.Index(
                F("published_at").desc(),
                F("public_id").desc(),
                name="reviews_newest_first",
                condition=Q(withdrawn=False),
            ),
            models.Index(
                F("changed_at").desc(),
                F("public_id").desc(),
                name="reviews_last_changed_first",
                condition=Q(withdrawn=False),
            ),
            models.Index(
                F("appearances").desc(),
                F("published_at").desc(),
                F("public_id").desc(),
                name="reviews_most_repeated_first",
                condition=Q(withdrawn=False),
            ),
            models.Index(
                F("impact_on").desc(),
                F("public_id").desc(),
                name="reviews_with_corrections_asked",
                condition=Q(withdrawn=False, impact_on__isnull=False),
            ),
            models.Index(
                fields=["review_by"], name="reviews_to_be_checked_again", condition=Q(review_by__isnull=False)
            ),
            GinIndex(fields=["topic_slugs"], name="reviews_by_topic"),
            GinIndex(fields=["speaker_slugs"], name="reviews_by_speaker"),
            GinIndex(fields=["article_slugs"], name="reviews_by_article"),
            GinIndex(fields=["source_ids"], name="reviews_by_source"),
            GinIndex(fields=["read_in"], name="reviews_by_language_read"),
            GinIndex(fields=["search"], name="reviews_by_word"),
            GinIndex(OpClass(F("statement"), "gin_trgm_ops"), name="reviews_by_spelling"),
            models.Index(fields=["rating_slug", "-published_at"], name="reviews_by_rating"),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def tag(self) -> str:
        """What differs whenever readers are shown something else: the commitment, and the redaction if there is one."""
        return self.commitment + self.erased

    @cached_property
    def face(self) -> dict[str, Any]:
        """The whole published document."""
        return json.loads(self.document)

    @cached_property
    def plain_card(self) -> dict[str, Any]:
        """What lists show of it, as it was written, with its translations."""
        return json.loads(self.card)

    @cached_property
    def summary_card(self) -> dict[str, Any]:
        """What lists show of it, in the reader's language where it is translated into that."""
        return _spoken(self.plain_card, get_language() or "")


def _spoken(card: dict[str, Any], language: str) -> dict[str, Any]:
    tag = languages.chosen(card.get("translations", {}), language)
    if not tag or languages.speaks(card["language"], language):
        return card
    said = card["translations"][tag]
    rating = card["rating"] | {"label": said["label"] or card["rating"]["label"]}
    return card | {"language": tag, "statement": said["statement"], "summary": said["summary"], "rating": rating}
