"""How far first and blind second verdicts agree."""

from collections import Counter

from claims.agreement import Agreement, agreement
from claims.models import SecondVerdict

from .period import Period


def agreement_within(period: Period) -> Agreement | None:
    """Cohen's kappa of the second verdicts that were given in the period; None without any."""
    begins, ends = period.span
    given = SecondVerdict.objects.given().filter(given_at__gte=begins, given_at__lt=ends)
    return agreement(Counter(given.values_list("first_rating__slug", "rating__slug")))
