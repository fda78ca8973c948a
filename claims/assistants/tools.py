"""The tools: one question each of what readers may see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path

from claims.errors import Invalid, Refused
from claims.models import Review, Subject
from claims.models.review import ReviewQuerySet
from claims.vocabulary import TopicKind

from . import asked, shapes, telling

TOPICS_AT_MOST = 100
# What in an address of ours names one claim: its pages by their slug, its card and its documents by their id.
OF_A_CLAIM = {
    "claim",
    "claim-beside",
    "claim-embed",
    "claim-entry",
    "embed",
    "api:claim",
    "api:claim-history",
    "api:claim-entry",
}


class NotFound(Refused):
    """There is nothing that readers may see."""

    code = "not_found"


@dataclass(frozen=True)
class Tool:
    """One tool: what it takes, what it answers, and how."""

    title: str
    description: str
    asks: type[asked.Arguments]
    tells: type[shapes.Answer]
    answer: Callable[[Any], shapes.Answer]


def search_claims(search: asked.Search) -> shapes.Found:
    """Published claims that match, best match first; without words the newest."""
    found = list(_ordered(_narrowed(search), search).faces()[: search.limit + 1])
    if not found and search.rating:
        _refuse_unknown_rating(search.rating)
    claims = [telling.claim(review) for review in found[: search.limit]]
    return shapes.Found(how_to_use=telling.how_to_use(), claims=claims, more=len(found) > search.limit)


def get_claim(get: asked.Get) -> shapes.Told:
    """One claim as readers see it: the finding, or the notice that it was withdrawn."""
    readable = Review.objects.readable().faces()
    review = asked_for = readable.filter(_named_by(get.claim)).first()
    if review is None or asked_for is None:
        raise NotFound("No claim is published under that id or address.")
    if review.moved_to:
        review = readable.at_the_end_of(review.moved_to)
    return shapes.Told(
        how_to_use=telling.how_to_use(),
        status="withdrawn" if review.withdrawn else "published",
        merged_from=asked_for.pk if asked_for.moved_to else None,
        finding=None if review.withdrawn else telling.finding(review),
        withdrawal=telling.withdrawal(review) if review.withdrawn else None,
    )


def list_topics(listed: asked.ListTopics) -> shapes.Topics:
    """What published claims are about."""
    topics = Subject.objects.public().most_reviewed_topics()
    if listed.kind:
        topics = topics.topics_of_kind(TopicKind(listed.kind)).most_reviewed_topics()
    found = list(topics[: TOPICS_AT_MOST + 1])
    told = [
        shapes.Topic(
            slug=topic.slug,
            name=topic.name,
            kind=topic.document.get("kind", TopicKind.THEME.value),
            claims=topic.reviews,
        )
        for topic in found[:TOPICS_AT_MOST]
    ]
    return shapes.Topics(how_to_use=telling.how_to_use(), topics=told, more=len(found) > TOPICS_AT_MOST)


def _narrowed(search: asked.Search) -> ReviewQuerySet:
    reviews = Review.objects.public()
    if search.language:
        reviews = reviews.in_language(search.language)
    if search.rating:
        reviews = reviews.rated(search.rating)
    if search.topic:
        reviews = reviews.about(search.topic)
    if search.speaker:
        reviews = reviews.said_by(search.speaker)
    return reviews


def _ordered(reviews: ReviewQuerySet, search: asked.Search) -> ReviewQuerySet:
    return reviews.search(search.query, search.language) if search.query else reviews.newest()


def _refuse_unknown_rating(slug: str) -> None:
    known = Subject.objects.public().known_ratings()
    if known and slug not in known:
        raise Invalid("Nothing was looked up", f"rating: it is one of {', '.join(known)}")


def _named_by(given: str) -> Q:
    """The review that an id, or an address of this site, names."""
    if "/" not in given:
        return Q(pk=given) | Q(slug=given)
    names = _parts(given)
    return Q(pk=names["public_id"]) if "public_id" in names else Q(slug=names["slug"])


def _parts(address: str) -> Mapping[str, str]:
    """The variable parts of an address of a claim; Invalid if it is none of this site."""
    try:
        parts = urlsplit(address)
        if parts.netloc and parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
            raise Invalid("Nothing was looked up", f"claim: that is no address of {settings.SITE_URL}")
        with translation.override(get_language_from_path(parts.path) or settings.LANGUAGE_CODE):
            found = resolve(parts.path if parts.path.endswith("/") else f"{parts.path}/")
    except (ValueError, Resolver404):
        raise NotFound("No claim is published under that id or address.") from None
    if found.view_name not in OF_A_CLAIM:
        raise Invalid("Nothing was looked up", "claim: that is the address of something else, not of a claim")
    return found.kwargs


TOOLS = {
    "search_claims": Tool(
        "Search checked claims",
        "Search the public record of fact-checks: which claims were checked, and what was found. Each result has the"
        " claim as others made it, our verdict with its definition, a summary, and the url to cite.",
        asked.Search,
        shapes.Found,
        search_claims,
    ),
    "get_claim": Tool(
        "Read one checked claim",
        "Read one fact-check in full: verdict, reasons, evidence with its sources, where it was said, replies, and what"
        " was corrected. A claim that was withdrawn answers with the notice and its reason, and without the finding.",
        asked.Get,
        shapes.Told,
        get_claim,
    ),
    "list_topics": Tool(
        "List topics",
        "List the themes and places that checked claims are about, those with the most claims first.",
        asked.ListTopics,
        shapes.Topics,
        list_topics,
    ),
}
