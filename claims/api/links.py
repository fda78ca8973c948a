"""Addresses in answers: whole, and of this site."""

from functools import cache
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

MARK = "0-0-0"
USUAL_PORTS = {"http": 80, "https": 443}


@cache
def around(route: str) -> tuple[str, str]:
    """What stands before and after the one variable part of a route's path."""
    before, _mark, after = reverse(route, args=[MARK]).rpartition(MARK)
    return before, after


def site(request: HttpRequest) -> str:
    """The start of every address here: https://facts.example."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def link(request: HttpRequest, route: str, value: str = "") -> str:
    """The address of a route, with its one variable part if it has one."""
    path = value.join(around(route)) if value else reverse(route)
    return site(request) + path


def with_query(request: HttpRequest, **changed: str) -> str:
    """The address of this request with parts of its query changed."""
    query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True, encoding="utf-8")
    for name, value in changed.items():
        query[name] = value
    return f"{site(request)}{request.path}?{query.urlencode()}"


def path_here(request: HttpRequest, address: str) -> str:
    """The path of an address of this site, by http or https; empty for every other address."""
    try:
        there, here = urlsplit(address), urlsplit(site(request))
        known = there.scheme in USUAL_PORTS and "@" not in there.netloc and _place(there) == _place(here)
    except ValueError:  # brackets that hold no address, a port that is no number
        return ""
    return unquote(there.path) if known else ""


def _place(address: SplitResult) -> tuple[str | None, int | None]:
    """The host, and the port where it is not the usual one."""
    return address.hostname, None if address.port == USUAL_PORTS[address.scheme] else address.port
