from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Stance

from .claim import Claim
from .constraints import filled, one_of, partial_date, quantified
from .quantified import Quantified
from .source import Source


@pghistory.track()
class Evidence(Quantified):
    """A source applied to a claim: what it says and which way that cuts.

    `number` is how the rationale cites it, `[5]`; it stays when the order changes.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence", verbose_name=_("claim"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence", verbose_name=_("source"))
    number = models.PositiveSmallIntegerField(_("cited as"))
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, default=Stance.CONTEXT)
    finding = models.TextField(_("finding"), max_length=2000, help_text=_("What the source says, in our words."))
    excerpt = models.TextField(_("excerpt"), max_length=2000, blank=True, help_text=_("A short verbatim passage."))
    locator = models.CharField(_("where in it"), max_length=120, blank=True, help_text=_("Page, table, minute."))
    primary = models.BooleanField(_("primary source"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["claim", "position", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"],
                name="evidence_number_is_given_once",
                violation_error_message=_("Another piece of evidence has this number."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="evidence_numbers_start_at_one"),
            filled("evidence", "finding"),
            one_of("evidence", "stance", Stance.values),
            partial_date("evidence", "figure_as_of"),
            *quantified("evidence"),
        ]

    def __str__(self) -> str:
        return f"[{self.number}] {self.source}"


def next_number(claim: Claim) -> int:
    """The number that no evidence of the claim has or ever had: a rationale may still cite it."""
    events: Any = Evidence._meta.get_field("events").related_model
    given = events._default_manager.filter(claim_id=claim.pk).aggregate(last=models.Max("number"))
    return (given["last"] or 0) + 1
