from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Channel, Outcome

from .claim import Claim
from .constraints import filled, one_of, web_address
from .fields import WebAddressField, without_bad_characters
from .speaker import Speaker


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    def waiting(self) -> Self:
        """Those that nothing came of yet, oldest first."""
        return self.filter(outcome=Outcome.WAITING).order_by("asked_on")


@pghistory.track()
class CorrectionRequest(models.Model):
    """A correction that we asked a speaker or an outlet for, and what came of it."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="correction_requests", verbose_name=_("claim"))
    addressee = models.CharField(_("whom we asked"), max_length=200, validators=[without_bad_characters])
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="correction_requests", verbose_name=_("speaker")
    )
    channel = models.CharField(_("how"), max_length=10, choices=Channel, default=Channel.EMAIL)
    asked_on = models.DateField(_("asked on"))
    outcome = models.CharField(_("what came of it"), max_length=9, choices=Outcome, default=Outcome.WAITING)
    outcome_on = models.DateField(_("since"), null=True, blank=True)
    url = WebAddressField(_("where it can be seen"))
    note = models.TextField(_("note for readers"), max_length=1000, blank=True, validators=[without_bad_characters])
    public = models.BooleanField(_("tell readers"), default=True, help_text=_("With the claim's next publication."))

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction we asked for")
        verbose_name_plural = _("corrections we asked for")
        ordering = ["claim", "asked_on", "pk"]
        constraints = [
            filled("correction_request", "addressee"),
            one_of("correction_request", "channel", Channel.values),
            one_of("correction_request", "outcome", Outcome.values),
            web_address("correction_request", "url"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, outcome_on=None)
                | (~Q(outcome=Outcome.WAITING) & Q(outcome_on__isnull=False)),
                name="correction_request_outcome_has_a_day",
                violation_error_message=_("Say since when, once something came of it."),
            ),
            models.CheckConstraint(
                condition=Q(outcome_on=None) | Q(outcome_on__gte=F("asked_on")),
                name="correction_request_outcome_is_after_it_was_asked",
                violation_error_message=_("The outcome is before the day on which it was asked."),
            ),
        ]

    def __str__(self) -> str:
        return self.addressee

    @property
    def days(self) -> int | None:
        """How many days passed until something came of it."""
        return (self.outcome_on - self.asked_on).days if self.outcome_on else None
