from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from claims.models import Review

from .asking import page
from .caching import answer

Json = dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The claims that were made more than once, those made most often first."""
    found = page(request, Review.objects.public().repeated().most_repeated().cards())
    return answer(
        request,
        "claims/repeated.html",
        lambda: {"page": found, "checks": [_check(review) for review in found.rows]},
        shows=[found.number, found.older, *(review.tag for review in found.rows)],
    )


def _check(review: Review) -> Json:
    """A card with how often the claim was made, by how many, and when first and last; as far as that is known."""
    card = review.summary_card
    known = sorted(place["said_on"] for place in card["appearances"] if place["said_on"])
    return {
        "card": card,
        "times": review.appearances,
        "speakers": len(card["speakers"]),
        "first": known[0] if known else "",
        "last": known[-1] if len(known) > 1 else "",
    }
