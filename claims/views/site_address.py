"""Where this site is, for addresses that must be whole."""

from django.conf import settings
from django.http import HttpRequest


def site_address(request: HttpRequest) -> str:
    """The site's own address, else the one that was asked, without a slash at its end."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
