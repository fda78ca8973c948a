"""The shapes of Google's Fact Check Tools API: what bodies are read by, replies are cut by and clients are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PREFIX = "GoogleFactcheckingFactchecktoolsV1alpha1"
EMPTY = "GoogleProtobufEmpty"
Json = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One field: a text, a whole number, a moment, or a thing of another schema (`of`); one or several of it."""

    description: str
    type: str = "string"
    format: str = ""
    of: str = ""
    several: bool = False

    def discovered(self) -> Json:
        """As the discovery document has it."""
        one: Json = {"$ref": PREFIX + self.of} if self.of else {"type": self.type}
        if self.format:
            one["format"] = self.format
        if self.several:
            return {"type": "array", "items": one, "description": self.description}
        return one | {"description": self.description}


@dataclass(frozen=True)
class Schema:
    """One shape: its fields by their names."""

    description: str
    fields: Mapping[str, Field]


def _moment(description: str) -> Field:
    return Field(description, format="google-datetime")


def _number(description: str) -> Field:
    return Field(description, type="integer", format="int32")


def _one(of: str, description: str) -> Field:
    return Field(description, of=of)


def _list(of: str, description: str) -> Field:
    return Field(description, of=of, several=True)


NEXT_PAGE = Field("Where the next page begins: for pageToken, with all else as it was. Not there on the last page.")

SCHEMAS: dict[str, Schema] = {
    "Claim": Schema(
        "A claim, and the check of it.",
        {
            "text": Field("The claim as one statement."),
            "claimant": Field("Who made it, where that is known."),
            "claimDate": _moment("When it was made, where the day is known."),
            "claimReview": _list("ClaimReview", "The check: one."),
        },
    ),
    "ClaimReview": Schema(
        "A check.",
        {
            "publisher": _one("Publisher", "Who published it."),
            "url": Field("The address of its page."),
            "title": Field("The title of its page: the claim."),
            "reviewDate": _moment("When it was first published."),
            "textualRating": Field("The word for its rating."),
            "languageCode": Field("The language in which it is told here: a tag (BCP 47)."),
        },
    ),
    "Publisher": Schema(
        "Who published a check.",
        {
            "name": Field("The name."),
            "site": Field("The host of the check's address, without scheme, port and “www.”."),
        },
    ),
    "FactCheckedClaimSearchResponse": Schema(
        "Claims that were found.",
        {"claims": _list("Claim", "The claims. Not there when none was found."), "nextPageToken": NEXT_PAGE},
    ),
    "FactCheckedClaimImageSearchResponse": Schema(
        "Claims whose check cites the address.",
        {
            "results": _list("FactCheckedClaimImageSearchResponseResult", "Not there when none was found."),
            "nextPageToken": NEXT_PAGE,
        },
    ),
    "FactCheckedClaimImageSearchResponseResult": Schema(
        "One claim that was found.", {"claim": _one("Claim", "The claim.")}
    ),
    "ListClaimReviewMarkupPagesResponse": Schema(
        "Pages that were found.",
        {
            "claimReviewMarkupPages": _list("ClaimReviewMarkupPage", "Not there when none was found."),
            "nextPageToken": NEXT_PAGE,
        },
    ),
    "ClaimReviewMarkupPage": Schema(
        "The ClaimReview markup of one page.",
        {
            "name": Field("pages/{page_id}. Given by us; in an update it may be repeated."),
            "pageUrl": Field("The address of the page."),
            "publishDate": Field("When the page was published (datePublished)."),
            "claimReviewAuthor": _one("ClaimReviewAuthor", "Who published the page (author)."),
            "claimReviewMarkups": _list("ClaimReviewMarkup", "Each check on the page."),
            "versionId": Field("Given by us. An update that repeats it is refused when somebody else was quicker."),
        },
    ),
    "ClaimReviewAuthor": Schema(
        "Who published a page.",
        {"name": Field("The name (author.name)."), "imageUrl": Field("A picture of theirs (author.image).")},
    ),
    "ClaimReviewMarkup": Schema(
        "One check on a page. In brackets: what schema.org's ClaimReview calls it.",
        {
            "url": Field("The address of the page, with an anchor if you like (url)."),
            "claimReviewed": Field("The claim in short (claimReviewed)."),
            "claimDate": Field("When it was made (itemReviewed.datePublished)."),
            "claimLocation": Field("Where it was made (itemReviewed.name)."),
            "claimFirstAppearance": Field("Where it was made first (itemReviewed.firstAppearance.url)."),
            "claimAppearances": Field("Where else it was made (itemReviewed.appearance.url).", several=True),
            "claimAuthor": _one("ClaimAuthor", "Who made it (itemReviewed.author)."),
            "rating": _one("ClaimRating", "What was found (reviewRating)."),
        },
    ),
    "ClaimAuthor": Schema(
        "Who made a claim.",
        {
            "name": Field("The name (name)."),
            "jobTitle": Field("What they are (jobTitle)."),
            "imageUrl": Field("A picture of them (image)."),
            "sameAs": Field("An address that means them (sameAs)."),
        },
    ),
    "ClaimRating": Schema(
        "What was found.",
        {
            "ratingValue": _number("Its place between the worst and the best (ratingValue)."),
            "bestRating": _number("The best there is (bestRating)."),
            "worstRating": _number("The worst there is (worstRating)."),
            "textualRating": Field("The word for it (alternateName)."),
            "ratingExplanation": Field("Why (ratingExplanation)."),
            "imageUrl": Field("A picture of it (image)."),
        },
    ),
    "Empty": Schema("Nothing.", {}),
}


def full_name(schema: str) -> str:
    """What clients know a schema by."""
    return EMPTY if schema == "Empty" else PREFIX + schema


def camel(name: str) -> str:
    """The name of a field as JSON has it; Google reads page_size as well as pageSize."""
    first, *others = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in others)
