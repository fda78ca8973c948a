"""The text of a Word document."""

import io
import tempfile
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from claims.errors import Refused
from claims.formats.unzipping import Bounds, Opened

from .extracted import Extracted, Unreadable, joined

BOUNDS = Bounds(members=2_000, largest=20_000_000, together=60_000_000)


def extract_word(body: bytes) -> Extracted:
    """The paragraphs of a .docx; its tables, notes and macros are left out."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as kept:
        kept.write(body)
        kept.flush()
        try:
            with Opened(Path(kept.name), BOUNDS):
                pass
        except Refused as refusal:
            raise Unreadable("the document is damaged, or unpacks to far more than it should") from refusal
    try:
        document = Document(io.BytesIO(body))
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        about = document.core_properties
        title, author = about.title, about.author
    except (OpcError, BadZipFile, etree.LxmlError, KeyError, ValueError, AttributeError) as error:
        raise Unreadable("it is no Word document") from error
    text = joined(paragraphs)
    return Extracted(text, title=(title or text.partition("\n")[0])[:400], byline=(author or "")[:200])
