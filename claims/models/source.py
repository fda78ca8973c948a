import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.text import new_public_id
from claims.vocabulary import ReadAs, SourceKind

from .constraints import filled, language_tag, one_of, partial_date, web_address
from .fields import PartialDateField, WebAddressField
from .named import NamedQuerySet
from .versioned import Versioned


@pghistory.track()
class Source(Versioned):
    """A citable document: statistics, a statement, research, a report."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    title = models.CharField(_("title"), max_length=500)
    title_is_descriptive = models.BooleanField(_("the title is our description"), default=False)
    publisher = models.CharField(_("publisher"), max_length=200)
    original_publisher = models.CharField(_("original publisher"), max_length=200, blank=True)
    url = WebAddressField(_("address"))
    published_on = PartialDateField(
        _("published on"), help_text=_("A year, a month or a day: 2023, 2023-03, 2023-03-30.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, default=SourceKind.NEWS)
    language = models.CharField(_("language"), max_length=35, default="en", help_text=_("As a tag: en, az, zh-Hant."))
    read_as = models.CharField(_("read"), max_length=8, choices=ReadAs, default=ReadAs.FULL)
    note = models.TextField(_("note for readers"), blank=True)

    objects = NamedQuerySet.as_manager()
    named_by = ("title", "publisher", "original_publisher", "url", "public_id")

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-pk"]
        constraints = [
            filled("source", "title"),
            filled("source", "publisher"),
            language_tag("source"),
            one_of("source", "kind", SourceKind.values),
            one_of("source", "read_as", ReadAs.values),
            partial_date("source", "published_on"),
            web_address("source", "url"),
            models.UniqueConstraint(
                fields=["url"],
                condition=~models.Q(url=""),
                name="source_address_is_listed_once",
                violation_error_message=_("This address is already listed as a source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


@pghistory.track()
class Capture(models.Model):
    """An archived copy of a source, with the digest of what was seen."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="captures", verbose_name=_("source"))
    url = WebAddressField(_("address of the copy"), blank=False)
    captured_at = models.DateTimeField(_("captured"))
    sha256 = models.CharField(_("digest"), max_length=64, blank=True, help_text=_("SHA-256 of the copy, hexadecimal."))

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ["-captured_at"]
        constraints = [
            web_address("capture", "url"),
            filled("capture", "url"),
            models.UniqueConstraint(fields=["source", "url"], name="capture_is_listed_once"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex="^([0-9a-f]{64})?$"),
                name="capture_digest_is_sha256",
            ),
        ]

    def __str__(self) -> str:
        return self.url
