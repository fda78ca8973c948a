"""The page of a claim in time (Memento, RFC 7089): its gate, which leads to what it was, and the map of all it was."""

import re
from datetime import UTC, datetime

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_http_date
from django.views.decorators.http import require_safe

from claims.formats import memento
from claims.models import Publication, Review
from claims.models.publication import Told

from .caching import FRESH, answer_with
from .site_address import site_address

RFC_1123 = re.compile("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")


@require_safe
def timegate(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The way to what the page told at the moment of Accept-Datetime, else to what it tells now."""
    moment = _asked(request)
    page = _page_with_mementos(request, slug)
    there = HttpResponseRedirect(page.at(moment).address)
    there["Link"] = memento.of_gate(page)
    patch_vary_headers(there, ["Accept-Datetime"])
    patch_cache_control(there, **FRESH)
    return there


@require_safe
def timemap(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All that the page ever told, with its moments."""
    page = _page_with_mementos(request, slug)
    return answer_with(
        request,
        lambda: memento.timemap(page).encode(),
        shows=page.mementos,
        content_type="application/link-format",
    )


def with_timegate(response: HttpResponseBase, request: HttpRequest, slug: str) -> HttpResponseBase:
    """The answer of a claim's page, which says where its past is."""
    response["Link"] = memento.of_original(page_of(request, slug, []))
    return response


def page_of(request: HttpRequest, slug: str, told: list[Told]) -> memento.Page:
    """The page of a claim, with the mementos of those entries that are kept."""
    site = site_address(request)
    return memento.Page(
        original=site + reverse("claim", args=[slug]),
        timegate=site + reverse("claim-timegate", args=[slug]),
        timemap=site + reverse("claim-timemap", args=[slug]),
        mementos=[
            memento.Memento(site + reverse("claim-entry", args=[slug, entry.number]), entry.published_at)
            for entry in told
            if entry.kept
        ],
    )


def _page_with_mementos(request: HttpRequest, slug: str) -> memento.Page:
    review = get_object_or_404(Review.objects.readable().only("pk"), slug=slug)
    page = page_of(request, slug, Publication.objects.told_of(review.pk))
    if not page.mementos:
        raise Http404
    return page


def _asked(request: HttpRequest) -> datetime | None:
    given = request.headers.get("Accept-Datetime", "").strip()
    if not given:
        return None
    try:
        if not RFC_1123.fullmatch(given):
            raise ValueError
        return datetime.fromtimestamp(parse_http_date(given), UTC)
    except (ValueError, OverflowError):
        raise BadRequest("Accept-Datetime is a moment like this: Thu, 31 May 2007 20:35:00 GMT.") from None
