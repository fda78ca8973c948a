"""Characters that nobody sees but that change what is read: marks of direction, nothing wide, hidden tags."""

import re
import unicodedata
from collections import Counter

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# U+200C and U+200D are at home within words of other scripts and in emoji; between Latin letters they hide something.
UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f]|(?<=[A-Za-z0-9 ])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z0-9 ])"
)


def name_of(character: str) -> str:
    """How an unseen character is called: RIGHT-TO-LEFT OVERRIDE."""
    return unicodedata.name(character, code_of(character))


def code_of(character: str) -> str:
    """The number of a character as it is written: U+202E."""
    return f"U+{ord(character):04X}"


def counted(text: str) -> list[tuple[str, int]]:
    """The unseen characters of a text by name and how many of each, the most frequent first."""
    return [(name_of(character), many) for character, many in Counter(UNSEEN.findall(text)).most_common()]


def with_unseen(text: str) -> SafeString:
    """A text in which characters that nobody sees have their number beside them, drawn by the style sheet.

    They stay where they are, so that places in the text are those of the text.
    """
    parts, place = [], 0
    for found in UNSEEN.finditer(text):
        shown = format_html('<span class="unseen" data-code="{}">{}</span>', code_of(found[0]), found[0])
        parts += [escape(text[place : found.start()]), shown]
        place = found.end()
    return mark_safe("".join([*parts, escape(text[place:])]))  # noqa: S308 - each part is escaped
