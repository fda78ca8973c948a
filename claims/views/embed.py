"""A check or an article in the pages of others: no script, no cookie, and always as it stands now."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from claims.formats.document import steps
from claims.formats.sharing import first_said, newest_told
from claims.formats.translated import in_spoken_language
from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .article import CLAIMS_AT_MOST, choices
from .asking import one_of
from .caching import FRESH, answer

THEMES = ("light", "dark")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'none'; style-src 'self'; font-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors *"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}
Json = dict[str, Any]


@require_safe
@xframe_options_exempt
def card(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One check for a frame: what was claimed, what was found, and what changed since."""
    theme = one_of(request, "theme", THEMES)
    reviews = Review.objects.readable().faces()
    review = get_object_or_404(reviews, pk=public_id)
    if review.moved_to:
        review = reviews.at_the_end_of(review.moved_to)
    return _framed(answer(request, "claims/embed.html", lambda: _context(review, theme), shows=[review.tag]))


@require_safe
@xframe_options_exempt
def of_claim(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The way from the page of a check to what is embedded of it."""
    theme = one_of(request, "theme", THEMES)
    review = get_object_or_404(Review.objects.readable().cards(), slug=slug)
    there = HttpResponseRedirect(reverse("embed", args=[review.pk]) + (f"?theme={theme}" if theme else ""))
    patch_cache_control(there, **FRESH)
    return _framed(there)


@require_safe
@xframe_options_exempt
def article(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One article for a frame: how many of its claims were checked, and how they came out."""
    theme = one_of(request, "theme", THEMES)
    subject = get_object_or_404(Subject.objects.public().of_kind(SubjectKind.ARTICLE), slug=slug)
    reviews = list(Review.objects.public().in_article(slug).newest().cards()[:CLAIMS_AT_MOST])
    shows = [subject.changed_at, *(review.tag for review in reviews)]
    return _framed(
        answer(
            request,
            "claims/embed_article.html",
            lambda: {
                "theme": theme,
                "article": subject.document,
                "claims": len(reviews),
                "choices": choices([review.summary_card for review in reviews]),
            },
            shows=shows,
        )
    )


def _framed(response: HttpResponseBase) -> HttpResponseBase:
    """An answer that the frames of any site may show."""
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _context(review: Review, theme: str) -> Json:
    face = in_spoken_language(review.face).face
    verdict = face["verdict"]
    return {
        "theme": theme,
        "claim": face["claim"],
        "record": face["record"],
        "verdict": verdict,
        "steps": steps(verdict["scale"]) if verdict else 0,
        "said": first_said(face["appearances"]),
        "newest": newest_told(face),
    }
