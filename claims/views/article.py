from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.formats.highlights import Highlighted, excerpts, highlights
from claims.models import Review, Subject
from claims.vocabulary import Display, SubjectKind

from .caching import answer

CLAIMS_AT_MOST = 300


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An article with every published claim marked where it stands."""
    articles = Subject.objects.public().of_kind(SubjectKind.ARTICLE).select_related("text_version")
    article = get_object_or_404(articles, slug=slug)
    reviews = list(Review.objects.public().in_article(slug).newest().cards()[:CLAIMS_AT_MOST])
    shown = [article.changed_at, article.display, article.reviews, *(review.tag for review in reviews)]
    return answer(request, "claims/article.html", lambda: _context(article, reviews), shows=shown)


def _context(article: Subject, reviews: list[Review]) -> dict[str, Any]:
    return {
        "article": article.document,
        "display": article.display,
        "marked": _marked(article, [review.summary_card for review in reviews]),
        "more": article.reviews > len(reviews),
    }


def _marked(article: Subject, cards: list[dict[str, Any]]) -> Highlighted:
    """As much of the text as readers may see, with its claims."""
    version = article.text_version
    if article.display != Display.FULL or version is None:
        return excerpts(article.slug, cards)
    return highlights(version.text, title=article.name, article=article.slug, sha256=version.sha256, cards=cards)
