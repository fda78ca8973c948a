"""The pictures that go with links. Each has its newest tag in its address; an older one leads there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from claims.formats.share_card import ShareCard, picture
from claims.formats.sharing import (
    shared_article,
    shared_claim,
    shared_home,
    shared_speaker,
    shared_topic,
)
from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .caching import FRESH, answer_picture

SUBJECTS = {
    SubjectKind.ARTICLE: shared_article,
    SubjectKind.SPEAKER: shared_speaker,
    SubjectKind.TOPIC: shared_topic,
}


@require_safe
def of_claim(request: HttpRequest, slug: str, tag: str) -> HttpResponseBase:
    """What was claimed and what was found, or that the check was withdrawn."""
    reviews = Review.objects.readable().faces()
    review = get_object_or_404(reviews, slug=slug)
    if review.moved_to:
        review = reviews.at_the_end_of(review.moved_to)
    card = shared_claim(review.face, tag=review.tag, site=settings.SITE_NAME).card
    return _answer(request, card, "claim-card", review.slug, asked=(slug, tag))


@require_safe
def of_subject(request: HttpRequest, slug: str, tag: str, kind: SubjectKind) -> HttpResponseBase:
    """The name of an article, a speaker or a topic."""
    subject = get_object_or_404(Subject.objects.public().of_kind(kind), slug=slug)
    card = SUBJECTS[kind](subject.document, site=settings.SITE_NAME).card
    return _answer(request, card, f"{kind}-card", slug, asked=(slug, tag))


@require_safe
def of_home(request: HttpRequest, tag: str) -> HttpResponseBase:
    """What this site is for."""
    return _answer(request, shared_home(site=settings.SITE_NAME).card, "home-card", asked=(tag,))


def _answer(request: HttpRequest, card: ShareCard, page: str, *slug: str, asked: tuple[str, ...]) -> HttpResponseBase:
    """The picture, or the way to its newest address: only that one costs a drawing."""
    newest = (*slug, card.tag)
    if asked != newest:
        there = HttpResponseRedirect(reverse(page, args=newest))
        patch_cache_control(there, **FRESH)
        return there
    response = answer_picture(request, lambda: picture(card), shows=[card.tag])
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
