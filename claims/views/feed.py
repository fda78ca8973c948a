"""Answering with a feed, in the form in which its address ends."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import get_language

from claims.formats.feed import Feed, Item, as_json
from claims.formats.feed_xml import as_atom, as_rss

from .caching import answer_with
from .site_address import site_address

ITEMS_AT_MOST = 30
FORMS: dict[str, tuple[Callable[[Feed], str], str]] = {
    "atom": (as_atom, "application/atom+xml; charset=utf-8"),
    "rss": (as_rss, "application/rss+xml; charset=utf-8"),
    "json": (as_json, "application/feed+json"),
}


def feeds(page: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """The feeds of a list: one address for each form, behind that of the list's page."""
    return [path(f"{page}feed.{form}", view, {"form": form}, name=name) for form in FORMS]


def answer_feed(
    request: HttpRequest,
    form: str,
    items: Callable[[str], Iterable[Item]],
    *,
    title: str,
    page: str,
    here: str,
    shows: Iterable[object],
    subtitle: str = "",
) -> HttpResponseBase:
    """The feed of a list whose page and whose feed have these paths; its items are made for the site's address.

    Any page may read it, by a script too: it is the same for everybody.
    """
    site, hub = site_address(request), settings.WEBSUB_HUB

    def written() -> bytes:
        feed = Feed(
            title=title if title == settings.SITE_NAME else f"{title} – {settings.SITE_NAME}",
            url=site + page,
            here=site + here,
            language=get_language() or settings.LANGUAGE_CODE,
            author=settings.SITE_NAME,
            items=tuple(items(site)),
            subtitle=subtitle,
            hub=hub,
        )
        return FORMS[form][0](feed).encode()

    response = answer_with(request, written, shows=[form, hub, title, *shows], content_type=FORMS[form][1])
    response["Access-Control-Allow-Origin"] = "*"
    if hub:
        response["Link"] = f'<{hub}>; rel="hub", <{site}{here}>; rel="self"'
    return response
