from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from claims.models import COUNTED_AT_MOST, Counted, Review, Subject

from .asking import Page, page, words
from .caching import answer
from .narrowing import Asked, facets, in_order, matching, named, sorts, with_words

SUGGESTIONS = 6
LEAST_LETTERS = 2


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """The checks that match a reader's words and filters, with what they can be narrowed to next."""
    asked = Asked.of(request)
    reviews = matching(asked)
    found = page(request, in_order(reviews, asked).cards())
    counted = with_words(reviews, asked).facets()
    subjects = named(asked, counted)
    shown = [found.number, found.older, counted.total, counted.more, *counted.values.items()]
    shown += [review.tag for review in found.rows]
    shown += [f"{subject.slug} {subject.name} {subject.changed_at}" for subject in subjects]
    return answer(request, "claims/search.html", lambda: _context(asked, found, counted, subjects), shows=shown)


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """The few checks that match best what a reader has typed so far; a part of a page."""
    typed = words(request, "q")
    searched = len(typed) >= LEAST_LETTERS
    found = Review.objects.public().search(typed, get_language()).cards() if searched else Review.objects.none()
    reviews = list(found[:SUGGESTIONS])
    context = {"searched": searched, "cards": [review.summary_card for review in reviews]}
    response = answer(
        request, "claims/suggestions.html", lambda: context, shows=[typed, *(review.tag for review in reviews)]
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _context(asked: Asked, found: Page, counted: Counted, subjects: list[Subject]) -> dict[str, Any]:
    choices = facets(asked, counted, subjects)
    return {
        "asked": asked,
        "kept": [(name, value) for name, value in asked.pairs() if name != "q"],
        "narrowed": asked.narrowed,
        "facets": choices,
        "chosen": [choice | {"title": f["title"]} for f in choices for choice in f["choices"] if choice["chosen"]],
        "sorts": sorts(asked),
        "counted": counted,
        "counted_at_most": COUNTED_AT_MOST,
        "page": found,
        "cards": [review.summary_card for review in found.rows],
    }
