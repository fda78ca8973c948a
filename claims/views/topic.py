from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .asking import page
from .caching import answer


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The checks about a topic, newest first."""
    topic = get_object_or_404(Subject.objects.public().of_kind(SubjectKind.TOPIC), slug=slug)
    found = page(request, Review.objects.public().about(slug).newest().cards())
    shown = [topic.changed_at, found.number, found.older, *(r.tag for r in found.rows)]
    return answer(
        request,
        "claims/topic.html",
        lambda: {
            "topic": topic.document,
            "page": found,
            "cards": [review.summary_card for review in found.rows],
        },
        shows=shown,
    )
