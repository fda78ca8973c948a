"""Pages of ours for those who embed them by their addresses (https://oembed.com)."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language_from_path, override

from claims.formats.oembed import ARTICLE_HEIGHTS, CLAIM_HEIGHTS, Embedded, as_xml, oembed
from claims.formats.sharing import Shared, shared_article, shared_claim
from claims.formats.translated import in_spoken_language
from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .caching import fresh
from .errors import problem, unreadable
from .links import path_here, site
from .parameters import Parameter, asked_among_others, number, text
from .reading import Asked, PublicRead, written

PIXELS = {"type": "integer"}
PARAMETERS = (
    Parameter("url", text(2000), "The address of a claim or an article here.", {"type": "string"}),
    Parameter("format", text(20), "json or xml", {"type": "string"}),
    Parameter("maxwidth", number(1, 10_000), "In pixels.", PIXELS),
    Parameter("maxheight", number(1, 10_000), "In pixels.", PIXELS),
)
WRITERS: dict[str, tuple[Callable[[Any], str], str]] = {
    "json": (written, "application/json"),
    "xml": (as_xml, "text/xml; charset=utf-8"),
}


class OEmbed(PublicRead):
    """What stands behind an address here, as a frame. A page that is not published is not there."""

    schema = None
    parameters = PARAMETERS

    def asks(self, request: HttpRequest) -> Asked:
        return asked_among_others(request, self.parameters)

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        given = asked.get("format", "json")
        if given not in WRITERS:
            return problem(501, "unknown_format", f"The formats are: {', '.join(WRITERS)}.")
        if "url" not in asked:
            raise unreadable({"url": "name the page"})
        page = embedded(request, path_here(request, asked["url"]))
        sizes = {name: asked.get(name) for name in ("maxwidth", "maxheight")}
        write, content_type = WRITERS[given]
        answer = fresh(request, write(oembed(page, name=settings.SITE_NAME, site=site(request), **sizes)))
        answer["Content-Type"] = content_type
        return answer


def embedded(request: HttpRequest, path: str) -> Embedded:
    """The page at a path, in the language of that path; Http404 where there is none that can be embedded."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            page = resolve(path if path.endswith("/") else f"{path}/")
        except Resolver404:
            raise Http404 from None
        if page.view_name not in PAGES:
            raise Http404
        return PAGES[page.view_name](request, page.kwargs["slug"])


def claim(request: HttpRequest, slug: str) -> Embedded:
    """A check as it stands now, a withdrawn one as withdrawn; of a merged claim the one that it leads to."""
    reviews = Review.objects.readable().faces()
    review = get_object_or_404(reviews, slug=slug)
    if review.moved_to:
        review = reviews.at_the_end_of(review.moved_to)
    face = in_spoken_language(review.face).face
    shared = shared_claim(review.face, tag=review.tag, site=settings.SITE_NAME)
    return Embedded(
        title=f"{shared.card.word}: {shared.title}",
        frame=site(request) + reverse("embed", args=[review.pk]),
        picture=picture(request, "claim", review.slug, shared),
        author=face["record"]["written_by"]["name"] if face["verdict"] else "",
        heights=CLAIM_HEIGHTS,
    )


def article(request: HttpRequest, slug: str) -> Embedded:
    """An article with its claims checked."""
    subject = get_object_or_404(Subject.objects.public().of_kind(SubjectKind.ARTICLE), slug=slug)
    shared = shared_article(subject.document, site=settings.SITE_NAME)
    return Embedded(
        title=shared.title,
        frame=site(request) + reverse("article-embed", args=[slug]),
        picture=picture(request, "article", slug, shared),
        author="",
        heights=ARTICLE_HEIGHTS,
    )


def picture(request: HttpRequest, page: str, slug: str, shared: Shared) -> str:
    """The address of the share card of a page."""
    return site(request) + reverse(f"{page}-card", args=[slug, shared.card.tag])


PAGES = {"claim": claim, "claim-entry": claim, "article": article}
