import json
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Act

from .claim import Claim
from .publication import DIGEST


class EmbargoQuerySet(models.QuerySet["Embargo"]):
    def due(self) -> Self:
        """Those whose moment has passed, in the order in which readers saw them."""
        return self.filter(publish_at__lte=Now()).order_by("publish_at", "pk")


class Embargo(models.Model):
    """A claim that was approved for a later moment: the very document that readers see from then on.

    It is not in the record yet: a job enters it after that moment. Until then it can be called off.
    """

    act: ClassVar[Act] = Act.PUBLISH
    number: ClassVar[None] = None
    erased: ClassVar[str] = ""

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="embargo", verbose_name=_("claim"))
    publish_at = models.DateTimeField(_("publish at"))
    text = models.TextField(_("canonical document"))
    nonce = models.BinaryField(_("nonce"), max_length=32)
    commitment = models.CharField(_("commitment"), max_length=64, unique=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    override_reason = models.TextField(_("reason for the override"), blank=True)
    scheduled_at = models.DateTimeField(_("scheduled"), auto_now_add=True)

    objects = EmbargoQuerySet.as_manager()

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        ordering = ["publish_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("written_by")) | ~Q(override_reason=""),
                name="embargo_has_four_eyes_or_a_reason",
                violation_error_message=_("Somebody other than the writer must approve."),
            ),
            models.CheckConstraint(condition=Q(commitment__regex=DIGEST), name="embargo_commitment_is_sha256"),
        ]

    def __str__(self) -> str:
        return str(self.claim)

    @property
    def published_at(self) -> datetime:
        """When readers see it, as an entry of the record says it."""
        return self.publish_at

    @cached_property
    def document(self) -> dict[str, Any]:
        """What readers will be told."""
        return json.loads(self.text)
