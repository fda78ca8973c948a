"""Who publishes this site: what its frame links to, and its data for search engines.

It is asked for by every page and changes a few times a year: each process knows it for a minute.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from claims.formats.claim_review import in_page
from claims.formats.organisation import organisation
from claims.models import HousePageVersion, HouseProfile

from .site_address import site_address

KEY, SECONDS = "imprint", 60


@dataclass(frozen=True)
class Imprint:
    """The kinds of pages about the house that readers have, and its profile by column."""

    kinds: tuple[str, ...]
    profile: dict[str, Any]


def imprint() -> Imprint:
    """The imprint as it stood within the last minute."""
    known: Imprint | None = cache.get(KEY)
    return known if known is not None else renewed()


def renewed() -> Imprint:
    """The imprint as it stands now."""
    fresh = Imprint(tuple(HousePageVersion.objects.kinds()), HouseProfile.objects.told())
    cache.set(KEY, fresh, SECONDS)
    return fresh


def house_as_data(request: HttpRequest, told: Imprint) -> SafeString:
    """The house in the words of schema.org, to stand in a page."""
    site = site_address(request)
    pages = {kind: site + reverse("house-page", args=[kind]) for kind in told.kinds}
    about = site + reverse("about")
    return in_page(organisation(told.profile, pages, name=settings.SITE_NAME, site=site, about=about))
