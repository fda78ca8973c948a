"""How often somebody may ask, and how they are told (RateLimit headers, draft-ietf-httpapi-ratelimit-headers-10)."""

import math
import time
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.request import Request

from claims.accounts.networks import network_of
from claims.errors import Refused
from claims.models import AccessToken

WINDOW = 60  # seconds; windows begin with the minute


@dataclass(frozen=True)
class Limit:
    """So many requests a minute, kept in one of Django's caches."""

    name: str
    setting: str
    cache: str = "default"

    @property
    def most(self) -> int:
        """How many; none at all means that nobody counts."""
        return getattr(settings, self.setting)

    @property
    def policy(self) -> str:
        return f'"{self.name}";q={self.most};w={WINDOW}'


# Each has its own name in the headers. Readers are counted beside the others: they cannot push out anybody's counts.
READERS = Limit("readers", "API_LIMIT_READERS", cache="readers")
DESK = Limit("desk", "API_LIMIT_DESK")
WRITES = Limit("writes", "API_LIMIT_WRITES")
WORTHLESS_TOKENS = Limit("worthless-tokens", "API_LIMIT_WORTHLESS_TOKENS")


@dataclass(frozen=True)
class Standing:
    """How somebody stands with a limit."""

    limit: Limit
    used: int
    ends_in: int  # seconds

    @property
    def left(self) -> int:
        return max(0, self.limit.most - self.used)

    @property
    def is_over(self) -> bool:
        return self.used > self.limit.most


class TooMany(Refused):
    """Somebody who asks too often; `standings` says of what and for how long."""

    code = "too_many"

    def __init__(self, *standings: Standing) -> None:
        self.standings = standings
        self.wait = max(standing.ends_in for standing in standings if standing.is_over)
        super().__init__(_("Nothing was done"), _("you ask too often; ask again in %(n)d seconds") % {"n": self.wait})


def count(who: str, *limits: Limit) -> list[Standing]:
    """Count one request against some limits; TooMany when one of them is passed."""
    return _unless_over([_counted(limit, who, by=1) for limit in limits if limit.most])


def look(who: str, limit: Limit) -> None:
    """TooMany when a limit is reached already; counts nothing."""
    if limit.most and (standing := _counted(limit, who, by=0)).left == 0:
        raise TooMany(Standing(limit, standing.used + 1, standing.ends_in))


def asker(request: Request) -> str:
    """Whom a request at the desk counts for: its token, else its person, else its network."""
    if isinstance(request.auth, AccessToken):
        return f"token:{request.auth.public_id}"
    return f"person:{request.user.pk}" if request.user.is_authenticated else network_of(request)


def count_reader(request: HttpRequest) -> None:
    """Count a reader's request against what one network address may ask."""
    if READERS.most:
        count(network_of(request), READERS)


def tell(response: HttpResponseBase, standings: Collection[Standing]) -> None:
    """Say in an answer that is nobody else's how its asker stands."""
    if standings:
        response["RateLimit-Policy"] = ", ".join(standing.limit.policy for standing in standings)
        response["RateLimit"] = ", ".join(f'"{s.limit.name}";r={s.left};t={s.ends_in}' for s in standings)


def tell_readers(response: HttpResponse) -> None:
    """Say in an answer that anyone may keep what holds for everybody."""
    if READERS.most:
        response.headers.setdefault("RateLimit-Policy", READERS.policy)


def _unless_over(standings: list[Standing]) -> list[Standing]:
    if any(standing.is_over for standing in standings):
        raise TooMany(*standings)
    return standings


def _counted(limit: Limit, who: str, *, by: int) -> Standing:
    """How somebody stands after so many more requests. A count is forgotten when its minute ends."""
    left = WINDOW - time.time() % WINDOW
    cache, key = caches[limit.cache], f"limit:{limit.name}:{who}"
    try:
        used = cache.incr(key, by)
    except ValueError:
        used = by if not by or cache.add(key, by, left) else cache.incr(key, by)
    return Standing(limit, used, math.ceil(left))
