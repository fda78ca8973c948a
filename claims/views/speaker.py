from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .asking import Page, page
from .caching import answer


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who says things, and what of it was checked."""
    speakers = Subject.objects.public().of_kind(SubjectKind.SPEAKER)
    speaker = get_object_or_404(speakers, slug=slug)
    found = page(request, Review.objects.public().said_by(slug).newest().cards())
    shown = [speaker.changed_at, found.number, found.older, *(r.tag for r in found.rows)]
    return answer(request, "claims/speaker.html", lambda: _context(speaker, found), shows=shown)


def _context(speaker: Subject, found: Page) -> dict[str, Any]:
    return {
        "speaker": speaker.document,
        "page": found,
        "checks": [_check(review.summary_card, speaker.slug) for review in found.rows],
    }


def _check(card: dict[str, Any], speaker: str) -> dict[str, Any]:
    """A card with this speaker's own part in it."""
    own = [appearance for appearance in card["appearances"] if appearance["speaker"] == speaker]
    return {"card": card, "appearances": own}
