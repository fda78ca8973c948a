"""The checked claims of an article as W3C Web Annotations: our verdicts, to be shown in the original.

https://www.w3.org/TR/annotation-model/ and, for their collections, https://www.w3.org/TR/annotation-protocol/.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import override

from claims.text import direction
from claims.vocabulary import Display

from .organisation import identity
from .rating_words import label

ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
CONTAINER = "http://www.w3.org/ns/ldp.jsonld"
CLAIM_REVIEW = "https://schema.org/ClaimReview"
MEDIA_TYPE = f'application/ld+json; profile="{ANNOTATION}"'
PAGE_SIZE = 50
Json = dict[str, Any]


@dataclass(frozen=True)
class House:
    """Who found what annotations tell: the site's name and its address, without a slash at the end."""

    name: str
    site: str


@dataclass(frozen=True)
class Original:
    """What is annotated: an article by its slug, the address of the original, and how much of it may be shown."""

    slug: str
    url: str
    display: str


@dataclass(frozen=True)
class Contained:
    """The annotations of a collection, in the order of their places, and the address of the collection."""

    address: str
    name: str
    annotations: Sequence[Json]
    only_ids: bool = False

    @property
    def pages(self) -> int:
        return -(-len(self.annotations) // PAGE_SIZE)

    def at(self, **query: int) -> str:
        """The address of the collection, or of a page of it."""
        asked = urlencode(({"iris": 1} if self.only_ids else {}) | query)
        return f"{self.address}{'&' if '?' in self.address else '?'}{asked}" if asked else self.address


def places(card: Json, article: str) -> Iterator[tuple[int, Json]]:
    """Yield each place of a claim in an article with its number, from 1 in the order of the text."""
    there = [place for place in card["appearances"] if place["article"] == article]
    yield from enumerate(sorted(there, key=lambda place: (place["start"], place["end"])), start=1)


def annotation(card: Json, place: Json, original: Original, house: House, *, address: str, page: str) -> Json:
    """A place of a claim in an article as an annotation; `page` is the address of the claim's page."""
    return {
        "@context": ANNOTATION,
        "id": address,
        "type": "Annotation",
        "motivation": "assessing",
        "created": card["published_at"],
        "modified": card["changed_at"],
        "creator": _creator(house),
        "generator": {"id": f"{house.site}/", "type": "Software", "name": house.name},
        "body": [_verdict(card), _check(card, page)],
        "target": _target(place, original),
    }


def _creator(house: House) -> Json:
    return {
        "id": identity(house.site),
        "type": "Organization",
        "name": house.name,
        "homepage": f"{house.site}/",
    }


def _verdict(card: Json) -> Json:
    """The verdict in the language of the check, or a choice of that and of its translations."""
    own = {name: card[name] for name in ("language", "summary")} | {"rating": card["rating"]}
    said = [_in_words(own), *(_in_words(_translated(card, tag)) for tag in card.get("translations", {}))]
    return said[0] if len(said) == 1 else {"type": "Choice", "items": said}


def _translated(card: Json, tag: str) -> Json:
    said = card["translations"][tag]
    rating = card["rating"] | ({"label": said["label"]} if said["label"] else {})
    return {"language": tag, "summary": said["summary"], "rating": rating}


def _in_words(said: Json) -> Json:
    """A verdict as a text; its label alone stands beside it for those who have room for a word only."""
    with override(said["language"]):
        word = label(said["rating"])
    return {
        "type": "TextualBody",
        "purpose": "assessing",
        "label": word,
        "value": f"{word}: {said['summary']}",
        "format": "text/plain",
        "language": said["language"],
        "textDirection": direction(said["language"]),
    }


def _check(card: Json, page: str) -> Json:
    """The page of the claim, which carries its ClaimReview."""
    source = {"id": page, "type": ["Text", CLAIM_REVIEW], "format": "text/html", "language": card["language"]}
    return {"type": "SpecificResource", "purpose": "linking", "source": source}


def _target(place: Json, original: Original) -> Json:
    """The original and the words in it; where we may only link to it, the original alone."""
    if original.display == Display.LINK:
        return {"type": "SpecificResource", "source": original.url}
    quote = {"type": "TextQuoteSelector", **{part: place[part] for part in ("exact", "prefix", "suffix")}}
    position = {"type": "TextPositionSelector", "start": place["start"], "end": place["end"]}
    fits = place["end"] - place["start"] == len(place["exact"])
    return {
        "type": "SpecificResource",
        "source": original.url,
        "selector": [quote, position] if fits else [quote],
    }


def collection(contained: Contained, house: House, *, embeds: bool) -> Json:
    """A collection of annotations, with its first page in it where that is wanted."""
    total = len(contained.annotations)
    ends: Json = {"first": contained.at(page=1), "last": contained.at(page=contained.pages)} if total else {}
    if total and embeds:
        ends["first"] = _without_context(page(contained, 1))
    modified = max((row["modified"] for row in contained.annotations), default=None)
    return {
        "@context": [ANNOTATION, CONTAINER],
        "id": contained.at(),
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": contained.name,
        "creator": _creator(house),
        **({"modified": modified} if modified else {}),
        "total": total,
        **ends,
    }


def page(contained: Contained, number: int) -> Json:
    """A page of a collection, from 1."""
    start = (number - 1) * PAGE_SIZE
    rows = contained.annotations[start : start + PAGE_SIZE]
    beside = {
        **({"prev": contained.at(page=number - 1)} if number > 1 else {}),
        **({"next": contained.at(page=number + 1)} if number < contained.pages else {}),
    }
    return {
        "@context": ANNOTATION,
        "id": contained.at(page=number),
        "type": "AnnotationPage",
        "partOf": {"id": contained.at(), "label": contained.name, "total": len(contained.annotations)},
        "startIndex": start,
        **beside,
        "items": [row["id"] if contained.only_ids else _without_context(row) for row in rows],
    }


def _without_context(value: Json) -> Json:
    return {name: part for name, part in value.items() if name != "@context"}
