import datetime

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Authenticity, Scope

from .claim import Claim
from .constraints import filled, one_of
from .fields import without_bad_characters
from .rating import Rating

SUMMARY_LENGTH = 280


def today() -> datetime.date:
    """The date at the desk."""
    return timezone.localdate()


@pghistory.track()
class Verdict(models.Model):
    """A checker's finding on a claim."""

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="verdict", verbose_name=_("claim"))
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="verdicts", verbose_name=_("rating"))
    scope = models.CharField(_("scope"), max_length=11, choices=Scope, default=Scope.SUBSTANCE)
    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        help_text=_("The answer in two sentences."),
        validators=[without_bad_characters],
    )
    rationale = models.TextField(
        _("rationale"),
        max_length=20_000,
        help_text=_("Markdown. Cite evidence by its number: [5]."),
        validators=[without_bad_characters],
    )
    conflicts = ArrayField(
        models.TextField(max_length=1000),
        verbose_name=_("where sources conflict"),
        default=list,
        blank=True,
    )
    open_questions = ArrayField(
        models.TextField(max_length=1000),
        verbose_name=_("open questions"),
        default=list,
        blank=True,
    )
    as_of = models.DateField(_("as of"), default=today)
    review_by = models.DateField(
        _("check again by"),
        null=True,
        blank=True,
        help_text=_("When it may no longer hold: new figures, a court's ruling."),
    )
    authenticity = models.CharField(
        _("the picture or recording"),
        max_length=16,
        choices=Authenticity,
        blank=True,
        help_text=_("What you found it to be, where the claim was made in one."),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="verdicts",
        verbose_name=_("written by"),
    )

    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        editable=False,
        help_text=_("Everybody who wrote on it since it was last published: none of them may approve it."),
    )

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            filled("verdict", "summary"),
            filled("verdict", "rationale"),
            one_of("verdict", "scope", Scope.values),
            one_of("verdict", "authenticity", ["", *Authenticity.values]),
            models.CheckConstraint(
                condition=models.Q(review_by=None) | models.Q(review_by__gt=models.F("as_of")),
                name="verdict_is_checked_again_after_its_day",
                violation_error_message=_("It is to be checked again before the day for which it holds."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # not its rating: whoever is to judge the claim blind may meet it in a list
