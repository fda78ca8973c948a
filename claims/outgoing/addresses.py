"""Which addresses of the network a request of ours may go to: the public ones, whoever chose the name."""

import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.utils.translation import gettext as _
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]  # a host name and a port; every address that they have

PORTS = {"http": 80, "https": 443}
LONGEST = 2000

# What IANA's registries of special-purpose addresses hold and Python's ipaddress, depending on its age, does not.
SPECIAL = [
    ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.175.48.0/24",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside, by relays that nobody keeps any more
        "2620:4f:8000::/48",
        "3fff::/20",
    )
]
UNICAST = ip_network("2000::/3")  # all of IPv6 that is given to anybody
TRANSLATED = ip_network("64:ff9b::/96")  # RFC 6052: NAT64, an IPv4 address in the last 32 bits


class Unreachable(Exception):
    """A server that gave no answer that we could take, and why, in a clause."""


class Forbidden(Unreachable):
    """An address that no request of ours goes to, and why, in a clause."""


@dataclass(frozen=True)
class Place:
    """Where a request goes: the address as it was parsed, and the addresses of the network that it may go to."""

    url: Url
    port: int
    addresses: Sequence[str]

    @property
    def host(self) -> str:
        """The name that was asked for."""
        return _host(self.url)


def place_of(
    url: str, *, schemes: Sequence[str], ports: Sequence[int], networks: Sequence[str] = (), resolve: Resolve
) -> Place:
    """Where a URL leads, its name resolved once and every address that it has checked; raises Unreachable.

    Connect to these addresses only: a name that is asked for again may have others.
    """
    parsed, port = _parsed(url)
    addresses = resolve(_host(parsed), port)
    trusted = bool(addresses) and all(_is_in(address, networks) for address in addresses)
    if not trusted:
        _refuse_way(parsed, port, schemes, ports)
        _refuse_private(addresses)
    return Place(parsed, port, addresses)


def may_be_asked(url: str, *, schemes: Sequence[str], ports: Sequence[int], networks: Sequence[str] = ()) -> None:
    """Refuse, without asking any name server, a URL that can be seen to lead where no request goes; raises Forbidden.

    Where there are networks of our own, a name may lie in them: it is looked at once it is resolved.
    """
    parsed, port = _parsed(url)
    addresses = written_in(_host(parsed), port)
    if networks and all(_is_in(address, networks) for address in addresses):
        return
    _refuse_way(parsed, port, schemes, ports)
    _refuse_private(addresses)


def by_the_system(host: str, port: int) -> list[str]:
    """Every address that the system's resolver knows for a name, once each."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(_("nobody knows where %(host)s is") % {"host": host}) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def written_in(host: str, port: int) -> list[str]:
    """The address that a host spells in figures, also as one number, octal or hexadecimal; none for a name."""
    try:
        figures = host.removesuffix(".")  # the root of all names, which a resolver leaves out too
        found = socket.getaddrinfo(figures, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Whether an address is one that anybody on the internet could ask."""
    ip = _unwrapped(ip_address(address))
    if ip.is_private or ip.is_multicast or ip.is_reserved or not ip.is_global:
        return False
    if isinstance(ip, IPv6Address) and ip not in UNICAST:
        return False
    return not any(ip in network for network in SPECIAL if network.version == ip.version)


def _unwrapped(ip: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip


def _is_in(address: str, networks: Iterable[str]) -> bool:
    ip = _unwrapped(ip_address(address))
    return any(ip in network for network in map(ip_network, networks) if network.version == ip.version)


def _parsed(url: str) -> tuple[Url, int]:
    try:
        parsed = parse_url(url)
    except (LocationParseError, ValueError) as error:
        raise Forbidden(_("it is no web address")) from error
    if len(url) > LONGEST or parsed.scheme not in PORTS or not parsed.host or parsed.port == 0:
        raise Forbidden(_("it is no web address"))
    if parsed.auth:
        raise Forbidden(_("it has a user name or password in it"))
    return parsed, parsed.port or PORTS[parsed.scheme]


def _host(parsed: Url) -> str:
    return (parsed.host or "").strip("[]")


def _refuse_way(parsed: Url, port: int, schemes: Sequence[str], ports: Sequence[int]) -> None:
    if str(parsed.scheme) not in schemes:
        raise Forbidden(_("it has to begin with %(scheme)s") % {"scheme": " or ".join(f"{s}://" for s in schemes)})
    if port not in ports:
        raise Forbidden(_("no request goes to port %(port)d") % {"port": port})


def _refuse_private(addresses: Iterable[str]) -> None:
    """Refuse when one of them is not public: a name of which only some are is no better than the worst."""
    for address in addresses:
        if not is_public(address):
            raise Forbidden(_("%(address)s is no public address") % {"address": address})
