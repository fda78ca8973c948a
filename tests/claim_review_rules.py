"""What Google's guide, schema.org and the collectors of fact-checks ask of a ClaimReview and of a feed of them."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?")
DATES = {"datePublished", "dateModified", "dateCreated"}
ADDRESSES = {"url", "sameAs", "license", "archivedAt"}
AUTHORS = {"Person", "Organization"}
# What schema.org gives each type, as far as we use it.
PROPERTIES = {
    "ClaimReview": {
        *("url", "claimReviewed", "inLanguage", "datePublished", "dateModified", "author", "itemReviewed"),
        *("reviewRating", "correction", "citation", "license", "associatedMediaReview"),
    },
    "Claim": {"author", "datePublished", "firstAppearance", "appearance"},
    "Rating": {"alternateName", "ratingExplanation", "ratingValue", "bestRating", "worstRating"},
    "CorrectionComment": {"text", "datePublished"},
    "Organization": {"name", "url", "sameAs"},
    "Person": {"name", "sameAs"},
    "MediaReview": {
        *("url", "inLanguage", "datePublished", "dateModified", "author", "mediaAuthenticityCategory", "itemReviewed"),
    },
    "MediaReviewItem": {"mediaItemAppearance"},
    **{
        kind: {"name", "headline", "url", "datePublished", "inLanguage", "publisher", "archivedAt"}
        for kind in ("CreativeWork", "ImageObject", "VideoObject", "AudioObject")
    },
}
REQUIRED = {
    "ClaimReview": {"url", "claimReviewed", "datePublished", "author", "itemReviewed", "reviewRating"},
    "Claim": {"appearance"},
    "Rating": {"alternateName"},
    "CorrectionComment": {"text", "datePublished"},
    "MediaReview": {"url", "author", "mediaAuthenticityCategory", "itemReviewed"},
    "MediaReviewItem": {"mediaItemAppearance"},
    "Organization": {"name"},
    "Person": {"name"},
}


def faults_of(review: Json, *, page: str) -> list[str]:
    """Every rule that a ClaimReview breaks that stands on the page with that address."""
    return [*_of_review(review, page), *_of_parts(review, "ClaimReview")]


def faults_of_feed(feed: Json) -> list[str]:
    """Every rule that a DataFeed of ClaimReviews breaks, and those of each ClaimReview in it."""
    return list(_of_feed(feed))


def faults_of_scale(reviews: Iterable[Json]) -> list[str]:
    """Each label that has two numbers on the site."""
    told: dict[str, set[Any]] = {}
    for review in reviews:
        rating = review["reviewRating"]
        number = tuple(rating.get(name) for name in ("ratingValue", "bestRating", "worstRating"))
        told.setdefault(rating["alternateName"], set()).add(number)
    return [f"{label}: {sorted(map(str, numbers))}" for label, numbers in told.items() if len(numbers) > 1]


def _of_review(review: Json, page: str) -> Iterator[str]:
    if review.get("@type") != "ClaimReview":
        yield "it is no ClaimReview"
    if review.get("url") != page:
        yield f"url: {review.get('url')} is not the page {page}"
    if urlsplit(review.get("url", "")).path.strip("/") == "":
        yield "url: it is the front page"
    rating, claim = review.get("reviewRating", {}), review.get("itemReviewed", {})
    if rating.get("alternateName", " ").lower() in re.findall(r"^\W*(.+?):", review.get("claimReviewed", "").lower()):
        yield "claimReviewed: it carries the rating"
    yield from _of_numbers(rating)
    yield from _of_claim(claim, own=urlsplit(page).hostname)


def _of_claim(claim: Json, *, own: str | None) -> Iterator[str]:
    works = [work for work in claim.get("appearance", []) if isinstance(work, dict)]
    if claim.get("@type") != "Claim":
        yield "itemReviewed: it is no Claim"
    if claim.get("author", {}).get("@type", "Person") not in AUTHORS:
        yield "itemReviewed.author: neither a person nor an organisation"
    if claim.get("firstAppearance") not in [None, *works]:
        yield "firstAppearance: it is none of the appearances"
    if any(urlsplit(work.get("url", "")).hostname == own for work in works):
        yield "appearance: a page of our own, which collectors drop"


def _of_numbers(rating: Json) -> Iterator[str]:
    numbers = [rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    if numbers == [None, None, None]:
        return
    if any(type(number) is not int for number in numbers):
        yield f"reviewRating: not three whole numbers: {numbers}"
        return
    worst, value, best = numbers
    if not 1 <= worst <= value <= best or worst >= best:
        yield f"reviewRating: out of order: {numbers}"


def _of_parts(part: Json, kind: str) -> Iterator[str]:
    """What is wrong with a part of that type, and with those in it."""
    told = {name: value for name, value in part.items() if not name.startswith("@")}
    if extra := set(told) - PROPERTIES[kind]:
        yield f"{kind}: schema.org has no {sorted(extra)}"
    if missing := REQUIRED.get(kind, set()) - set(told):
        yield f"{kind}: it lacks {sorted(missing)}"
    for name, value in told.items():
        for each in value if isinstance(value, list) else [value]:
            yield from _of_value(f"{kind}.{name}", name, each)


def _of_value(where: str, name: str, value: Any) -> Iterator[str]:
    if value is None or value in ("", {}):
        yield f"{where}: it is empty"
    elif name in DATES and not DATE.fullmatch(value):
        yield f"{where}: not ISO 8601: {value}"
    elif name in ADDRESSES and not re.match(r"https?://[^\s/]+", value):
        yield f"{where}: no web address: {value}"
    elif isinstance(value, dict):
        yield from _of_parts(value, value.get("@type", "nothing"))
    elif name in {"appearance", "firstAppearance", "citation", "author", "publisher"}:
        yield f"{where}: a word where an object must stand"


def _of_feed(feed: Json) -> Iterator[str]:
    if (feed.get("@context"), feed.get("@type")) != ("https://schema.org", "DataFeed"):
        yield "it is no DataFeed of schema.org"
    if missing := {"name", "url", "license", "dateModified", "publisher", "dataFeedElement"} - set(feed):
        yield f"DataFeed: it lacks {sorted(missing)}"
    if json.dumps(feed["dataFeedElement"]).count('"@context"'):
        yield "DataFeed: a context within it"
    for element in feed["dataFeedElement"]:
        yield from _of_element(element)
    pages = [review["url"] for element in feed["dataFeedElement"] for review in element["item"]]
    if len(set(pages)) < len(pages):
        yield "DataFeed: two for one page"


def _of_element(element: Json) -> Iterator[str]:
    if element.get("@type") != "DataFeedItem" or not isinstance(element.get("item"), list) or not element["item"]:
        yield "DataFeedItem: its item is no list of ClaimReviews"
        return
    if not all(DATE.fullmatch(element.get(name, "")) for name in ("dateCreated", "dateModified")):
        yield "DataFeedItem: no dates"
    for review in element["item"]:
        yield from faults_of(review, page=review["url"])
