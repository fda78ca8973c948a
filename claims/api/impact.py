"""The corrections that we asked for, as far as readers know of them, and what came of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.formats.impact import standing
from claims.models import Review
from claims.vocabulary import Outcome

from . import shapes
from .caching import fresh
from .links import link
from .paging import CURSOR, Order, Row, page_of, page_size
from .reading import Asked, PublicRead, written
from .schema import reads

LATEST_FIRST = Order("impact", ("impact_on", "public_id"), descending=True)


class OutcomeCount(s.Serializer):
    outcome = shapes.words(Outcome)
    requests = s.IntegerField()
    median_days = s.FloatField(allow_null=True, help_text="From asking until then.")


class CheckWithImpact(s.Serializer):
    id = s.CharField()
    url = s.URLField()
    html_url = s.URLField()
    statement = s.CharField()
    language = s.CharField()
    impact = shapes.AskedCorrection(many=True)


class ImpactPage(s.Serializer):
    asked = s.IntegerField(help_text="How many corrections we asked for in all.")
    outcomes = OutcomeCount(many=True)
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = CheckWithImpact(many=True)


@reads("impact", gettext_lazy("Corrections we asked for, and what came of them"), ImpactPage)
class Impact(PublicRead):
    """Counts over all published claims, then the claims for which we asked, the latest request first.

    A correction that came after we asked need not have come because of us.
    """

    parameters = (CURSOR, page_size(50))

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        reviews = Review.objects.public().with_impact()
        rows = reviews.values("public_id", "slug", "statement", "language", "impact", "impact_on")
        page = page_of(request, rows, LATEST_FIRST, size=asked.get("page_size", 50), cursor=asked.get("cursor", ""))
        results = [check(request, row) for row in page.rows]
        beside = {"next": page.next, "previous": page.previous, "results": results}
        return fresh(request, written({**standing(reviews.outcomes()), **beside}))


def check(request: HttpRequest, row: Row) -> dict[str, Any]:
    """A claim with the corrections that were asked for it, the latest first."""
    return {
        "id": row["public_id"],
        "url": link(request, "api:claim", row["public_id"]),
        "html_url": link(request, "claim", row["slug"]),
        "statement": row["statement"],
        "language": row["language"],
        "impact": row["impact"][::-1],
    }
