"""What the W3C's feed validator and jsonfeed.org ask of a feed, as far as ours could break it."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)")
TAG = re.compile(r"tag:[^,/]+,\d{4}-\d\d-\d\d:\S+")


def faults_of(body: bytes, form: str) -> list[str]:
    """Every rule that a feed breaks; and the real parser must read it without complaint."""
    faults = list({"atom": _atom, "rss": _rss, "json": _json}[form](body))
    if form != "json":
        parsed = feedparser.parse(body)
        if parsed.bozo:
            faults.append(f"feedparser: {parsed.bozo_exception}")
    return faults


def _atom(body: bytes) -> Iterator[str]:
    feed = etree.fromstring(body)
    yield from _each_once(feed, ["id", "title", "updated"])
    yield from (
        f"feed: not one link {rel}" for rel in ("self", "alternate") if _count(feed, f"link[@rel='{rel}']") != 1
    )
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _entry(entry, signed=_count(feed, "author") > 0)
    for moment in feed.iter(f"{ATOM}updated", f"{ATOM}published"):
        if not RFC3339.fullmatch(moment.text or ""):
            yield f"not RFC 3339: {moment.text}"
    yield from _addresses(link.get("href") for link in feed.iter(f"{ATOM}link"))
    yield from _ids([entry.findtext(f"{ATOM}id") for entry in entries])
    told = [datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated"))) for entry in entries]
    if told and max(told) != datetime.fromisoformat(str(feed.findtext(f"{ATOM}updated"))):
        yield "feed: not as new as its newest entry"


def _entry(entry: Any, *, signed: bool) -> Iterator[str]:
    yield from _each_once(entry, ["id", "title", "updated", "published", "content"])
    if _count(entry, "link[@rel='alternate']") != 1:
        yield "entry: not one link alternate"
    if not signed and not _count(entry, "author"):
        yield "entry: no author"


def _rss(body: bytes) -> Iterator[str]:
    rss = etree.fromstring(body)
    (channel,) = rss
    if rss.get("version") != "2.0":
        yield "rss: not version 2.0"
    for name in ("title", "link", "description", "lastBuildDate", "language", f"{ATOM}link[@rel='self']"):
        if len(channel.findall(name)) != 1:
            yield f"channel: not one {name}"
    items = channel.findall("item")
    for item in items:
        yield from _item(item)
    for moment in [*channel.iter("pubDate"), channel.find("lastBuildDate")]:
        if not RFC822.fullmatch(moment.text or "") or parsedate_to_datetime(moment.text).tzinfo is None:
            yield f"not RFC 822: {moment.text}"
    yield from _addresses([link.text for link in channel.iter("link")])
    yield from _ids([item.findtext("guid") for item in items])


def _item(item: Any) -> Iterator[str]:
    for name in ("title", "link", "guid", "pubDate", "description", f"{CONTENT}encoded"):
        if len(item.findall(name)) != 1:
            yield f"item: not one {name}"
    guid = item.find("guid")
    if (guid.get("isPermaLink", "true") == "true") != guid.text.startswith("http"):
        yield "guid: isPermaLink is not true"
    if item.find("author") is not None:
        yield "item: an author must be a mail address; dc:creator is for names"


def _count(element: Any, name: str) -> int:
    return len(element.findall(ATOM + name))


def _json(body: bytes) -> Iterator[str]:
    feed: dict[str, Any] = json.loads(body)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "feed: not version 1.1"
    if not feed.get("title") or not isinstance(feed.get("items"), list):
        yield "feed: no title or no items"
    if "author" in feed or any("author" in item for item in feed["items"]):
        yield "author is of version 1.0: authors"
    for item in feed["items"]:
        if not isinstance(item.get("id"), str) or not (item.get("content_html") or item.get("content_text")):
            yield "item: no id or no content"
        for name in ("date_published", "date_modified"):
            if not RFC3339.fullmatch(item.get(name, "")):
                yield f"item: not RFC 3339: {item.get(name)}"
    yield from _addresses([feed.get("home_page_url"), feed.get("feed_url"), *(item["url"] for item in feed["items"])])
    yield from _ids([item["id"] for item in feed["items"]])


def _each_once(element: Any, names: list[str]) -> Iterator[str]:
    for name in names:
        found = element.findall(ATOM + name)
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"{etree.QName(element).localname}: not one {name}"


def _addresses(given: Any) -> Iterator[str]:
    for address in given:
        parts = urlsplit(address or "")
        if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>\"]", address):
            yield f"not a whole address: {address}"


def _ids(ids: list[Any]) -> Iterator[str]:
    if len(set(ids)) != len(ids):
        yield "an id is there twice"
    for each in ids:
        if not TAG.fullmatch(each or ""):
            yield f"not a tag URI: {each}"
