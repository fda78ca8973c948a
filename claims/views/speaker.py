from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .asking import Page, page
from .caching import answer
from .counts import context_of_counts, csv_of_counts


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who says things, what of it was checked, and how many checks have which rating."""
    speaker = _speaker(slug)
    found = page(request, Review.objects.public().said_by(slug).newest().cards())
    shown = [speaker.changed_at, speaker.reviews, found.number, found.older, *(r.tag for r in found.rows)]
    return answer(request, "claims/speaker.html", lambda: _context(request, speaker, found), shows=shown)


@require_safe
def counts(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is drawn on a speaker's page, as a table."""
    return csv_of_counts(request, _speaker(slug))


def _speaker(slug: str) -> Subject:
    return get_object_or_404(Subject.objects.public().of_kind(SubjectKind.SPEAKER), slug=slug)


def _context(request: HttpRequest, speaker: Subject, found: Page) -> dict[str, Any]:
    return {
        "speaker": speaker.document,
        "page": found,
        "checks": [_check(review.summary_card, speaker.slug) for review in found.rows],
        **context_of_counts(request, speaker),
    }


def _check(card: dict[str, Any], speaker: str) -> dict[str, Any]:
    """A card with this speaker's own part in it."""
    own = [appearance for appearance in card["appearances"] if appearance["speaker"] == speaker]
    return {"card": card, "appearances": own}
