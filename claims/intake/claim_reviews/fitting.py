"""One ClaimReview as a row of ours, or every reason why it is none."""

import hashlib
import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.addresses import is_web_address
from claims.models.constraints import LANGUAGE_TAG
from claims.partial_dates import PartialDate
from claims.text import has_bad_characters

from .reading import Misread

MARKUP_AT_MOST = 20_000  # bytes
LONGEST_CLAIM = 10_000
LONGEST_ADDRESS = 2_000
LARGEST = Decimal(10) ** 8
TAG = re.compile(LANGUAGE_TAG)
KEPT_AT_MOST = {"claimants": 500, "publisher": 300, "rating_label": 1000}  # characters
Json = dict[str, Any]
Row = dict[str, Any]


class Unfit(ValueError):
    """A ClaimReview that cannot be kept; the message has every reason."""


def fitted(review: Any) -> Row:
    """The columns of a ClaimReview; raises Unfit.

    What may be missing (dates, numbers, a language, the publisher's address) is left out where it is wrong.
    """
    if isinstance(review, Misread):
        raise Unfit(review.reason)
    if not isinstance(review, dict) or "ClaimReview" not in _all(review.get("@type")):
        raise Unfit("it is no ClaimReview")
    row = _columns(review)
    try:
        markup = json.dumps(review, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise Unfit("it has a number that is none, or is nested too deeply") from error
    if faults := list(_faults(row, markup, review)):
        raise Unfit("; ".join(faults))
    named = _text(review.get("@id")) or row["url"]
    row["external_id"] = _digest(f"{named}\n{row['claim_reviewed']}")
    return row | {"markup": markup, "sha256": _digest(markup)}


def _columns(review: Json) -> Row:
    claim, rating = _first(review.get("itemReviewed")), _first(review.get("reviewRating"))
    publisher = _first(review.get("author")) or _first(review.get("publisher"))
    return {
        "url": _text(review.get("url")),
        "claim_reviewed": _text(review.get("claimReviewed")),
        "claimants": ", ".join(filter(None, map(_name, _all(claim.get("author"))))),
        "made_on": _day(claim.get("datePublished")),
        "publisher": _name(publisher),
        "publisher_url": _address(publisher.get("url")),
        "rating_label": _text(rating.get("alternateName")) or _text(rating.get("name")),
        "rating_value": _number(rating.get("ratingValue")),
        "rating_best": _number(rating.get("bestRating")),
        "rating_worst": _number(rating.get("worstRating")),
        "published_on": _day(review.get("datePublished")),
        "language": _language(review.get("inLanguage")),
    }


def _faults(row: Row, markup: str, review: Json) -> Iterator[str]:
    for name, called, longest in (("url", "url", LONGEST_ADDRESS), ("claim_reviewed", "claimReviewed", LONGEST_CLAIM)):
        if not row[name]:
            yield f"it has no {called}"
        if len(row[name]) > longest:
            yield f"its {called} is longer than {longest:,} characters"
    if row["url"] and not is_web_address(row["url"]):
        yield "its url is no http or https address"
    yield from _too_long(row)
    if len(markup.encode(errors="surrogatepass")) > MARKUP_AT_MOST:
        yield f"it is larger than {MARKUP_AT_MOST:,} bytes"
    if _has_bad(review):
        yield "it has control characters or halves of characters"


def _too_long(row: Row) -> Iterator[str]:
    for name, longest in KEPT_AT_MOST.items():
        if len(row[name]) > longest:
            yield f"its {name.replace('_', ' ')} is longer than {longest:,} characters"


def _has_bad(value: Any) -> bool:
    if isinstance(value, dict):
        return any(has_bad_characters(name) or _has_bad(part) for name, part in value.items())
    if isinstance(value, list):
        return any(map(_has_bad, value))
    return isinstance(value, str) and has_bad_characters(value)


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first(value: Any) -> Json:
    return next((one for one in _all(value) if isinstance(one, dict)), {})


def _text(value: Any) -> str:
    return next((one.strip() for one in _all(value) if isinstance(one, str)), "")


def _name(value: Any) -> str:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _address(value: Any) -> str:
    address = _text(value)
    return address if len(address) <= LONGEST_ADDRESS and is_web_address(address) else ""


def _day(value: Any) -> str:
    try:
        return str(PartialDate.parse(re.split("[T ]", _text(value))[0]))
    except ValueError:
        return ""


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > 40:
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return round(number, 4) if number.is_finite() and abs(number) < LARGEST - 1 else None


def _language(value: Any) -> str:
    tag = _text(value) or _text(_first(value).get("alternateName"))
    return tag if len(tag) <= 35 and TAG.fullmatch(tag) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
