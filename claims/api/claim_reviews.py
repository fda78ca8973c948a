"""All checks as schema.org has them, for collectors of fact-checks: a DataFeed, a page at a time."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import override
from django.views.decorators.gzip import gzip_page

from claims.formats.canonical import instant
from claims.formats.data_feed import data_feed
from claims.models import Publication, Review

from .caching import fresh
from .links import MARK, link, site
from .paging import CURSOR, Order, page_of, page_size
from .reading import Asked, PublicRead, written

LAST_CHANGED_FIRST = Order("-changed_at", ("changed_at", "public_id"), descending=True)
PAGE_SIZE = 500


@method_decorator(gzip_page, name="dispatch")
class ClaimReviewFeed(PublicRead):
    """Every public check, what changed last first; the next page stands in the header Link and in hasPart."""

    schema = None
    parameters = (CURSOR, page_size(PAGE_SIZE, PAGE_SIZE))

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """A page of the feed; two queries whatever its length."""
        size, cursor = asked.get("page_size", PAGE_SIZE), asked.get("cursor", "")
        page = page_of(request, Review.objects.public().faces(), LAST_CHANGED_FIRST, size=size, cursor=cursor)
        here, ways = site(request), {code: _around(code) for code, _name in settings.LANGUAGES}
        moments = [*Publication.objects.latest_moments(), *(review.changed_at for review in page.rows)]
        feed = data_feed(
            (review.face for review in page.rows),
            url=link(request, "claim-reviews"),
            address=lambda slug, code: here + slug.join(ways[code]),
            site=here,
            publisher=settings.SITE_NAME,
            licence=settings.DATA_LICENSE,
            changed_at=instant(max(moments)) if moments else "",
            following=page.next or "",
        )
        response = fresh(request, written(feed))
        response["Vary"] = "Accept-Encoding"
        response["Access-Control-Allow-Origin"] = "*"
        if page.next:
            response["Link"] = f'<{page.next}>; rel="next"'
        return response


def _around(code: str) -> tuple[str, str]:
    """What stands before and after the name of a claim in its path in a language of the site."""
    with override(code):
        before, _mark, after = reverse("claim", args=[MARK]).rpartition(MARK)
    return before, after
