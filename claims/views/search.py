from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from claims.models import Review, Subject
from claims.models.review import ReviewQuerySet
from claims.vocabulary import ClaimKind, SubjectKind

from .asking import one_of, page, words
from .caching import answer

FILTERS_AT_MOST = 100
SUGGESTIONS = 6
LEAST_LETTERS = 2
Asked = dict[str, str]


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """The checks that match a reader's words, or all of them, newest first."""
    asked = {name: words(request, name) for name in ("q", "rating", "topic")}
    asked["kind"] = one_of(request, "kind", ClaimKind.values)
    found = page(request, _matching(asked).cards())
    filters = list(Subject.objects.public().most_reviewed_filters()[:FILTERS_AT_MOST])
    shown = [*asked.values(), found.number, found.older]
    shown += [review.tag for review in found.rows]
    shown += [f"{subject.slug} {subject.name} {subject.changed_at}" for subject in filters]
    context = {"asked": asked, "page": found, "narrowed": any(asked.values())}
    return answer(
        request,
        "claims/search.html",
        lambda: context | _choices(filters) | {"cards": [review.summary_card for review in found.rows]},
        shows=shown,
    )


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """The few checks that match best what a reader has typed so far; a part of a page."""
    typed = words(request, "q")
    searched = len(typed) >= LEAST_LETTERS
    found = Review.objects.public().search(typed, get_language()).cards()[:SUGGESTIONS] if searched else []
    reviews = list(found)
    context = {"searched": searched, "cards": [review.summary_card for review in reviews]}
    response = answer(
        request, "claims/suggestions.html", lambda: context, shows=[typed, *(review.tag for review in reviews)]
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _matching(asked: Asked) -> ReviewQuerySet:
    """The reviews asked for: best match first where there are words, else newest first."""
    reviews = Review.objects.public()
    if asked["rating"]:
        reviews = reviews.rated(asked["rating"])
    if asked["topic"]:
        reviews = reviews.about(asked["topic"])
    if asked["kind"]:
        reviews = reviews.of_kind(asked["kind"])
    if asked["q"]:
        return reviews.search(asked["q"], get_language())
    return reviews.newest()


def _choices(filters: list[Subject]) -> dict[str, Any]:
    """What the list can be narrowed to: each rating once, topics by name, kinds."""
    scales = [subject.document for subject in filters if subject.kind == SubjectKind.SCALE]
    ratings = {rating["slug"]: rating for scale in scales for rating in scale["ratings"]}
    topics = [subject for subject in filters if subject.kind == SubjectKind.TOPIC]
    return {
        "ratings": list(ratings.values()),
        "topics": sorted(topics, key=lambda topic: topic.name.casefold()),
        "kinds": ClaimKind.choices,
    }
