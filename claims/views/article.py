from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.formats.article_map import article_map
from claims.formats.highlights import Highlighted, excerpts, highlights
from claims.formats.passages import passages
from claims.formats.share_checked import share_checked
from claims.models import Review, Subject
from claims.vocabulary import Display, SubjectKind

from .caching import answer

CLAIMS_AT_MOST = 300
Json = dict[str, Any]


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An article with every published claim marked where it stands, or those with the ratings asked for."""
    articles = Subject.objects.public().of_kind(SubjectKind.ARTICLE).select_related("text_version")
    article = get_object_or_404(articles, slug=slug)
    reviews = list(Review.objects.public().in_article(slug).newest().cards()[:CLAIMS_AT_MOST])
    asked = request.GET.getlist("rating")
    shown = [article.changed_at, article.display, article.reviews, *(review.tag for review in reviews)]
    return answer(request, "claims/article.html", lambda: _context(article, reviews, asked), shows=shown)


def _context(article: Subject, reviews: list[Review], asked: list[str]) -> Json:
    cards = [review.summary_card for review in reviews]
    ratings = choices(cards, asked)
    chosen = {choice["rating"]["slug"] for choice in ratings if choice["chosen"]}
    whole = _marked(article, cards)
    marked = _marked(article, [card for card in cards if card["rating"]["slug"] in chosen]) if chosen else whole
    titled = bool(marked.parts) and marked.parts[0].kind == "title"
    return {
        "article": article.document,
        "display": article.display,
        "marked": marked,
        "opening": marked.parts[0] if titled else None,
        "body": marked.parts[1:] if titled else marked.parts,
        "more": article.reviews > len(reviews),
        "claims": len(cards),
        "choices": ratings,
        "chosen": chosen,
        "asked": asked,
    } | _in_the_text(article, whole, marked)


def choices(cards: list[Json], asked: Sequence[str] = ()) -> list[Json]:
    """The ratings of an article's claims, truest first, each with the address that adds it or takes it away."""
    counted: dict[str, Json] = {}
    for card in cards:
        choice = counted.setdefault(
            card["rating"]["slug"], {"rating": card["rating"], "steps": card["steps"], "count": 0}
        )
        choice["count"] += 1
    chosen = [slug for slug in counted if slug in asked]
    for slug, choice in counted.items():
        others = [other for other in chosen if other != slug]
        choice["chosen"] = slug in chosen
        choice["query"] = urlencode([("rating", other) for other in (others if slug in chosen else [*others, slug])])
    return sorted(counted.values(), key=lambda choice: (-(choice["rating"]["position"] or 0), choice["rating"]["slug"]))


def _marked(article: Subject, cards: list[Json]) -> Highlighted:
    """As much of the text as readers may see, with its claims."""
    version = article.text_version
    if article.display != Display.FULL or version is None:
        return excerpts(article.slug, cards)
    return highlights(version.text, title=article.name, article=article.slug, sha256=version.sha256, cards=cards)


def _in_the_text(article: Subject, whole: Highlighted, marked: Highlighted) -> Json:
    """What is told of the text as a whole, where readers see the whole: its map, and how much of it was checked."""
    version = article.text_version
    if article.display != Display.FULL or version is None:
        return {}
    shapes = passages(version.text, article.name)
    return {
        "ticks": article_map(marked.places, len(version.text)),
        "share": share_checked(version.text, shapes, whole.places, article.document["language"]),
    }
