"""What the tests of the pages ask a page."""

import re
from html import unescape

from django.http import HttpResponse

INLINE = "a|bdi|code|mark|path|span|strong|svg|time"


def words(response: HttpResponse) -> str:
    """What a reader sees of a page, in one line."""
    body = response.content.decode().partition("<body")[2].partition(">")[2]
    text = re.sub(rf"</?({INLINE})\b[^>]*>", "", body)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).replace("\u2060", "").split())


def html(response: HttpResponse) -> str:
    return response.content.decode()
