"""Pages that follow a key: as cheap at the end of a list as at its start, and steady when rows come in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import unreadable
from .links import with_query
from .parameters import Parameter, number, text

CURSOR = Parameter(
    "cursor",
    text(1000),
    gettext_lazy("Where a page begins: taken from “next” or “previous”, never made."),
    {"type": "string", "minLength": 1, "maxLength": 1000},
)
Row = dict[str, Any]


def page_size(default: int, most: int = 100) -> Parameter:
    """How many results a page has."""
    return Parameter(
        "page_size",
        number(1, most),
        gettext_lazy("How many results a page has."),
        {"type": "integer", "minimum": 1, "maximum": most, "default": default},
    )


@dataclass(frozen=True)
class Order:
    """An order in which no two rows share a place: its name, and its columns, of which the last is unique."""

    name: str
    columns: tuple[str, ...]
    descending: bool = False

    def key(self, row: Any) -> list[Any]:
        """Where a row, a mapping or a model, stands in this order."""
        return [row[name] if isinstance(row, dict) else getattr(row, name) for name in self.columns]

    def by(self, *, backwards: bool) -> list[str]:
        """The columns as order_by takes them."""
        sign = "-" if self.descending != backwards else ""
        return [sign + column for column in self.columns]

    def beyond(self, key: Sequence[Any], *, backwards: bool) -> Q:
        """The rows that come after a key; its first part alone is a range of an index."""
        compare = "lt" if self.descending != backwards else "gt"
        found = Q()
        same: dict[str, Any] = {}
        for column, value in zip(self.columns, key, strict=True):
            found |= Q(**same, **{f"{column}__{compare}": value})
            same[column] = value
        return Q(**{f"{self.columns[0]}__{compare}e": key[0]}) & found


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the addresses of the pages beside them."""

    rows: list[Any]
    next: str | None
    previous: str | None


def page_of(request: HttpRequest, rows: QuerySet[Any, Any], order: Order, *, size: int, cursor: str = "") -> Page:
    """The page that a cursor names, else the first. Rows hold the order's columns."""
    backwards, key = _read(cursor, order) if cursor else (False, [])
    if key:
        rows = rows.filter(order.beyond(key, backwards=backwards))
    found = list(rows.order_by(*order.by(backwards=backwards))[: size + 1])
    return beside(request, found, order, size=size, begun=not key, backwards=backwards)


def beside(
    request: HttpRequest,
    found: list[Any],
    order: Order,
    *,
    size: int,
    begun: bool = True,
    backwards: bool = False,
) -> Page:
    """The page of the rows that were found, one more than fit if there are more, with what lies beside it."""
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    after = rows and (more or backwards)
    before = rows and (more if backwards else not begun)
    return Page(
        rows=rows,
        next=with_query(request, cursor=_write(order, rows[-1], backwards=False)) if after else None,
        previous=with_query(request, cursor=_write(order, rows[0], backwards=True)) if before else None,
    )


def _signer() -> Signer:
    return Signer(sep=".", salt="claims.api.paging")


def _write(order: Order, row: Any, *, backwards: bool) -> str:
    plain = [part.isoformat() if isinstance(part, date) else part for part in order.key(row)]
    return _signer().sign_object([order.name, backwards, *plain])


def _read(cursor: str, order: Order) -> tuple[bool, list[Any]]:
    """The direction and key of a cursor that we wrote for this order; Invalid for any other."""
    try:
        name, backwards, *key = _signer().unsign_object(cursor)
    except BadSignature as error:
        raise unreadable({"cursor": _("this cursor is not one of ours: begin again without it")}) from error
    if name != order.name:
        raise unreadable({"cursor": _("this cursor is of a list in another order: begin again without it")})
    return backwards, key
