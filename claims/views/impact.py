from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from claims.formats.canonical import instant
from claims.formats.impact import standing, with_days
from claims.models import Review

from .asking import Page, page
from .caching import answer

Json = dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The corrections that we asked for, counted by what came of them, and each with its claim."""
    reviews = Review.objects.public().with_impact()
    found = page(request, reviews.cards())
    counted = standing(reviews.outcomes())
    shown = [counted, found.number, found.older, *(review.tag for review in found.rows)]
    return answer(request, "claims/impact.html", lambda: _context(counted, found), shows=shown)


def _context(counted: Json, found: Page) -> Json:
    return {"counted": counted, "page": found, "checks": [_check(review) for review in found.rows]}


def _check(review: Review) -> Json:
    """A claim with what was asked for it, the latest request first."""
    told_at = instant(review.told_at)
    return {
        "card": review.summary_card,
        "told_at": told_at,
        "requests": [with_days(request) for request in reversed(review.impact)],
    }
