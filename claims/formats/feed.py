"""A feed: a list as others may follow it, described once and written as JSON Feed 1.1; as XML in `feed_xml`."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from .canonical import instant

VERSION = "https://jsonfeed.org/version/1.1"
Json = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One thing that a feed tells. `id` never changes and no other thing has it; `html` is whole and clean."""

    id: str
    url: str
    title: str
    html: str
    published_at: datetime
    updated_at: datetime
    summary: str = ""  # plain text
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """A list, its page (`url`), its own address (`here`), and whom to ask to be told of news (`hub`, WebSub)."""

    title: str
    url: str
    here: str
    language: str
    author: str
    items: tuple[Item, ...]
    subtitle: str = ""
    hub: str = ""

    @property
    def updated_at(self) -> datetime:
        """When the newest of it was changed; now, where there is nothing."""
        return max((item.updated_at for item in self.items), default=timezone.now())


def tag_uri(site: str, day: str, name: str) -> str:
    """A name for ever (RFC 4151) of something that this site told on a day: 2023-03-30."""
    return f"tag:{urlsplit(site).hostname},{day}:{name}"


def as_json(feed: Feed) -> str:
    """The feed as JSON Feed 1.1."""
    told = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.here,
        "description": feed.subtitle,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
    }
    return json.dumps(_known(told) | {"items": [_item(item) for item in feed.items]}, ensure_ascii=False)


def _item(item: Item) -> Json:
    return _known(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_html": item.html,
            "summary": item.summary,
            "date_published": instant(item.published_at),
            "date_modified": instant(item.updated_at),
            "authors": [{"name": name} for name in item.authors],
            "tags": list(item.categories),
            "language": item.language,
        }
    )


def _known(told: Json) -> Json:
    return {name: value for name, value in told.items() if value}
