"""What every request carries: an id, one line in the log, and the name of the site."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language_from_path

from claims.views.site_address import site_address

Handler = Callable[[HttpRequest], HttpResponse]

request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger("factcheck.requests")
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdFilter(logging.Filter):
    """Puts the id of the request on each line that it causes."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


def request_log(get_response: Handler) -> Handler:
    """Give each request an id (the proxy's, when it is well formed), answer with it, and log one line."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex)
        started = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            log.info(
                "request",
                extra={
                    "method": request.method,
                    "path": without_token(request),
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - started) * 1000, 1),
                },
            )
            return response
        finally:
            request_id.reset(token)

    return middleware


def without_token(request: HttpRequest) -> str:
    """The path that was asked, without the secret of a private address."""
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    return request.path.replace(token, "…") if token else request.path


def content_security_policy(get_response: Handler) -> Handler:
    """Tell browsers what a page may load; a view that needs another policy sets its own header."""
    policy = "; ".join(f"{directive} {source}" for directive, source in settings.CONTENT_SECURITY_POLICY.items())

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def interface_language(get_response: Handler) -> Handler:
    """Speak the language that the address names, else the house's own.

    Neither a cookie nor the browser's wish counts: so one address is one page, which any cache may keep.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        with translation.override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            return response

    return middleware


def in_each_language(path: str) -> list[dict[str, str]]:
    """The addresses of one page in all languages of the site, the house's own first."""
    spoken = get_language_from_path(path)
    bare = path.removeprefix(f"/{spoken}") if spoken else path
    ordered = sorted(settings.LANGUAGES, key=lambda language: language[0] != settings.LANGUAGE_CODE)
    return [
        {"code": code, "name": name, "url": bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"}
        for code, name in ordered
    ]


def site(request: HttpRequest) -> dict[str, object]:
    """What every page says about this site."""
    return {
        "languages": in_each_language(request.path),
        "site_name": settings.SITE_NAME,
        "site_url": site_address(request),
        "sample_notice": settings.SAMPLE_NOTICE,
    }
