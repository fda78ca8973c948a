from datetime import date, datetime
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from claims.agreement import Agreement, Pair, agreement

from .claim import Claim
from .rating import Rating
from .user import User


class SecondVerdictQuerySet(models.QuerySet["SecondVerdict"]):
    def waiting(self) -> Self:
        """Those that were asked for and not given yet, longest waiting first."""
        return self.filter(given_at=None).order_by("asked_at")

    def given(self) -> Self:
        """Those that were given, with both ratings, oldest first."""
        return self.filter(given_at__isnull=False).select_related("rating", "first_rating").order_by("given_at")

    def agreement_per_month(self, since: datetime) -> dict[date, Agreement]:
        """How far the two ratings agreed in each month from that moment on, by the month's first day, oldest first."""
        counted = (
            self.filter(given_at__gte=since)
            .annotate(month=TruncMonth("given_at", output_field=models.DateField()))
            .values_list("month", "first_rating", "rating")
            .annotate(times=models.Count("pk"))
            .order_by("month")
        )
        months: dict[date, dict[Pair, int]] = {}
        for month, first, second, times in counted:
            months.setdefault(month, {})[first, second] = times
        return {month: found for month, pairs in months.items() if (found := agreement(pairs))}

    def of(self, person: User) -> Self:
        """Those that were asked of somebody."""
        return self.filter(asked_of=person)


@pghistory.track()
class SecondVerdict(models.Model):
    """A rating by a second checker who does not see the first."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="second_verdicts", verbose_name=_("claim"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="second_verdicts", verbose_name=_("asked of")
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, related_name="+", verbose_name=_("second rating"))
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    given_at = models.DateTimeField(_("given"), null=True)
    first_rating = models.ForeignKey(
        Rating,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("first rating"),
        help_text=_("What the first checker's verdict said when the second was given."),
    )

    objects = SecondVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("second verdict")
        verbose_name_plural = _("second verdicts")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(given_at=None), name="second_verdict_is_asked_for_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(given_at=None, rating=None, first_rating=None)
                | Q(given_at__isnull=False, rating__isnull=False, first_rating__isnull=False),
                name="second_verdict_is_given_with_both_ratings",
            ),
        ]

    def __str__(self) -> str:
        return str(self.rating or self.asked_of)
