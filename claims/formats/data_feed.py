"""All checks in the words of schema.org: a DataFeed of ClaimReviews, as collectors of fact-checks read it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import override

from .claim_review import claim_review
from .organisation import identity
from .tongues import places
from .translated import dated, in_language

Json = dict[str, Any]
Address = Callable[[str, str], str]


def data_feed(
    documents: Iterable[Json],
    *,
    url: str,
    address: Address,
    site: str,
    publisher: str,
    licence: str = "",
    changed_at: str = "",
    following: str = "",
) -> Json:
    """A page of the feed: public documents that have a verdict, in their order.

    `url` is the feed's own address, `following` that of its next page; `address` gives the address of a claim's page
    for its name and a language of the site.
    """
    house = {"site": site, "publisher": publisher, "licence": licence}
    return {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"ClaimReview – {publisher}",
        "url": url,
        **({"license": licence} if licence else {}),
        **({"dateModified": changed_at} if changed_at else {}),
        "publisher": {"@type": "Organization", "@id": identity(site), "name": publisher, "url": f"{site}/"},
        "dataFeedElement": [_element(document, address, house) for document in documents],
        **({"hasPart": {"@type": "DataFeed", "url": following}} if following else {}),
    }


def _element(document: Json, address: Address, house: dict[str, str]) -> Json:
    """A check with one ClaimReview for each page on which it stands, exactly as it stands there."""
    slug, record = document["claim"]["slug"], document["record"]
    reviews = [_review(document, code, address(slug, code), house) for code in places(document)]
    return {
        "@type": "DataFeedItem",
        "dateCreated": record["first_published_at"],
        "dateModified": record["published_at"],
        "item": reviews,
    }


def _review(document: Json, code: str, url: str, house: dict[str, str]) -> Json:
    with override(code):
        review = claim_review(dated(in_language(document, code)), url=url, **house)
    return {name: value for name, value in review.items() if name != "@context"}
