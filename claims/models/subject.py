from collections.abc import Collection
from typing import Self

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.addresses import is_web_address, same_page
from claims.vocabulary import Display, SubjectKind, TopicKind

from .article import ArticleVersion
from .constraints import one_of


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

    def at_address(self, address: str) -> Self:
        """Articles and sources that stand there, however the address is written."""
        return self.filter(page=same_page(address)) if is_web_address(address) else self.none()

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
    page = models.TextField(
        _("page of others"), blank=True, help_text=_("The one spelling for the address of an article or a source.")
    )
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
            HashIndex(fields=["page"], name="subjects_by_page"),
        ]

    def __str__(self) -> str:
        return self.name
