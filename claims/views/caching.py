"""How long a page may be kept, and when a reader's copy is still good."""

import functools
import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from .imprint import imprint

CLAIMS = Path(__file__).resolve().parent.parent
PACKS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?(,|$))")
FRESH = {"public": True, "max_age": 60, "stale_while_revalidate": 86_400}


def answer(
    request: HttpRequest,
    template: str,
    context: Callable[[], dict[str, Any]],
    *,
    shows: Iterable[object],
) -> HttpResponseBase:
    """The page, or 304 where the reader's copy shows the same.

    `shows` names what the page is made from: commitments, digests, moments of change. Its frame adds the pages about
    the house, as `house_pages`.
    """
    kinds = imprint().kinds
    return answer_with(
        request,
        lambda: render(request, template, context() | {"house_pages": kinds}).content,
        shows=[*shows, *kinds],
    )


def answer_with(
    request: HttpRequest, make: Callable[[], bytes], *, shows: Iterable[object], content_type: str | None = None
) -> HttpResponseBase:
    """What is made, or 304 where the reader's copy shows the same."""
    etag = f'W/"{_digest([_dress(), request.build_absolute_uri(), *map(str, shows)])}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        page = _kept(etag, lambda: gzip.compress(make(), mtime=0))
        response = _packed(request, page, content_type)
    patch_vary_headers(response, ["Accept-Encoding"])
    return _fresh(response, etag)


def answer_picture(request: HttpRequest, make: Callable[[], bytes], *, shows: Iterable[object]) -> HttpResponseBase:
    """The PNG that is made, or 304 where the reader's copy shows the same.

    It is packed in itself, and the same whatever follows its address: nobody can have it drawn again and again.
    """
    etag = f'"{_digest([_dress(), *map(str, shows)])}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    return _fresh(response or HttpResponse(_kept(etag, make), content_type="image/png"), etag)


def answer_file(
    request: HttpRequest, pieces: Callable[[], Iterable[bytes]], *, shows: Iterable[object], content_type: str
) -> HttpResponseBase:
    """A file that is sent piece by piece, or 304 where the reader's copy is the same; nobody keeps it here."""
    etag = f'"{_digest([_dress(), *map(str, shows)])}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        body = () if request.method == "HEAD" else pieces()
        response = StreamingHttpResponse(body, content_type=content_type)
    return _fresh(response, etag)


def _fresh(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    patch_cache_control(response, **FRESH)
    return response


def _kept(etag: str, make: Callable[[], bytes]) -> bytes:
    """What has a tag, as it was made before; drawing a page costs ten times as much as asking for it."""
    pages = caches["pages"]
    made: bytes | None = pages.get(etag)
    if made is None:
        made = make()
        pages.set(etag, made, timeout=FRESH["max_age"] * 10)
    return made


def _packed(request: HttpRequest, page: bytes, content_type: str | None) -> HttpResponse:
    """The page as it is kept where the reader unpacks it, else unpacked.

    Packing tells no secret by its length (BREACH): these pages are the same for everybody.
    """
    if not PACKS.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(gzip.decompress(page), content_type=content_type)
    return HttpResponse(page, content_type=content_type, headers={"Content-Encoding": "gzip"})


def uncached(response: HttpResponse) -> HttpResponse:
    """A response that nobody keeps."""
    response["Cache-Control"] = "no-store"
    return response


def _dress() -> str:
    """The version of everything that clothes a document: templates, styles, this code, settings."""
    return _digest([_code() if not settings.DEBUG else _code.__wrapped__(), *_names()])


def _names() -> list[str]:
    return [
        settings.SITE_NAME,
        settings.SITE_URL,
        settings.DATA_LICENSE,
        str(settings.SAMPLE_NOTICE),
        str(get_language()),
        settings.TIME_ZONE,
    ]


@functools.cache
def _code() -> str:
    folders = [
        *(CLAIMS / name for name in ("formats", "static", "templatetags", "views")),
        settings.BASE_DIR / "templates",
        *settings.LOCALE_PATHS,
    ]
    files = sorted(
        path
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.suffix in {".html", ".css", ".js", ".svg", ".py", ".mo"}
    )
    return _digest([path.read_text(errors="replace") for path in files])


def _digest(parts: Iterable[str]) -> str:
    """A short digest of texts in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x00")
    return digest.hexdigest()[:32]
