"""A feed as XML: Atom (RFC 4287) and RSS 2.0."""

from dataclasses import replace
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc2822_date, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from .feed import Feed, Item
from .xml import fit_for_xml

Row = dict[str, Any]


def as_atom(feed: Feed) -> str:
    """The feed as Atom."""
    return _written(_Atom, feed)


def as_rss(feed: Feed) -> str:
    """The feed as RSS 2.0, with the elements of Atom, Dublin Core and Content that its readers know."""
    return _written(_Rss, feed)


class _Atom(Atom1Feed):
    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", attrs={"rel": "hub", "href": self.feed["hub"]})

    def item_attributes(self, row: Row) -> dict[str, str]:
        language = row["told"].language
        return {"xml:lang": language} if language else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, row: Row) -> None:
        told: Item = row["told"]
        handler.addQuickElement("id", told.id)
        handler.addQuickElement("title", told.title)
        handler.addQuickElement("link", attrs={"rel": "alternate", "href": told.url})
        handler.addQuickElement("published", rfc3339_date(told.published_at))
        handler.addQuickElement("updated", rfc3339_date(told.updated_at))
        for name in told.authors:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for category in told.categories:
            handler.addQuickElement("category", attrs={"term": category})
        if told.summary:
            handler.addQuickElement("summary", told.summary, {"type": "text"})
        handler.addQuickElement("content", told.html, {"type": "html"})


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", attrs={"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, row: Row) -> None:
        told: Item = row["told"]
        handler.addQuickElement("title", told.title)
        handler.addQuickElement("link", told.url)
        handler.addQuickElement("guid", told.id, {"isPermaLink": "false"})
        handler.addQuickElement("description", escape(told.summary) if told.summary else told.html)
        handler.addQuickElement("content:encoded", told.html)
        for name in told.authors:
            handler.addQuickElement("dc:creator", name)
        for category in told.categories:
            handler.addQuickElement("category", category)
        if told.language:
            handler.addQuickElement("dc:language", told.language)
        handler.addQuickElement("pubDate", rfc2822_date(told.published_at))
        handler.addQuickElement("atom:updated", rfc3339_date(told.updated_at))


def _written(form: type[SyndicationFeed], feed: Feed) -> str:
    fit = _fit(feed)
    xml = form(
        title=fit.title,
        link=fit.url,
        description=fit.subtitle or fit.title,
        subtitle=fit.subtitle or None,
        language=fit.language,
        author_name=fit.author,
        feed_url=fit.here,
        feed_guid=fit.here,
        hub=fit.hub,
    )
    for item in map(_fit, fit.items):
        xml.add_item(item.title, item.url, item.html, pubdate=item.published_at, updateddate=item.updated_at, told=item)
    return xml.writeString("utf-8")


def _fit(told: Any) -> Any:
    """The feed or item with a replacement sign for each character that no XML may hold."""
    texts = {name: _without_bad(value) for name, value in vars(told).items() if name != "items"}
    return replace(told, **texts)


def _without_bad(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_without_bad, value))
    return fit_for_xml(value) if isinstance(value, str) else value
