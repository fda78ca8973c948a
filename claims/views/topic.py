from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.models import Review, Subject
from claims.vocabulary import SubjectKind, TopicKind

from .asking import Page, page
from .caching import answer
from .counts import context_of_counts, csv_of_counts

LISTED_AT_MOST = 500


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The checks about a topic, newest first, and how many have which rating."""
    topic = _topic(slug)
    found = page(request, Review.objects.public().about(slug).newest().cards())
    shown = [topic.changed_at, topic.reviews, found.number, found.older, *(r.tag for r in found.rows)]
    return answer(request, "claims/topic.html", lambda: _context(request, topic, found), shows=shown)


@require_safe
def counts(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is drawn on a topic's page, as a table."""
    return csv_of_counts(request, _topic(slug))


@require_safe
def themes(request: HttpRequest) -> HttpResponseBase:
    """All topics but the places, by name."""
    return _listed(request, TopicKind.THEME)


@require_safe
def places(request: HttpRequest) -> HttpResponseBase:
    """The places that checks are about, by name."""
    return _listed(request, TopicKind.PLACE)


def _topic(slug: str) -> Subject:
    return get_object_or_404(Subject.objects.public().of_kind(SubjectKind.TOPIC), slug=slug)


def _context(request: HttpRequest, topic: Subject, found: Page) -> dict[str, Any]:
    return {
        "topic": topic.document,
        "page": found,
        "cards": [review.summary_card for review in found.rows],
        **context_of_counts(request, topic),
    }


def _listed(request: HttpRequest, kind: TopicKind) -> HttpResponseBase:
    topics = list(Subject.objects.public().topics_of_kind(kind)[:LISTED_AT_MOST])
    return answer(
        request,
        "claims/topics.html",
        lambda: {"kind": kind.value, "topics": _with_bars(topics)},
        shows=[kind, *(f"{topic.slug} {topic.name} {topic.reviews}" for topic in topics)],
    )


def _with_bars(topics: list[Subject]) -> list[dict[str, Any]]:
    """Each topic with the length of its bar in per cent of the longest."""
    most = max((topic.reviews for topic in topics), default=1)
    return [{"topic": topic, "width": round(100 * topic.reviews / most, 2)} for topic in sorted(topics, key=_by_name)]


def _by_name(topic: Subject) -> str:
    return topic.name.casefold()
