from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .constraints import filled
from .publication import DIGEST, Publication


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def newest_first(self) -> Self:
        """Every note, with who wrote it and how many entries of the record it is about."""
        counted = self.annotate(entries=models.Count("publications"))
        return counted.select_related("erased_by").order_by("-pk")


class Erasure(models.Model):
    """The note that stays when a natural person's data were erased because the law asks for it.

    While its transaction lasts, and only then, the database lets the history and the record be redacted:
    triggers ask for this row by the number of the transaction that wrote it.
    """

    subject = models.CharField(_("what is erased"), max_length=200, help_text=_("For colleagues. Without the name."))
    basis = models.CharField(
        _("legal basis"), max_length=500, help_text=_("Readers see it beside each entry: “GDPR, article 17”.")
    )
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("erased by")
    )
    erased_at = models.DateTimeField(_("erased"), auto_now_add=True)
    transaction = models.BigIntegerField(default=0, editable=False, help_text=_("Filled in by a trigger."))
    publications = models.ManyToManyField(
        Publication, through="ErasedEntry", related_name="erasures", verbose_name=_("entries")
    )

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-pk"]
        constraints = [filled("erasure", "subject"), filled("erasure", "basis")]

    def __str__(self) -> str:
        return self.subject


class ErasedEntry(models.Model):
    """One entry of the record that an erasure redacted, and the digest of the text that stands there since."""

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="erased_entries", verbose_name=_("erasure"))
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="erased_entries", verbose_name=_("entry"))
    digest = models.CharField(_("digest of the redacted document"), max_length=64)

    class Meta:
        verbose_name = _("erased entry")
        verbose_name_plural = _("erased entries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["erasure", "publication"], name="erased_entry_is_noted_once"),
            models.CheckConstraint(condition=models.Q(digest__regex=DIGEST), name="erased_entry_digest_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.erasure}"
