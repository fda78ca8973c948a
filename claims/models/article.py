import hashlib
from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.addresses import bare_host, same_page
from claims.vocabulary import Display, Medium

from .constraints import filled, language_tag, one_of, partial_date, web_address
from .fields import PartialDateField, WebAddressField, without_bad_characters
from .named import NamedQuerySet
from .versioned import Versioned


class ArticleQuerySet(NamedQuerySet):
    """Articles by their names and addresses."""

    def on_page(self, address: str) -> "Article | None":
        """The article whose original is the page at an address, however the address is spelled."""
        if not bare_host(address):
            return None
        near = self.filter(url__icontains=bare_host(address)).order_by("pk").values_list("pk", "url").iterator()
        found = next((pk for pk, url in near if same_page(url) == same_page(address)), None)
        return self.filter(pk=found).first()


@pghistory.track()
class Article(Versioned):
    """Something in which claims are made: a news report, a speech, a post, a transcript."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=400)
    language = models.CharField(_("language"), max_length=35, default="en", help_text=_("As a tag: en, az, zh-Hant."))
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    publisher_url = WebAddressField(_("publisher's site"))
    url = WebAddressField(_("address of the original"))
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    published_on = PartialDateField(
        _("published on"), help_text=_("A year, a month or a day: 2023, 2023-03, 2023-03-30.")
    )
    note = models.TextField(_("note for readers"), blank=True)
    medium = models.CharField(_("medium"), max_length=5, choices=Medium, default=Medium.TEXT)
    display = models.CharField(_("what readers see"), max_length=8, choices=Display, default=Display.EXCERPTS)

    objects = ArticleQuerySet.as_manager()
    named_by = ("title", "publisher", "byline", "slug", "url")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-pk"]
        constraints = [
            filled("article", "title"),
            filled("article", "slug"),
            language_tag("article"),
            one_of("article", "display", Display.values),
            one_of("article", "medium", Medium.values),
            partial_date("article", "published_on"),
            web_address("article", "url"),
            web_address("article", "publisher_url"),
        ]

    def __str__(self) -> str:
        return self.title

    def newest_version(self) -> "ArticleVersion | None":
        """Its text as it was last seen; none where none is kept yet."""
        return self.versions.order_by("-number").first()


@pghistory.track()
class ArticleVersion(models.Model):
    """The text of an article as it stood once. Never changed: a new text is a new version."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"), default=1)
    text = models.TextField(_("text"), max_length=1_000_000, validators=[without_bad_characters])
    sha256 = models.CharField(_("digest"), max_length=64, editable=False)
    seen_at = models.DateTimeField(_("seen"), auto_now_add=True)

    class Meta:
        verbose_name = _("text version")
        verbose_name_plural = _("text versions")
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="article_version_is_numbered_once"),
            models.UniqueConstraint(
                fields=["article", "sha256"],
                name="article_version_differs_from_the_others",
                violation_error_message=_("This text is already kept as a version of the article."),
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="article_version_numbers_start_at_one"),
            filled("article_version", "text"),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the digest of the text (SHA-256 of its UTF-8 bytes, hexadecimal)."""
        self.sha256 = self.digest_of(self.text)
        super().save(*args, **kwargs)

    @staticmethod
    def digest_of(text: str) -> str:
        """How a text is known from others."""
        return hashlib.sha256(text.encode()).hexdigest()
