"""The text of a PDF. Its scripts, forms and files are left where they are."""

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from .extracted import LONGEST, Extracted, Unreadable, joined

PAGES_AT_MOST = 500


def extract_pdf(body: bytes) -> Extracted:
    """The text of all pages, a paragraph where lines are set apart."""
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):  # many are locked against changes only
            raise Unreadable("the PDF is locked with a password")
        if len(reader.pages) > PAGES_AT_MOST:
            raise Unreadable(f"the PDF has more than {PAGES_AT_MOST} pages")
        pages = list(_pages(reader))
        title = str((reader.metadata.title if reader.metadata else "") or "")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Unreadable("the PDF is damaged") from error
    if not any(page.strip() for page in pages):
        raise Unreadable("the PDF holds pictures of pages and no text")
    text = joined(" ".join(part.split()) for page in pages for part in re.split(r"\n[ \t]*\n", page))
    return Extracted(text, title=(title.strip() or text.partition("\n")[0])[:400])


def _pages(reader: PdfReader) -> list[str]:
    pages, length = [], 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > LONGEST:
            raise Unreadable(f"its text is longer than {LONGEST:,} characters")
    return pages
