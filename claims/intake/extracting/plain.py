"""Plain text, in whatever encoding it came."""

import codecs
import re

from .extracted import Extracted, Unreadable, joined

MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
NO_TEXT_AT_MOST = 0.05  # of the bytes: more of them are a picture, a program, an archive


def decoded(body: bytes, charset: str = "") -> str:
    """Bytes as text: by their own mark, as they were said to be, as UTF-8, else as Western European."""
    marked = [name for mark, name in MARKS if body.startswith(mark)]
    for name in [*marked, charset, "utf-8"]:
        try:
            return body.decode(name) if name else body.decode("utf-8")
        except (LookupError, UnicodeError, ValueError):
            continue
    return body.decode("cp1252", errors="replace")


def extract_plain(body: bytes, charset: str = "") -> Extracted:
    """A text as it was typed; its first line is its title. An empty line ends a paragraph, or else each line does."""
    if not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _is_no_text(body):
        raise Unreadable("it is no text")
    text = decoded(body, charset).replace("\r\n", "\n").replace("\r", "\n")
    whole = joined(re.split(r"\n[ \t]*\n", text))
    return Extracted(whole, title=whole.partition("\n")[0][:400])


def _is_no_text(body: bytes) -> bool:
    odd = sum(body.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13, 27))
    return odd > len(body) * NO_TEXT_AT_MOST
