"""claims.search and claims.imageSearch: what the record tells, as Google's clients read it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override

from claims.addresses import bare_host, is_web_address
from claims.api.claim_filters import QUERY_LENGTH
from claims.api.links import site
from claims.formats.fact_check_tools import claim
from claims.models import Review, Subject
from claims.models.review import ReviewQuerySet
from claims.vocabulary import SubjectKind

from .door import Call
from .errors import Wrong
from .paging import More, Page, best, newest

COLUMNS = ("public_id", "slug", "card", "made_by", "made_on", "published_at")


def search(call: Call) -> Iterator[Any]:
    """Yield the published checks that match words, publisher, language and age; with words the best match first."""
    words, publisher = call.values.get("query", ""), call.values.get("reviewPublisherSiteFilter", "")
    if not words and not publisher:
        raise Wrong({"query": "give it, or reviewPublisherSiteFilter"})
    page = Page.of(call.values, call.method)
    if publisher and bare_host(publisher) != bare_host(site(call.request)):
        return iter(())

    language = call.values.get("languageCode", "")
    reviews = _narrowed(Review.objects.public().only(*COLUMNS), language, call.values.get("maxAgeDays", 0))
    if words:
        return _claims(call, best(reviews, beginning(words), language, page))
    return _claims(call, newest(reviews, page))


def image_search(call: Call) -> Iterator[Any]:
    """Yield the published checks that cite the address, newest first. What the image shows is not looked at."""
    address = call.values.get("imageUri", "")
    if not is_web_address(address):
        raise Wrong({"imageUri": "give a public http or https address"})
    page = Page.of(call.values, call.method)

    cited = Subject.objects.public().at_address(address).values_list("kind", "slug")
    slugs = {kind: [slug for of, slug in cited if of == kind] for kind in (SubjectKind.ARTICLE, SubjectKind.SOURCE)}
    reviews = (
        Review.objects.public()
        .only(*COLUMNS)
        .mentioning_any(articles=slugs[SubjectKind.ARTICLE], sources=slugs[SubjectKind.SOURCE])
    )
    language = call.values.get("languageCode", "")
    found = _claims(call, newest(_narrowed(reviews, language, 0), page))
    return (row if isinstance(row, More) else {"claim": row} for row in found)


def beginning(words: str) -> str:
    """As much of a long query as our search reads, up to the end of a word."""
    if len(words) <= QUERY_LENGTH:
        return words
    return words[: QUERY_LENGTH + 1].rpartition(" ")[0] or words[:QUERY_LENGTH]


def _narrowed(reviews: ReviewQuerySet, language: str, days: int) -> ReviewQuerySet:
    if language:
        reviews = reviews.read_in_language(language)
    today = now().date()
    if 0 < days < (today - date.min).days:
        reviews = reviews.no_older_than(today - timedelta(days=days))
    return reviews


def _claims(call: Call, rows: Iterator[Any]) -> Iterator[Any]:
    """Yield each review as a Claim, and More as it is."""
    language, pages = call.values.get("languageCode", ""), Pages(call.request)
    for row in rows:
        if isinstance(row, More):
            yield row
            continue
        yield claim(
            row.plain_card,
            made_by=row.made_by,
            made_on=row.made_on,
            first_published=row.published_at,
            pages=pages.of(row.slug),
            publisher=settings.SITE_NAME,
            language=language,
        )


class Pages:
    """The addresses of a check's page, in each language of the site."""

    def __init__(self, request: HttpRequest) -> None:
        self.around: dict[str, tuple[str, str]] = {}
        for code in ("", *dict(settings.LANGUAGES)):
            with override(code or settings.LANGUAGE_CODE):
                before, _mark, after = reverse("claim", args=["0-0-0"]).rpartition("0-0-0")
            self.around[code] = site(request) + before, after

    def of(self, slug: str) -> dict[str, str]:
        """Those of one check; its own under an empty name."""
        return {code: f"{before}{slug}{after}" for code, (before, after) in self.around.items()}
