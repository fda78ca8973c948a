"""Which network a request comes from: what limits are counted by."""

from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network
from typing import Any

from django.http import HttpRequest

from .devices import address_of

NETWORK = 64  # bits: whoever has one IPv6 address has as many as they like beside it


def network_of(request: Any) -> str:
    """The network address that asks, of IPv6 the network; where it is not known, all are one."""
    return _network(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


@lru_cache(maxsize=1000)  # to look it up anew would be most of what counting costs
def _network(remote: str, forwarded: str) -> str:
    asked = HttpRequest()
    asked.META = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    address = address_of(asked) or "nowhere"
    if ":" not in address:
        return address
    whole = IPv6Address(address.partition("%")[0])
    return str(whole.ipv4_mapped or IPv6Network((int(whole), NETWORK), strict=False))
