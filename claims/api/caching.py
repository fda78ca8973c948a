"""What anyone may keep for a while, and how they ask whether it is still so."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

# A minute old is fresh; ten more minutes old may be shown once more while the new one is fetched.
KEPT_A_WHILE = "public, max-age=60, stale-while-revalidate=600"
SHAPE = "1"  # counts up when the same record is served in another shape, so that no cache mixes the two


def fresh(request: HttpRequest, body: str, *, tag: str = "") -> HttpResponse:
    """JSON with its ETag, or 304 for a reader who has it; `tag` spares us digesting a body that has a commitment."""
    content = body.encode()
    etag = f'"{SHAPE}.{tag or hashlib.sha256(content).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": KEPT_A_WHILE}
    if etag in _known(request):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, content_type="application/json", headers=headers)


def _known(request: HttpRequest) -> list[str]:
    """The ETags that the reader has; a weak one is as good as a strong one here (RFC 9110, 13.1.2)."""
    given = request.META.get("HTTP_IF_NONE_MATCH")
    return [tag.removeprefix("W/") for tag in parse_etags(given)] if given else []
