"""A page in time (Memento, RFC 7089): what it was by the moment, as links between its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.http import http_date

SECOND = timedelta(seconds=1)  # the moments of HTTP are whole ones
Link = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Memento:
    """A page as it was told from a moment on."""

    address: str
    moment: datetime

    @property
    def datetime(self) -> str:
        """The moment as HTTP writes it."""
        return http_date(self.moment.timestamp())


@dataclass(frozen=True)
class Page:
    """A page that has mementos, oldest first: whole addresses of it, of its gate and of its map."""

    original: str
    timegate: str
    timemap: str
    mementos: Sequence[Memento] = ()

    def at(self, moment: datetime | None) -> Memento:
        """What was told at a moment: the newest for none, the first for one before anything was told."""
        told = [memento for memento in self.mementos if moment is None or memento.moment < moment + SECOND]
        return told[-1] if told else self.mementos[0]


def of_original(page: Page) -> str:
    """The header Link of the page itself."""
    return _header([(page.timegate, {"rel": "timegate"}), _timemap(page)])


def of_gate(page: Page) -> str:
    """The header Link of the gate: the page, its map, and the ends of its history."""
    ends = {page.mementos[0]: ["first"]}
    ends.setdefault(page.mementos[-1], []).append("last")
    return _header([(page.original, {"rel": "original"}), _timemap(page), *_mementos(ends)])


def of_memento(page: Page, here: Memento) -> str:
    """The header Link of a memento: the page, its gate, its map, and the mementos beside this one."""
    place, last = page.mementos.index(here), len(page.mementos) - 1
    roles = {"first": 0, "prev": place - 1, "": place, "next": place + 1, "last": last}
    beside: dict[Memento, list[str]] = {}
    for role, number in roles.items():
        if 0 <= number <= last:
            beside.setdefault(page.mementos[number], []).append(role)
    gate = [(page.original, {"rel": "original"}), (page.timegate, {"rel": "timegate"})]
    return _header([*gate, _timemap(page), *_mementos(beside)])


def timemap(page: Page) -> str:
    """All mementos of a page, as application/link-format."""
    roles: dict[Memento, list[str]] = {memento: [] for memento in page.mementos}
    roles[page.mementos[0]].append("first")
    roles[page.mementos[-1]].append("last")
    links = [
        (page.original, {"rel": "original"}),
        _timemap(page, rel="self"),
        (page.timegate, {"rel": "timegate"}),
        *_mementos(roles),
    ]
    return ",\n".join(_written(link) for link in links) + "\n"


def _timemap(page: Page, *, rel: str = "timemap") -> Link:
    named = {"rel": rel, "type": "application/link-format"}
    if page.mementos:
        named |= {"from": page.mementos[0].datetime, "until": page.mementos[-1].datetime}
    return page.timemap, named


def _mementos(roles: dict[Memento, list[str]]) -> list[Link]:
    return [
        (memento.address, {"rel": " ".join([*filter(None, names), "memento"]), "datetime": memento.datetime})
        for memento, names in roles.items()
    ]


def _header(links: Sequence[Link]) -> str:
    return ", ".join(_written(link) for link in links)


def _written(link: Link) -> str:
    address, named = link
    return "; ".join([f"<{address}>", *(f'{name}="{value}"' for name, value in named.items())])
