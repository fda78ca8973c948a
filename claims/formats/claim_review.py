"""A check in the words of schema.org: a ClaimReview for search engines and collectors of fact-checks."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from claims.vocabulary import Act, CorrectionKind, SpeakerKind

from .document import steps
from .organisation import identity
from .rating_words import label

Json = dict[str, Any]

# What could end a data block in a page, or a line in a script.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def claim_review(document: Json, *, url: str, site: str, publisher: str) -> Json:
    """The ClaimReview of a public document that has a verdict; `url` is the page that it stands on.

    Only what the document holds is told: what is not known is left out.
    """
    record, verdict = document["record"], document["verdict"]
    corrections = [_correction(entry) for entry in (*document["history"], record) if _is_told(entry)]
    return {
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
    }


def made_on(document: Json) -> str:
    """When the claim of a public document was made, as its ClaimReview has it: a year, a month, a day or nothing."""
    said_on: str = _claim(document["appearances"]).get("datePublished", "")
    return said_on


def _claim(appearances: list[Json]) -> Json:
    """The claim as it was made: the first one who made it, that day, and each place that can be read."""
    made = next((appearance for appearance in appearances if appearance["speaker"]), None)
    first = made or next(iter(appearances), None)
    said_on = first and (first["said_on"] or first["article"]["published_on"])
    return {
        "@type": "Claim",
        **({"author": _speaker(made["speaker"])} if made else {}),
        **({"datePublished": said_on} if said_on else {}),
        "appearance": [_work(article) for article in _once(appearances)],
    }


def _speaker(speaker: Json) -> Json:
    person = speaker["kind"] == SpeakerKind.PERSON
    known = {"sameAs": speaker["url"]} if speaker["url"] else {}
    return {"@type": "Person" if person else "Organization", "name": speaker["name"], **known}


def _once(appearances: list[Json]) -> list[Json]:
    return list({a["article"]["slug"]: a["article"] for a in appearances}.values())


def _work(article: Json) -> Json:
    publisher = {"publisher": {"@type": "Organization", "name": article["publisher"]}} if article["publisher"] else {}
    known = {"url": article["url"], "datePublished": article["published_on"]}
    return {
        "@type": "CreativeWork",
        "headline": article["title"],
        **{name: value for name, value in known.items() if value},
        **publisher,
    }


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
