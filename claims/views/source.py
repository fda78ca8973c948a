from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.formats.document import steps
from claims.formats.translated import in_spoken_language
from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .asking import Page, page
from .caching import answer

Json = dict[str, Any]


@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A source and what it was evidence for."""
    sources = Subject.objects.public().of_kind(SubjectKind.SOURCE)
    source = get_object_or_404(sources, slug=public_id)
    found = page(request, Review.objects.public().citing(public_id).newest().faces())
    shown = [source.changed_at, found.number, found.older, *(r.tag for r in found.rows)]
    return answer(request, "claims/source.html", lambda: _context(source, found), shows=shown)


def _context(source: Subject, found: Page) -> Json:
    return {
        "source": source.document,
        "page": found,
        "uses": [_use(in_spoken_language(review.face).face, source.slug) for review in found.rows],
    }


def _use(face: Json, source: str) -> Json:
    """A claim with the evidence that this source gave for or against it."""
    return {
        "claim": face["claim"],
        "rating": face["verdict"]["rating"],
        "steps": steps(face["verdict"]["scale"]),
        "evidence": [piece for piece in face["evidence"] if piece["source"]["id"] == source],
    }
