"""A check as an item of a schema.org DataFeed of ClaimReviews."""

from .claim_review import claim_review
from .document import Json
from .flat import Told

HEAD = {"@context": "https://schema.org", "@type": "DataFeed"}
END = "\n]}\n"


def item(told: Told, *, site: str, publisher: str) -> Json:
    """One check as an item of the feed; its `item` is a list, as collectors of such feeds expect."""
    record = told.face["record"]
    review = claim_review(told.face, url=told.url, site=site, publisher=publisher)
    review.pop("@context")
    return {
        "@type": "DataFeedItem",
        "dateCreated": record["first_published_at"],
        "dateModified": record["published_at"],
        "url": told.url,
        "item": [review],
    }
