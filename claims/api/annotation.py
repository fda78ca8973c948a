"""The verdicts on an article for those who read the original: W3C Web Annotations and their protocol, read only."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from claims.formats.annotation import (
    MEDIA_TYPE,
    Contained,
    House,
    Original,
    annotation,
    collection,
    page,
    places,
)
from claims.models import Review, Subject
from claims.vocabulary import SubjectKind

from .caching import fresh
from .errors import problem, unreadable
from .links import site
from .parameters import Parameter, number, text
from .reading import READS, Asked, PublicRead, written

Json = dict[str, Any]
MARKED_AT_MOST = 1000  # checks of a collection
ARTICLES_AT_MOST = 10  # that have one original
LDP = "http://www.w3.org/ns/ldp#"
PREFERENCES = "http://www.w3.org/ns/oa#PreferContained"
PAGE = Parameter("page", number(1, 10_000), "From 1.", {"type": "integer"})
IRIS = Parameter("iris", number(0, 1), "1: the addresses of the annotations alone.", {"type": "integer"})
URL = Parameter("url", text(2000), "The address of an original.", {"type": "string"})


class Container(PublicRead):
    """Annotations, page by page; a program says by Prefer how much of them it wants."""

    schema = None
    parameters: ClassVar[tuple[Parameter, ...]] = (PAGE, IRIS)

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        prefers = request.headers.get("Prefer", "")
        only_ids = bool(asked.get("iris", wants_ids(prefers)))
        contained = self.contained(request, asked, only_ids=only_ids)
        if "page" not in asked:
            whole = collection(contained, house(request), embeds=f"{LDP}PreferMinimalContainer" not in prefers)
            answer = as_annotations(request, whole, "BasicContainer", "Prefer")
            answer["Content-Location"] = contained.at()
            return answer
        if asked["page"] > contained.pages:
            raise Http404
        return as_annotations(request, page(contained, asked["page"]), "Resource")

    def contained(self, request: HttpRequest, asked: Asked, *, only_ids: bool) -> Contained:
        """The annotations that are asked for."""
        raise NotImplementedError


class OfArticle(Container):
    """The annotations of an article."""

    def contained(self, request: HttpRequest, asked: Asked, *, only_ids: bool) -> Contained:
        article = get_object_or_404(articles(), slug=asked["slug"])
        address = site(request) + reverse("article-annotations", args=[article.slug])
        return Contained(address, article.name, annotations_of(request, [article]), only_ids)


class OfOriginal(Container):
    """The annotations of the articles that have this original; none where we checked nothing in it."""

    parameters = (*Container.parameters, URL)

    def contained(self, request: HttpRequest, asked: Asked, *, only_ids: bool) -> Contained:
        if "url" not in asked:
            raise unreadable({"url": "name the original"})
        found = list(articles().at_address(asked["url"])[:ARTICLES_AT_MOST])
        address = f"{site(request)}{reverse('annotations')}?{urlencode({'url': asked['url']})}"
        return Contained(address, asked["url"], annotations_of(request, found), only_ids)


class One(PublicRead):
    """One annotation at its own address; 410 where its check was withdrawn or merged into another."""

    schema = None

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        review = get_object_or_404(Review.objects.readable().faces(), pk=asked["public_id"])
        if review.withdrawn:
            return problem(410, "withdrawn", review.face["record"]["note"])
        article = get_object_or_404(articles(), slug=asked["slug"])
        for given, _place, found in numbered(request, json.loads(review.card), article):
            if given == asked["number"]:
                return as_annotations(request, found, "Resource")
        raise Http404


def articles() -> Any:
    """The articles that readers may see."""
    return Subject.objects.public().of_kind(SubjectKind.ARTICLE)


def annotations_of(request: HttpRequest, found: Iterable[Subject]) -> list[Json]:
    """Every claim in the articles, at each of its places, in the order of these."""
    by_slug = {article.slug: article for article in found}
    if not by_slug:
        return []
    reviews = Review.objects.public().in_articles(by_slug).newest().values_list("card", flat=True)[:MARKED_AT_MOST]
    rows = [
        ((place["start"], place["end"], row["id"]), row)
        for card in map(json.loads, reviews)
        for article in by_slug.values()
        for _number, place, row in numbered(request, card, article)
    ]
    return [row for _place, row in sorted(rows, key=lambda row: row[0])]


def numbered(request: HttpRequest, card: Json, article: Subject) -> Iterator[tuple[int, Json, Json]]:
    """Yield each place of a claim in an article: its number there, itself, its annotation."""
    here = site(request)
    url = article.document["url"] or here + reverse("article", args=[article.slug])
    original = Original(article.slug, url, article.display)
    claim = here + reverse("claim", args=[card["slug"]])
    for given, place in places(card, article.slug):
        address = here + reverse("annotation", args=[card["id"], article.slug, given])
        yield given, place, annotation(card, place, original, house(request), address=address, page=claim)


def house(request: HttpRequest) -> House:
    """Who speaks."""
    return House(settings.SITE_NAME, site(request))


def wants_ids(prefers: str) -> bool:
    """Whether a program prefers the addresses of annotations to their descriptions, and only these."""
    return f"{PREFERENCES}IRIs" in prefers and f"{PREFERENCES}Descriptions" not in prefers


def as_annotations(request: HttpRequest, body: Json, kind: str, *varies: str) -> HttpResponse:
    """JSON-LD with the headers that the protocol asks for."""
    answer = fresh(request, written(body))
    answer["Content-Type"] = MEDIA_TYPE
    answer["Link"] = f'<{LDP}{kind}>; rel="type"'
    if kind == "BasicContainer":
        answer["Link"] += ', <http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"'
    answer["Allow"] = READS
    patch_vary_headers(answer, ["Accept", *varies])
    return answer
