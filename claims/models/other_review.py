from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .constraints import LANGUAGE_TAG, filled, partial_date, web_address
from .fields import PartialDateField, WebAddressField
from .publication import DIGEST


class OtherReview(models.Model):
    """A fact-check of another publisher, as its ClaimReview tells it. No reader sees it."""

    external_id = models.CharField(_("digest of its address and claim"), max_length=64, editable=False)
    url = WebAddressField(_("address"), blank=False)
    claim_reviewed = models.TextField(_("claim"))
    claimants = models.CharField(_("claim made by"), max_length=500, blank=True)
    made_on = PartialDateField(_("claim made on"))
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    publisher_url = WebAddressField(_("publisher's address"))
    rating_label = models.CharField(_("rating"), max_length=1000, blank=True)
    rating_value = models.DecimalField(_("rating as a number"), max_digits=12, decimal_places=4, null=True)
    rating_best = models.DecimalField(_("best rating"), max_digits=12, decimal_places=4, null=True)
    rating_worst = models.DecimalField(_("worst rating"), max_digits=12, decimal_places=4, null=True)
    published_on = PartialDateField(_("published"))
    language = models.CharField(_("language"), max_length=35, blank=True)
    markup = models.JSONField(_("markup"), help_text=_("As it was given."))
    sha256 = models.CharField(_("digest of the markup"), max_length=64, editable=False)
    first_seen_at = models.DateTimeField(_("first seen"), db_default=Now())
    changed_at = models.DateTimeField(_("changed"), db_default=Now())

    class Meta:
        verbose_name = _("review of another publisher")
        verbose_name_plural = _("reviews of other publishers")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["external_id"], name="other_review_is_kept_once"),
            filled("other_review", "url"),
            filled("other_review", "claim_reviewed"),
            web_address("other_review", "url"),
            web_address("other_review", "publisher_url"),
            partial_date("other_review", "made_on"),
            partial_date("other_review", "published_on"),
            CheckConstraint(
                condition=Q(language="") | Q(language__regex=LANGUAGE_TAG), name="other_review_language_is_a_tag"
            ),
            CheckConstraint(
                condition=Q(external_id__regex=DIGEST, sha256__regex=DIGEST), name="other_review_digests_are_sha256"
            ),
        ]

    def __str__(self) -> str:
        return self.url


class ReviewImport(models.Model):
    """How far the import of a file with reviews of other publishers has come."""

    file_sha256 = models.CharField(_("digest of the file"), max_length=64, editable=False)
    done = models.PositiveIntegerField(_("items done"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    started_at = models.DateTimeField(_("started"), db_default=Now())
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("import of reviews")
        verbose_name_plural = _("imports of reviews")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            CheckConstraint(condition=Q(file_sha256__regex=DIGEST), name="review_import_file_is_named_by_its_digest"),
            models.UniqueConstraint(
                fields=["file_sha256"], condition=Q(finished_at=None), name="review_import_of_a_file_runs_once"
            ),
        ]

    def __str__(self) -> str:
        return self.file_sha256

    @property
    def same(self) -> int:
        """How many said nothing new."""
        return self.done - self.new - self.changed - self.refused
