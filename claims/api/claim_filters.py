"""What a list of claims can be narrowed to and ordered by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Review
from claims.vocabulary import ClaimKind

from .errors import unreadable
from .paging import Order
from .parameters import PARTIAL_DATE, SLUG, TAG, Parameter, first_moment, last_moment, one_of, pattern, text

QUERY_LENGTH = 200
RELEVANCE = "relevance"
NEWEST_FIRST = Order("-published_at", ("published_at", "public_id"), descending=True)
ORDERS = {
    order.name: order
    for order in (
        NEWEST_FIRST,
        Order("published_at", ("published_at", "public_id")),
        Order("-changed_at", ("changed_at", "public_id"), descending=True),
        Order("changed_at", ("changed_at", "public_id")),
        Order(RELEVANCE, ("closeness", "published_at", "public_id"), descending=True),
    )
}
Reviews = QuerySet[Review, Any]


@dataclass(frozen=True)
class Filter(Parameter):
    """A parameter that leaves fewer reviews."""

    narrow: Callable[[Any, Any], Reviews]


def _slug(name: str, description: Any, narrow: Callable[[Any, Any], Reviews]) -> Filter:
    read = pattern(SLUG, gettext_lazy("“%(given)s” is not an id: letters, digits and hyphens"))
    return Filter(name, read, description, {"type": "string", "pattern": SLUG}, narrow)


def _moment(name: str, read: Any, description: Any, narrow: Callable[[Any, Any], Reviews]) -> Filter:
    return Filter(name, read, description, {"type": "string", "pattern": PARTIAL_DATE}, narrow)


FILTERS: tuple[Filter, ...] = (
    _slug("rating", gettext_lazy("Claims with this rating."), lambda reviews, slug: reviews.rated(slug)),
    _slug("topic", gettext_lazy("Claims under this topic."), lambda reviews, slug: reviews.about(slug)),
    _slug("speaker", gettext_lazy("Claims this speaker made."), lambda reviews, slug: reviews.said_by(slug)),
    _slug("article", gettext_lazy("Claims in this article."), lambda reviews, slug: reviews.in_article(slug)),
    _slug(
        "source", gettext_lazy("Claims whose evidence uses this source."), lambda reviews, slug: reviews.citing(slug)
    ),
    Filter(
        "kind",
        one_of(ClaimKind.values),
        gettext_lazy("Claims of this kind."),
        {"type": "string", "enum": ClaimKind.values},
        lambda reviews, kind: reviews.of_kind(kind),
    ),
    Filter(
        "language",
        pattern(TAG, gettext_lazy("“%(given)s” is not a language: give a tag like en, az or zh-Hant")),
        gettext_lazy("Claims in this language; en also finds en-GB."),
        {"type": "string", "pattern": TAG},
        lambda reviews, tag: reviews.in_language(tag),
    ),
    _moment(
        "published_after",
        first_moment,
        gettext_lazy("Claims first published in or after this year (2023), month (2023-03) or day (2023-03-30), UTC."),
        lambda reviews, moment: reviews.published_from(moment),
    ),
    _moment(
        "published_before",
        last_moment,
        gettext_lazy("Claims first published in or before this year (2023), month (2023-03) or day (2023-03-30), UTC."),
        lambda reviews, moment: reviews.published_until(moment),
    ),
)
Q = Parameter(
    "q",
    text(QUERY_LENGTH),
    gettext_lazy("Words to look for in statements, summaries, quotes, names, rationales and findings."),
    {"type": "string", "minLength": 1, "maxLength": QUERY_LENGTH},
)
ORDERING = Parameter(
    "ordering",
    one_of(list(ORDERS)),
    gettext_lazy("Newest first unless you say otherwise; with q the best match first."),
    {"type": "string", "enum": list(ORDERS)},
)


def narrowed(reviews: Any, asked: dict[str, Any]) -> tuple[Reviews, Order]:
    """The reviews that were asked for, and the order to show them in."""
    name = asked.get("ordering") or (RELEVANCE if "q" in asked else NEWEST_FIRST.name)
    if name == RELEVANCE and "q" not in asked:
        raise unreadable({"ordering": _("only a search (q) has an order by relevance")})
    for known in FILTERS:
        if known.name in asked:
            reviews = known.narrow(reviews, asked[known.name])
    if "q" in asked:
        reviews = reviews.search(asked["q"], asked.get("language"))
    return reviews, ORDERS[name]
