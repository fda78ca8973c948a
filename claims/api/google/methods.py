"""The methods of Google's Fact Check Tools API and what they may be asked: one table, for answering and telling."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .schemas import full_name

SCOPE = "https://www.googleapis.com/auth/factchecktools"
NAME_PATTERN = "^pages/[^/]+$"
Json = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """One parameter of the query."""

    name: str
    description: str
    type: str = "string"
    choices: Sequence[str] = ()
    longest: int = 0
    default: str = ""

    def discovered(self) -> Json:
        """As the discovery document has it."""
        told: Json = {"type": self.type, "location": "query", "description": self.description}
        if self.type == "integer":
            told["format"] = "int32"
        if self.choices:
            told |= {"enum": list(self.choices), "enumDescriptions": [f"{choice}." for choice in self.choices]}
        if self.default:
            told["default"] = self.default
        return told


@dataclass(frozen=True)
class Method:
    """One method: how it is called, what it may be asked with, and the schemas of body and reply."""

    name: str  # claims.search
    verb: str
    path: str
    description: str
    reply: str
    parameters: tuple[Parameter, ...] = ()
    body: str = ""
    listed: str = ""  # the field of the reply that is a list of pages

    @property
    def is_private(self) -> bool:
        """Whether it needs a token."""
        return self.name.startswith("pages.")

    def discovered(self) -> Json:
        """As the discovery document has it."""
        named = "{name}" in self.path.replace("+", "")
        told: Json = {
            "id": f"factchecktools.{self.name}",
            "httpMethod": self.verb,
            "path": self.path,
            "flatPath": self.path.replace("{+name}", "pages/{pagesId}"),
            "description": self.description,
            "parameterOrder": ["name"] if named else [],
            "parameters": {parameter.name: parameter.discovered() for parameter in self.parameters},
            "response": {"$ref": full_name(self.reply)},
        }
        if named:
            told["parameters"]["name"] = NAME
        if self.body:
            told["request"] = {"$ref": full_name(self.body)}
        if self.is_private:
            told["scopes"] = [SCOPE]
        return told


NAME = {
    "type": "string",
    "location": "path",
    "required": True,
    "pattern": NAME_PATTERN,
    "description": "The name of the page: pages/{page_id}.",
}
PAGING = (
    Parameter("pageSize", "How many at most; 10 where it is not given.", "integer"),
    Parameter("pageToken", "The nextPageToken of the reply before; all else must be as it was there."),
    Parameter("offset", "How many to leave out at the beginning. It counts only without pageToken.", "integer"),
)
LANGUAGE = Parameter(
    "languageCode", "Only checks that can be read in this language: a tag (BCP 47), whose region does not count."
)
COMMON = (
    Parameter("$.xgafv", "The shape of errors: there is one.", choices=("1", "2")),
    Parameter("access_token", "Not read: a token belongs into the header Authorization."),
    Parameter("alt", "The format of the reply.", choices=("json",), default="json"),
    Parameter("callback", "Not offered: the replies may be read from any site."),
    Parameter("fields", "Which fields of the reply are wanted: claims(text,claimReview/url),nextPageToken."),
    Parameter("key", "Any: no method needs one."),
    Parameter("oauth_token", "Not read: a token belongs into the header Authorization."),
    Parameter("prettyPrint", "Whether the reply is indented.", "boolean", default="true"),
    Parameter("quotaUser", "Any text of up to 40 characters.", longest=40),
    Parameter("uploadType", "Nothing is uploaded here."),
    Parameter("upload_protocol", "Nothing is uploaded here."),
)

SEARCH = Method(
    name="claims.search",
    verb="GET",
    path="v1alpha1/claims:search",
    description="Find published checks by words, by publisher, by language and by age.",
    reply="FactCheckedClaimSearchResponse",
    listed="claims",
    parameters=(
        Parameter("query", "The words. Needed unless reviewPublisherSiteFilter is given.", longest=10_000),
        LANGUAGE,
        Parameter("reviewPublisherSiteFilter", "The host of the publisher: facts.example. This site knows its own."),
        Parameter("maxAgeDays", "How many days ago the claim was made or the check published, at most.", "integer"),
        *PAGING,
    ),
)
IMAGE_SEARCH = Method(
    name="claims.imageSearch",
    verb="GET",
    path="v1alpha1/claims:imageSearch",
    description="Find published checks that cite this very address. Images themselves are not compared.",
    reply="FactCheckedClaimImageSearchResponse",
    listed="results",
    parameters=(
        Parameter("imageUri", "Needed. A public http or https address; it is not fetched.", longest=2000),
        LANGUAGE,
        *PAGING,
    ),
)
CREATE = Method(
    name="pages.create",
    verb="POST",
    path="v1alpha1/pages",
    description="Keep the markup of a page that stands elsewhere.",
    body="ClaimReviewMarkupPage",
    reply="ClaimReviewMarkupPage",
)
GET = Method(
    name="pages.get",
    verb="GET",
    path="v1alpha1/{+name}",
    description="The markup of a page.",
    reply="ClaimReviewMarkupPage",
)
LIST = Method(
    name="pages.list",
    verb="GET",
    path="v1alpha1/pages",
    description="The markup of the page at an address, or of the pages of an organisation.",
    reply="ListClaimReviewMarkupPagesResponse",
    listed="claimReviewMarkupPages",
    parameters=(
        Parameter("url", "The address of a page; there is at most one. Not together with organization."),
        Parameter("organization", "The host of the pages: facts.example. Not together with url."),
        *PAGING,
    ),
)
UPDATE = Method(
    name="pages.update",
    verb="PUT",
    path="v1alpha1/{+name}",
    description="Put other markup of a page in the place of what is kept: what is left out is gone.",
    body="ClaimReviewMarkupPage",
    reply="ClaimReviewMarkupPage",
)
DELETE = Method(
    name="pages.delete",
    verb="DELETE",
    path="v1alpha1/{+name}",
    description="Forget the markup of a page.",
    reply="Empty",
)
METHODS = (SEARCH, IMAGE_SEARCH, CREATE, GET, LIST, UPDATE, DELETE)
