import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .article import ArticleVersion
from .claim import Claim
from .constraints import partial_date
from .fields import PartialDateField
from .speaker import Speaker


@pghistory.track()
class Appearance(models.Model):
    """A claim made in one article by one speaker: the exact words and their place.

    W3C Web Annotation: TextQuoteSelector (exact, prefix, suffix) and TextPositionSelector (start, end),
    counted in Unicode code points of the text version.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="appearances", verbose_name=_("claim"))
    version = models.ForeignKey(
        ArticleVersion, models.PROTECT, related_name="appearances", verbose_name=_("text version")
    )
    exact = models.TextField(_("quote"), max_length=5000)
    prefix = models.CharField(_("before it"), max_length=64, blank=True)
    suffix = models.CharField(_("after it"), max_length=64, blank=True)
    start = models.PositiveIntegerField(_("from"), editable=False)
    end = models.PositiveIntegerField(_("to"), editable=False)
    hedge = models.CharField(
        _("hedge"),
        max_length=300,
        blank=True,
        help_text=_("Words outside the quote that qualify it."),
    )
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("speaker"),
    )
    role = models.CharField(_("role then"), max_length=200, blank=True)
    said_on = PartialDateField(_("said on"), help_text=_("A year, a month or a day: 2023, 2023-03, 2023-03-30."))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["claim", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "version", "start", "end"],
                name="appearance_is_listed_once",
                violation_error_message=_("This passage is already listed for the claim."),
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="appearance_has_a_length"),
            models.CheckConstraint(
                condition=Q(role="") | Q(speaker__isnull=False),
                name="appearance_role_belongs_to_a_speaker",
                violation_error_message=_("A role needs a speaker."),
            ),
            partial_date("appearance", "said_on"),
        ]

    def __str__(self) -> str:
        return f"“{self.exact}”"
