"""Sitemaps (sitemaps.org, Google's for news): which pages there are, for search engines."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

from .canonical import instant
from .xml import fit_for_xml

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
TAIWANESE = {"hant", "tw", "hk", "mo"}


@dataclass(frozen=True)
class Place:
    """A page and when it last changed, where that is known."""

    address: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class News:
    """A page that was published within the last two days."""

    address: str
    title: str
    language: str
    published_at: datetime


def index(addresses: Iterable[str]) -> str:
    """The sitemap of sitemaps."""
    with _document("sitemapindex") as (xml, written):
        for address in addresses:
            _add(xml, "sitemap", loc=address)
    return written.getvalue()


def urlset(places: Iterable[Place]) -> str:
    """The sitemap of some pages, 50,000 at most."""
    with _document("urlset") as (xml, written):
        for place in places:
            changed = {"lastmod": instant(place.changed_at)} if place.changed_at else {}
            _add(xml, "url", loc=place.address, **changed)
    return written.getvalue()


def news(publisher: str, items: Iterable[News]) -> str:
    """The sitemap of what is news, 1,000 pages at most."""
    with _document("urlset", **{"xmlns:news": NEWS}) as (xml, written):
        for item in items:
            with _within(xml, "url"):
                xml.addQuickElement("loc", item.address)
                with _within(xml, "news:news"):
                    told = {"news:name": fit_for_xml(publisher), "news:language": news_language(item.language)}
                    _add(xml, "news:publication", **told)
                    xml.addQuickElement("news:publication_date", instant(item.published_at))
                    xml.addQuickElement("news:title", fit_for_xml(item.title))
    return written.getvalue()


def news_language(tag: str) -> str:
    """A language as news sitemaps name it: ISO 639, but zh-cn and zh-tw for the two ways to write Chinese."""
    primary, *others = tag.lower().split("-")
    if primary != "zh":
        return primary
    return "zh-tw" if TAIWANESE & set(others) else "zh-cn"


@contextmanager
def _document(root: str, **namespaces: str) -> Iterator[tuple[SimplerXMLGenerator, StringIO]]:
    written = StringIO()
    xml = SimplerXMLGenerator(written, "utf-8")
    xml.startDocument()
    with _within(xml, root, xmlns=SITEMAPS, **namespaces):
        yield xml, written


@contextmanager
def _within(xml: SimplerXMLGenerator, name: str, **attributes: str) -> Iterator[None]:
    xml.startElement(name, AttributesImpl(attributes))
    yield
    xml.endElement(name)


def _add(xml: SimplerXMLGenerator, name: str, **parts: str) -> None:
    with _within(xml, name):
        for part, text in parts.items():
            xml.addQuickElement(part, text)
