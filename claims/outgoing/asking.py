"""One request to another server, by addresses that were checked, and what came of it."""

import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Timer
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from .addresses import Place, Resolve, Unreachable, by_the_system, place_of
from .connections import Pinned, connection

REDIRECTS = {301, 302, 303, 307, 308}
TRIED = 3  # addresses of one name
CHUNK = 16_384


@dataclass(frozen=True)
class Manners:
    """How we ask: where we go, how long we wait (seconds), how much we take (bytes, unpacked).

    An address in one of `networks` is asked whatever its scheme and port; every other has to be public. An answer
    that is longer than `most` is refused, unless its beginning is enough.
    """

    schemes: Sequence[str] = ("https", "http")
    ports: Sequence[int] = (80, 443, 8000, 8080, 8443)
    networks: Sequence[str] = ()
    redirects: int = 0
    connect: float = 5
    read: float = 10
    total: float = 15
    most: int = 5_000_000
    beginning_is_enough: bool = False


@dataclass(frozen=True)
class Answer:
    """What a server said. `url` is where it said it, after the redirects; `ms` is how long all of it took."""

    status: int
    url: str
    headers: Mapping[str, str]  # by their names in any letters
    body: bytes = field(repr=False)
    ms: int


def ask(
    url: str,
    manners: Manners,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    resolve: Resolve = by_the_system,
    trust: ssl.SSLContext | None = None,
) -> Answer:
    """Ask another server, and take its answer whatever its status; raises Unreachable where there is none.

    Only a GET follows redirects, and each place that it is led to is checked like the first. Nothing is taken
    from the environment: no proxy, no credentials; nothing is kept: no cookie, no connection.
    """
    begun, hops = time.monotonic(), manners.redirects if method == "GET" else 0
    for _hop in range(hops + 1):
        place = place_of(url, schemes=manners.schemes, ports=manners.ports, networks=manners.networks, resolve=resolve)
        left = begun + manners.total - time.monotonic()
        with _connected(place, manners, left, trust) as line:
            said = _said(line, place, method, body, {"User-Agent": user_agent(), **(headers or {})}, manners)
            leads = said.headers.get("Location", "") if said.status in REDIRECTS and hops else ""
            if not leads:
                text = _body(said, manners)
                ms = round((time.monotonic() - begun) * 1000)
                return Answer(said.status, url, said.headers, text, ms)
        url = urljoin(place.url.url, leads)
    raise Unreachable(_("it leads on more than %(most)d times") % {"most": hops})


def user_agent() -> str:
    """Who asks, as servers keep it in their logs."""
    return f"factcheck-desk/1 (+{settings.SITE_URL})" if settings.SITE_URL else "factcheck-desk/1"


@contextmanager
def _connected(place: Place, manners: Manners, left: float, trust: ssl.SSLContext | None) -> Iterator[Pinned]:
    """A connection to the first address that answers; it is cut off when the time for the whole request is over."""
    deadline = time.monotonic() + left
    for number, address in enumerate(place.addresses[:TRIED], start=1):
        line = connection(place, address, timeout=min(manners.connect, max(left, 0.001)), trust=trust)
        clock = Timer(max(deadline - time.monotonic(), 0), line.cut)
        clock.daemon = True
        clock.start()
        try:
            with _in_words(deadline):
                line.connect()
        except Unreachable:
            _leave(line, clock)
            if number == min(len(place.addresses), TRIED) or time.monotonic() >= deadline:
                raise
            continue
        try:
            with _in_words(deadline):
                yield line
        finally:
            _leave(line, clock)
        return
    raise Unreachable(_("nobody knows where %(host)s is") % {"host": place.host})


def _leave(line: Pinned, clock: Timer) -> None:
    clock.cancel()
    line.leave()


def _said(
    line: Pinned, place: Place, method: str, body: bytes | None, headers: Mapping[str, str], manners: Manners
) -> BaseHTTPResponse:
    line.timeout = manners.read
    assert line.sock is not None
    line.sock.settimeout(manners.read)
    line.request(method, place.url.request_uri, body=body, headers=headers, preload_content=False)
    return line.getresponse()


def _body(said: BaseHTTPResponse, manners: Manners) -> bytes:
    taken = bytearray()
    for chunk in said.stream(min(CHUNK, manners.most + 1), decode_content=True):
        taken += chunk
        if len(taken) > manners.most:
            break
    if len(taken) > manners.most and not manners.beginning_is_enough:
        raise Unreachable(_("its answer is longer than %(most)d bytes") % {"most": manners.most})
    return bytes(taken[: manners.most])


@contextmanager
def _in_words(deadline: float) -> Iterator[None]:
    """Say in a clause what went wrong on the way, whichever layer says it."""
    try:
        yield
    except Unreachable:
        raise
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise Unreachable(_clause(error, late=time.monotonic() >= deadline)) from error
    if time.monotonic() >= deadline:  # what was cut off can look like an answer that has ended
        raise Unreachable(_clause(TimeoutError(), late=True))


def _clause(error: Exception, *, late: bool) -> str:
    cause: BaseException = next((part for part in (error.__cause__, *error.args) if isinstance(part, OSError)), error)
    if late or isinstance(cause, TimeoutError):
        return _("it took too long")
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _("its certificate is not good (%(why)s)") % {"why": cause.verify_message}
    if isinstance(cause, ssl.SSLError):
        return _("there is no secure connection to it (%(why)s)") % {"why": cause.reason or cause}
    if isinstance(cause, OSError) and cause.strerror:
        return _("it could not be reached (%(why)s)") % {"why": cause.strerror}
    return _("it broke off, or did not speak HTTP")
