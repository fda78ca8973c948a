"""A page of ours for those who embed it by its address: oEmbed 1.0 (https://oembed.com)."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from django.utils.html import format_html

from .share_card import HEIGHT, WIDTH

Json = dict[str, Any]

# How tall a frame is for its width: it runs no script, so it cannot tell. embed.js has those of a claim, too.
CLAIM_HEIGHTS = ((240, 600), (320, 540), (420, 470), (560, 440), (800, 410))
ARTICLE_HEIGHTS = ((240, 560), (320, 480), (420, 430), (560, 400), (800, 360))
WIDE = 600  # where nobody asks for less
KEPT_SECONDS = 3600  # what is kept is the frame: what it shows is always new
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Embedded:
    """A page that can be embedded: whole addresses, and who found what it tells (empty where nobody did)."""

    title: str
    frame: str
    picture: str
    author: str
    heights: tuple[tuple[int, int], ...]


def oembed(page: Embedded, *, name: str, site: str, maxwidth: int | None, maxheight: int | None) -> Json:
    """The answer for a page of the site of that name, in pixels that the asker allows.

    It holds a frame and no blockquote: WordPress hides a frame that stands beside one until a script in it speaks.
    """
    width = min(maxwidth or WIDE, page.heights[-1][0])
    height = next(height for widest, height in page.heights if width <= widest)
    height = min(height, maxheight or height)
    return {
        "type": "rich",
        "version": "1.0",
        "title": page.title,
        **({"author_name": page.author} if page.author else {}),
        "provider_name": name,
        "provider_url": f"{site}/",
        "cache_age": KEPT_SECONDS,
        **_thumbnail(page.picture, maxwidth, maxheight),
        "html": _frame(page, width, height),
        "width": width,
        "height": height,
    }


def _thumbnail(picture: str, maxwidth: int | None, maxheight: int | None) -> Json:
    """The share card, where it is not larger than what the asker allows."""
    if (maxwidth or WIDTH) < WIDTH or (maxheight or HEIGHT) < HEIGHT:
        return {}
    return {"thumbnail_url": picture, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}


def _frame(page: Embedded, width: int, height: int) -> str:
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>',
        page.frame,
        page.title,
        width,
        height,
    )


def as_xml(told: Json) -> str:
    """The same answer as XML; what XML cannot hold is left out."""
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = NO_XML.sub("", str(value))
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n{written}'
