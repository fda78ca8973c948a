"""Where a list can be followed: its feeds, for programs in the head of its page and for people under its title."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()
NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


@register.inclusion_tag("claims/_partials/_feed_head.html")
def feed_head(feed: str, title: str, query: str = "", **parts: Any) -> dict[str, Any]:
    """The links by which feed readers find the feeds of a page."""
    return {"title": title, "feeds": _feeds(feed, query, parts)}


@register.inclusion_tag("claims/_partials/_feed_links.html")
def feed_links(feed: str, query: str = "", **parts: Any) -> dict[str, Any]:
    """The links by which people do."""
    return {"feeds": _feeds(feed, query, parts)}


def _feeds(feed: str, query: str, parts: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"name": NAMES[form], "type": TYPES[form], "url": reverse(feed, kwargs={**parts, "form": form}) + query}
        for form in NAMES
    ]
