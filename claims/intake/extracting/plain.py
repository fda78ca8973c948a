"""Plain text, in whatever encoding it came."""

import codecs
import re

from .extracted import Extracted, Unreadable, joined

MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
# Charsets of texts; Python knows codecs that are none: idna, punycode, unicode_escape.
CHARSET = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|latin-?1|iso-?8859-\d+|windows-\d+|cp\d+|koi8-[ru]|mac\w+"
    r"|shift_?jis|euc-(jp|kr)|gb\w+|big5\w*|iso-2022-\w+",
    re.IGNORECASE,
)
NOT_IN_PLAIN_BYTES = re.compile("utf-?16|iso-2022", re.IGNORECASE)  # what could look like UTF-8 and is not
NO_TEXT_AT_MOST = 0.05  # of the bytes: more of them are a picture, a program, an archive


def decoded(body: bytes, charset: str = "") -> str:
    """Bytes as text: by their own mark, as UTF-8 if they are, as was said, else as Western European."""
    marked = [name for mark, name in MARKS if body.startswith(mark)]
    said = [charset] if CHARSET.fullmatch(charset) else []
    for name in [*marked, *filter(NOT_IN_PLAIN_BYTES.match, said), "utf-8", *said]:
        try:
            return body.decode(name)
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
