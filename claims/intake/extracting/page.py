"""The article in a web page, without what stands around it."""

import re

import trafilatura
from lxml import etree, html

from .extracted import Extracted, Unreadable, joined
from .plain import decoded

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SHORTEST = 25  # characters; less is a word of a menu
# The library's time grows with the square of the parts within one part: 20,000 links in a paragraph take over 25 s.
ELEMENTS_AT_MOST, WITHIN_ONE_AT_MOST = 20_000, 3_000
# Where a page says its date to machines; the library also guesses from addresses and footers, which is no date.
MARKED = "//meta/@content | //time/@datetime | //script[@type='application/ld+json']/text()"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What a page says to those who use it, where it was taken for the end or the beginning of the article.
SAID_TO_VISITORS = re.compile(
    r"(skip|jump) to (the )?(main )?content|back to top|advertisement|share this.{0,20}", re.IGNORECASE
)


def extract_page(body: bytes, charset: str = "", url: str = "") -> Extracted:
    """What a page's article says, paragraph for paragraph, and what the page says about it."""
    page = _parsed(body, charset)
    _refuse_endless(page)
    marked = " ".join(map(str, page.xpath(MARKED)))
    found = trafilatura.bare_extraction(
        page,
        url=url or None,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or len(found.text or "") < SHORTEST:
        raise Unreadable("no article was found in the page")
    paragraphs = [part.strip() for part in str(found.text).split("\n") if part.strip()]
    return Extracted(
        joined(_without_what_is_said_to_visitors(paragraphs)),
        title=(found.title or paragraphs[0])[:400],
        byline=(found.author or "")[:200],
        publisher=(found.sitename or found.hostname or "")[:200],
        published_on=found.date if found.date and DAY.fullmatch(found.date) and found.date in marked else "",
        language=_language(page),
    )


def _parsed(body: bytes, charset: str) -> html.HtmlElement:
    text = decoded(body, charset or _declared(body))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    try:
        page = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("it is no web page") from error
    return page


def _refuse_endless(page: html.HtmlElement) -> None:
    for number, element in enumerate(page.iter(), start=1):
        if number > ELEMENTS_AT_MOST or len(element) > WITHIN_ONE_AT_MOST:
            raise Unreadable("the page has more parts than any article")


def _declared(body: bytes) -> str:
    said = re.search(rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{1,40})""", body[:4096], re.IGNORECASE)
    return said[1].decode() if said else ""


def _language(page: html.HtmlElement) -> str:
    said = (page.get("lang") or "").strip()
    return said if LANGUAGE.fullmatch(said) and len(said) <= 35 else ""


def _without_what_is_said_to_visitors(paragraphs: list[str]) -> list[str]:
    kept = [part for part in paragraphs if not SAID_TO_VISITORS.fullmatch(part)]
    return kept[1:] if len(kept) > 1 and kept[0] == kept[1] else kept  # a headline, and the same as the first words
