"""Which form something has, by what its sender and its own first bytes say."""

from pathlib import PurePath

from .extracted import Extracted, Unreadable
from .page import extract_page
from .pdf import extract_pdf
from .plain import extract_plain
from .transcript import extract_transcript
from .word import extract_word

LARGEST = 5_000_000  # bytes
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DATA = ("application/json", "application/ld+json", "application/xml", "text/css", "text/csv", "text/javascript")
SUFFIXES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".docx": WORD,
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".md": "text/plain",
}


def extract(body: bytes, *, media_type: str = "", name: str = "", charset: str = "", url: str = "") -> Extracted:
    """The text of a page, a PDF, a Word document, a transcript or a plain text; raises Unreadable."""
    if not body.strip():
        raise Unreadable("it is empty")
    if len(body) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1_000_000} MB")
    kind = _kind(body, media_type, name)
    if kind == "application/pdf":
        return extract_pdf(body)
    if kind == WORD:
        return extract_word(body)
    if kind in ("text/vtt", "application/x-subrip"):
        return extract_transcript(body, "vtt" if kind == "text/vtt" else "srt")
    if kind == "text/html":
        return extract_page(body, charset, url)
    if media_type.partition(";")[0].strip().lower() in DATA:
        raise Unreadable("it is data for programs, no article")
    return extract_plain(body, charset)


def _kind(body: bytes, media_type: str, name: str) -> str:
    start = body[:1024].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if body.startswith(b"PK\x03\x04"):
        return WORD
    said = media_type.partition(";")[0].strip().lower()
    if said in ("application/xhtml+xml", "text/html") or (not said and start.startswith((b"<!doctype html", b"<html"))):
        return "text/html"
    if said in SUFFIXES.values() and said != "text/plain":
        return said
    known = SUFFIXES.get(PurePath(name).suffix.lower(), "text/plain")
    return "text/html" if known == "text/plain" and start.startswith((b"<!doctype html", b"<html")) else known
