"""Checks in the words of Google's Fact Check Tools API (v1alpha1): Claim and ClaimReviewMarkupPage.

Fields that hold nothing are left out, as JSON of protocol buffers has it.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.utils.translation import override

from claims import languages
from claims.addresses import bare_host
from claims.models import MarkupPage
from claims.partial_dates import PartialDate

from .rating_words import label

Json = dict[str, Any]

# Our columns of a page by the paths of Google's fields.
COLUMNS = {
    "pageUrl": "page_url",
    "publishDate": "publish_date",
    "claimReviewAuthor.name": "author_name",
    "claimReviewAuthor.imageUrl": "author_image_url",
    "claimReviewMarkups": "markups",
}


def claim(
    card: Json,
    *,
    made_by: str,
    made_on: str,
    first_published: datetime,
    pages: Mapping[str, str],
    publisher: str,
    language: str = "",
) -> Json:
    """A Claim with its one review: in a language where the check can be read in it, else as it was written.

    `card` is the summary of a public document; who made the claim and when is empty where it is not known. `pages` has
    the address of the check's page in each language that the site speaks, and its own under an empty name.
    """
    tag, statement, rating = _words(card, language)
    url = pages.get(tag) or pages.get(languages.primary(tag)) if tag != card["language"] else pages[""]
    url = url or pages[""]
    return filled(
        {
            "text": statement,
            "claimant": made_by,
            "claimDate": _moment(made_on),
            "claimReview": [
                {
                    "publisher": {"name": publisher, "site": bare_host(url)},
                    "url": url,
                    "title": statement,
                    "reviewDate": _instant(first_published),
                    "textualRating": rating,
                    "languageCode": tag,
                }
            ],
        }
    )


def _words(card: Json, language: str) -> tuple[str, str, str]:
    """The language in which a check is told, its statement and the word for its rating."""
    original = card["language"]
    tag = "" if languages.speaks(original, language) else languages.chosen(card.get("translations", {}), language)
    if not tag or tag == original:
        return original, card["statement"], label(card["rating"])
    said = card["translations"][tag]
    spoken = languages.primary(tag)
    with override(spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return tag, said["statement"], said["label"] or label(card["rating"])


def _moment(made_on: str) -> str:
    """The beginning of a day as google-datetime; nothing for a month or a year, of which we do not know the day."""
    known = PartialDate.parse(made_on) if made_on else None
    if known is None or known.precision != "day":
        return ""
    return _instant(datetime.combine(known.earliest(), time.min, tzinfo=UTC))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def own_page(claim_review: Json, *, name: str, version: str) -> Json:
    """The markup of a page of ours, taken from its ClaimReview as Google says which field is which."""
    author = claim_review["author"]
    return filled(
        {
            "name": f"pages/{name}",
            "pageUrl": claim_review["url"],
            "publishDate": _day(claim_review["datePublished"]),
            "claimReviewAuthor": {"name": author["name"], "imageUrl": _address(author.get("image"))},
            "claimReviewMarkups": [_markup(claim_review)],
            "versionId": version,
        }
    )


def _markup(claim_review: Json) -> Json:
    item, rating = claim_review["itemReviewed"], claim_review["reviewRating"]
    author, first = item.get("author", {}), _address(item.get("firstAppearance"))
    appearances = [_address(work) for work in item.get("appearance", [])]
    return {
        "url": claim_review["url"],
        "claimReviewed": claim_review["claimReviewed"],
        "claimDate": item.get("datePublished"),
        "claimLocation": item.get("name"),
        "claimFirstAppearance": first,
        "claimAppearances": [address for address in appearances if address and address != first],
        "claimAuthor": {
            "name": author.get("name"),
            "jobTitle": author.get("jobTitle"),
            "imageUrl": _address(author.get("image")),
            "sameAs": _address(author.get("sameAs")),
        },
        "rating": {
            **{number: rating.get(number) for number in ("ratingValue", "bestRating", "worstRating")},
            "textualRating": rating.get("alternateName"),
            "ratingExplanation": rating.get("ratingExplanation"),
            "imageUrl": _address(rating.get("image")),
        },
    }


def _address(value: Any) -> str:
    """One address of what schema.org lets be an address, a thing that has one, or several of these."""
    if isinstance(value, list):
        return next(filter(None, map(_address, value)), "")
    if isinstance(value, dict):
        return _address(value.get("url"))
    return value or ""


def _day(moment: str) -> str:
    return date.fromisoformat(moment[:10]).isoformat()


def kept_page(page: MarkupPage) -> Json:
    """The markup of a page that stands elsewhere, as it was given."""
    return filled(
        {
            "name": f"pages/{page.public_id}",
            "pageUrl": page.page_url,
            "publishDate": page.publish_date,
            "claimReviewAuthor": {"name": page.author_name, "imageUrl": page.author_image_url},
            "claimReviewMarkups": page.markups,
            "versionId": str(page.version),
        }
    )


def columns_of(page: Json) -> Json:
    """What our row keeps of a ClaimReviewMarkupPage: what is not given is empty."""
    author = page.get("claimReviewAuthor") or {}
    return {
        "page_url": page.get("pageUrl") or "",
        "publish_date": page.get("publishDate") or "",
        "author_name": author.get("name") or "",
        "author_image_url": author.get("imageUrl") or "",
        "markups": filled(page.get("claimReviewMarkups") or []),
    }


def filled(value: Any) -> Any:
    """The value without empty texts, lists, objects and nulls in its objects; a markup in a list stays."""
    if isinstance(value, dict):
        parts = {name: filled(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [filled(part) for part in value]
    return value
