"""What was found of a picture, a video or a recording, as schema.org has it: a MediaReview in a ClaimReview."""

from typing import Any

from claims.vocabulary import Authenticity, Medium

Json = dict[str, Any]

CATEGORIES = {
    Authenticity.ORIGINAL: "OriginalMediaContent",
    Authenticity.DECONTEXTUALIZED: "DecontextualizedContent",
    Authenticity.EDITED: "EditedOrCroppedContent",
    Authenticity.TRANSFORMED: "TransformedContent",
    Authenticity.STAGED: "StagedContent",
    Authenticity.SATIRE: "SatireOrParodyContent",
}
TYPES = {Medium.IMAGE: "ImageObject", Medium.VIDEO: "VideoObject", Medium.AUDIO: "AudioObject"}


def type_of(article: Json) -> str:
    """What schema.org calls a thing in which a claim was made; one that does not say its medium is a text."""
    return TYPES.get(article.get("medium", Medium.TEXT), "CreativeWork")


def media_review(review: Json, authenticity: str) -> Json:
    """A ClaimReview with what was found of the media in which its claim appeared; as it is where nothing was."""
    media = [work for work in review["itemReviewed"]["appearance"] if work["@type"] in TYPES.values()]
    if not (authenticity and media):
        return review
    told = {
        "@type": "MediaReview",
        **{name: review[name] for name in ("url", "inLanguage", "datePublished", "dateModified", "author")},
        "mediaAuthenticityCategory": CATEGORIES[Authenticity(authenticity)],
        "itemReviewed": {"@type": "MediaReviewItem", "mediaItemAppearance": media},
    }
    return review | {"associatedMediaReview": told}
