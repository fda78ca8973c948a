"""A check in the words of schema.org: a ClaimReview for search engines and collectors of fact-checks."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from claims.vocabulary import Act, CorrectionKind, SpeakerKind

from .document import steps
from .media_review import media_review, type_of
from .organisation import identity
from .rating_words import label
from .timeline import in_time

Json = dict[str, Any]

# What could end a data block in a page, or a line in a script.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def claim_review(document: Json, *, url: str, site: str, publisher: str, licence: str = "") -> Json:
    """The ClaimReview of a public document that has a verdict; `url` is the page that it stands on.

    Only what the document holds is told: what is not known is left out. `licence` is the address of the licence
    under which others may use it.
    """
    record, verdict = document["record"], document["verdict"]
    corrections = [_correction(entry) for entry in (*document["history"], record) if _is_told(entry)]
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": document["claim"]["statement"],
        "inLanguage": document["claim"]["language"],
        "datePublished": record["first_published_at"],
        "dateModified": record["published_at"],
        "author": {"@type": "Organization", "@id": identity(site), "name": publisher, "url": f"{site}/"},
        "itemReviewed": _claim(document["appearances"]),
        "reviewRating": _rating(verdict),
        **({"correction": corrections} if corrections else {}),
        "citation": [_source(source) for source in _sources(document["evidence"])],
        **({"license": licence} if licence else {}),
    }
    return media_review(review, verdict.get("authenticity", ""))


def made(document: Json) -> tuple[str, str]:
    """By whom and when the claim of a public document was made, as its ClaimReview has it; empty where unknown."""
    told = _claim(document["appearances"])
    return told.get("author", {}).get("name", ""), told.get("datePublished", "")


def _claim(appearances: list[Json]) -> Json:
    """The claim as it was made: by whom first, as far as is known, and when; each place in which it can be read."""
    said = in_time(appearances)
    maker = next((appearance for appearance in said if appearance["speaker"]), next(iter(said), None))
    works = list({a["article"]["slug"]: _work(a["article"]) for a in said}.values())
    first = works[0] if works and (len(works) == 1 or said[0]["on"]) else None
    told: Json = {"@type": "Claim"}
    if maker and maker["speaker"]:
        told["author"] = _speaker(maker["speaker"])
    if maker and maker["on"]:
        told["datePublished"] = maker["on"]
    if first:
        told["firstAppearance"] = first
    return told | {"appearance": works}


def _speaker(speaker: Json) -> Json:
    person = speaker["kind"] == SpeakerKind.PERSON
    known = {"sameAs": speaker["url"]} if speaker["url"] else {}
    return {"@type": "Person" if person else "Organization", "name": speaker["name"], **known}


def _work(article: Json) -> Json:
    known = {
        "headline": article["title"],
        "url": article["url"],
        "datePublished": article["published_on"],
        "inLanguage": article["language"],
        "publisher": _publisher(article["publisher"], article["publisher_url"]),
    }
    return {"@type": type_of(article), **_known(known)}


def _sources(evidence: list[Json]) -> list[Json]:
    return list({piece["source"]["id"]: piece["source"] for piece in evidence}.values())


def _source(source: Json) -> Json:
    known = {
        "name": source["title"],
        "url": source["url"],
        "datePublished": source["published_on"],
        "inLanguage": source["language"],
        "publisher": _publisher(source["original_publisher"] or source["publisher"]),
        "archivedAt": [capture["url"] for capture in source["captures"]],
    }
    return {"@type": "CreativeWork", **_known(known)}


def _publisher(name: str, url: str = "") -> Json:
    return {"@type": "Organization", **_known({"name": name, "url": url})} if name else {}


def _known(told: Json) -> Json:
    return {name: value for name, value in told.items() if value}


def _rating(verdict: Json) -> Json:
    """The rating's word, and its place on the scale if it has one: 1 is least true."""
    rating = verdict["rating"]
    told: Json = {"@type": "Rating", "alternateName": label(rating), "ratingExplanation": verdict["summary"]}
    best = steps(verdict["scale"])
    if rating["position"] is not None and best > 1:
        told |= {"ratingValue": rating["position"], "bestRating": best, "worstRating": 1}
    return told


def _is_told(entry: Json) -> bool:
    return entry["act"] == Act.CORRECT and entry.get("correction") != CorrectionKind.TYPO


def _correction(entry: Json) -> Json:
    return {"@type": "CorrectionComment", "text": entry["note"], "datePublished": entry["published_at"]}


def in_page(data: Json) -> SafeString:
    """JSON that can stand in a data block of a page, whatever people wrote."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 (escaped here)
