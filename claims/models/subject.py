from collections.abc import Collection
from typing import Self

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT, KeyTransform
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Display, SubjectKind, TopicKind

from .article import ArticleVersion
from .constraints import one_of

CITED = (SubjectKind.ARTICLE, SubjectKind.SOURCE)  # what stands somewhere else


class SubjectQuerySet(models.QuerySet["Subject"]):
    def public(self) -> Self:
        """Subjects that at least one public review mentions, as they are now."""
        begun = Q(shown_from__lte=Now())
        return self.filter(begun, Q(shown_until=None) | Q(shown_until__gt=Now()), reviews__gt=0)

    def of_kind(self, kind: SubjectKind) -> Self:
        """Subjects of one kind by name."""
        return self.filter(kind=kind).order_by("name", "slug")

    def per_kind(self) -> dict[str, int]:
        """How many there are of each kind."""
        return dict(self.order_by().values_list("kind").annotate(models.Count("slug")))

    def at_address(self, spellings: Collection[str]) -> Self:
        """Articles and sources whose address is written in one of these ways."""
        return self.filter(kind__in=CITED, document__url__in=list(spellings))

    def most_reviewed_topics(self) -> Self:
        """Topics, those with the most reviews first."""
        return self.filter(kind=SubjectKind.TOPIC).order_by("-reviews", "name", "slug")

    def topics_of_kind(self, kind: TopicKind) -> Self:
        """Topics that are themes, or places, by name; where a document does not say it, it is a theme."""
        wanted = Q(document__kind=kind)
        if kind == TopicKind.THEME:
            wanted |= Q(document__kind__isnull=True)
        return self.of_kind(SubjectKind.TOPIC).filter(wanted)

    def known_ratings(self) -> list[str]:
        """The ratings of all scales, each once, as addresses name them."""
        scales = self.of_kind(SubjectKind.SCALE).values_list("document", flat=True)
        return list(dict.fromkeys(rating["slug"] for scale in scales for rating in scale["ratings"]))

    def with_original(self, spellings: Collection[str]) -> Self:
        """Articles whose original has one of these addresses, whatever else stands behind it: #part, ?utm_source."""
        kept = Q(original__in=spellings)
        for address in spellings:
            kept |= Q(original__startswith=f"{address}#")
            kept |= Q(original__startswith=f"{address}{'&' if '?' in address else '?'}utm_")
        return self.alias(original=KT("document__url")).filter(kept)

    def scales_and_topics(self, topics: Collection[str]) -> Self:
        """All scales, and these topics."""
        return self.filter(Q(kind=SubjectKind.SCALE) | Q(kind=SubjectKind.TOPIC, slug__in=topics)).order_by("slug")


class PublishedAddress(models.Model):
    """An address that readers were once given, or will be at a set time: triggers keep it where it is."""

    kind = models.CharField(_("kind"), max_length=8, choices=SubjectKind)
    slug = models.CharField(_("address"), max_length=80)

    class Meta:
        verbose_name = _("published address")
        verbose_name_plural = _("published addresses")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="address_is_kept_once"),
            one_of("address", "kind", SubjectKind.values),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class Subject(models.Model):
    """An article, speaker, topic, source or rating scale as last published: a projection of the record.

    It has another row for each moment at which an embargo that mentions it ends.
    """

    pk = models.CompositePrimaryKey("kind", "slug", "shown_from")
    kind = models.CharField(_("kind"), max_length=8, choices=SubjectKind)
    slug = models.CharField(_("address"), max_length=80)
    name = models.CharField(_("name"), max_length=500)
    document = models.JSONField(_("document"))
    reviews = models.PositiveIntegerField(_("reviews"))
    changed_at = models.DateTimeField(_("last changed"))
    shown_from = models.DateTimeField(_("shown from"))
    shown_until = models.DateTimeField(_("shown until"), null=True)
    display = models.CharField(_("what readers see"), max_length=8, choices=Display, blank=True)
    text_version = models.ForeignKey(ArticleVersion, models.PROTECT, null=True, related_name="+")

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints = [
            one_of("subject", "kind", SubjectKind.values),
            models.CheckConstraint(
                condition=Q(kind=SubjectKind.ARTICLE, text_version__isnull=False)
                | (~Q(kind=SubjectKind.ARTICLE) & Q(text_version__isnull=True)),
                name="subject_has_a_text_if_it_is_an_article",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "name", "slug"], name="subjects_by_name"),
            HashIndex(KeyTransform("url", "document"), name="subjects_by_address"),
        ]

    def __str__(self) -> str:
        return self.name
