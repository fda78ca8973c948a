from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from claims.models import Review, Subject

from .caching import answer
from .imprint import house_as_data, imprint

LATEST = 10
TOPICS = 12


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The latest checks and the topics they are about."""
    latest = list(Review.objects.public().newest().cards()[:LATEST])
    topics = list(Subject.objects.public().most_reviewed_topics()[:TOPICS])
    told = imprint()
    shown = [*(r.tag for r in latest), *(f"{t.slug} {t.name} {t.reviews}" for t in topics), told]
    return answer(
        request,
        "claims/home.html",
        lambda: _context(latest, topics) | {"organisation": house_as_data(request, told)},
        shows=shown,
    )


def _context(latest: list[Review], topics: list[Subject]) -> dict[str, Any]:
    cards = [review.summary_card for review in latest]
    articles = {article["slug"]: article for card in cards for article in card["articles"]}
    return {"cards": cards, "topics": topics, "articles": list(articles.values())}
