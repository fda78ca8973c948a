"""Plain text that people type to each other: whom it names, where it leads, and what it quotes."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

# @anna or @"Anna Example"; what stands within an address or a word names nobody.
NAME = re.compile(r'(?<![\w@])@(?:"([^"\n]{1,150})"|“([^”\n]{1,150})”|(\w(?:[\w.+-]{0,148}\w)?))')
LINK = re.compile(r"https?://[^\s<>\"“”]+")
AFTER_A_LINK = ".,;:!?'’)]}»…"


def names_called(text: str) -> list[str]:
    """The names that a text calls with @, each once, as they were written."""
    found = (" ".join("".join(groups).split()) for groups in NAME.findall(text))
    return list(dict.fromkeys(name for name in found if name))


def with_links(text: str) -> SafeString:
    """The text as HTML, its web addresses as links and nothing else in it."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        address = found[0].rstrip(AFTER_A_LINK)
        parts += [conditional_escape(text[end : found.start()]), _link(address)]
        end = found.start() + len(address)
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))  # noqa: S308 (each part is escaped)


def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in a text, however either is broken into lines."""
    return " ".join(words.split()) in " ".join(text.split())


def _link(address: str) -> SafeString:
    return format_html('<a href="{}" rel="nofollow noopener noreferrer">{}</a>', address, address)
