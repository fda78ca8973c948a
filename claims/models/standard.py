import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import WAIVABLE, ClaimKind, GateRule

from .claim import Claim
from .constraints import filled, one_of
from .verdict import SUMMARY_LENGTH
from .versioned import Versioned


class StandardQuerySet(models.QuerySet["Standard"]):
    def of(self, claim: Claim) -> "Standard":
        """The standard for a claim's kind, else the one for every other kind, else the least that there is."""
        found = self.filter(kind__in=[claim.kind, ""]).order_by("-kind").first()
        return found or Standard()


@pghistory.track()
class Standard(Versioned):
    """What a claim of one kind must have before readers see it. The gate asks for it."""

    kind = models.CharField(
        _("kind of claim"),
        max_length=12,
        choices=ClaimKind,
        blank=True,
        unique=True,
        help_text=_("Empty: for every kind that has no standard of its own."),
    )
    evidence_at_least = models.PositiveSmallIntegerField(_("pieces of evidence, at least"), default=1)
    publishers_at_least = models.PositiveSmallIntegerField(
        _("independent publishers, at least"),
        default=1,
        help_text=_("Sources that took it from the same original publisher count as one."),
    )
    needs_primary = models.BooleanField(_("at least one primary source, or a reason why not"), default=False)
    needs_archive = models.BooleanField(_("every online source archived, or waived"), default=False)
    needs_reply = models.BooleanField(_("right of reply recorded, or waived with a reason"), default=False)
    needs_quantity = models.BooleanField(_("a number claimed is compared with a number found"), default=False)
    summary_at_least = models.PositiveSmallIntegerField(_("characters of the summary, at least"), default=0)
    summary_at_most = models.PositiveSmallIntegerField(_("characters of the summary, at most"), default=SUMMARY_LENGTH)
    needs_second_verdict = models.BooleanField(_("a blind second verdict"), default=False)

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("publishing standard")
        verbose_name_plural = _("publishing standards")
        ordering = ["kind"]
        constraints = [
            one_of("standard", "kind", ["", *ClaimKind.values]),
            models.CheckConstraint(
                condition=Q(evidence_at_least__gte=1, publishers_at_least__gte=1),
                name="standard_asks_for_evidence",
                violation_error_message=_("Every claim needs at least one piece of evidence."),
            ),
            models.CheckConstraint(
                condition=Q(summary_at_least__lte=F("summary_at_most"), summary_at_most__lte=SUMMARY_LENGTH),
                name="standard_summary_can_be_written",
                violation_error_message=_("The summary's least length is above its greatest, or that above 280."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display()) if self.kind else _t("Every other kind")


@pghistory.track()
class Waiver(models.Model):
    """A rule of the gate that does not hold for one claim, and why."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="waivers", verbose_name=_("claim"))
    rule = models.CharField(_("rule"), max_length=14, choices=GateRule)
    reason = models.TextField(_("reason"), max_length=1000)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("waived by")
    )
    waived_at = models.DateTimeField(_("waived"), auto_now=True)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["claim", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "rule"], name="waiver_is_given_once_a_rule"),
            models.CheckConstraint(
                condition=Q(rule__in=[rule.value for rule in WAIVABLE]),
                name="waiver_is_of_a_rule_that_can_be_waived",
                violation_error_message=_("This rule cannot be waived."),
            ),
            filled("waiver", "reason"),
        ]

    def __str__(self) -> str:
        return str(self.get_rule_display())
