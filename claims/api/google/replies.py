"""Replies as Google writes them: indented, cut to the fields that are wanted, long lists as a stream."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from claims.api.caching import KEPT_A_WHILE, fresh

from .errors import JSON
from .mask import Mask, cut, has, wanted
from .methods import Method
from .paging import AT_ONCE, More

TOKEN = "nextPageToken"  # noqa: S105 (the name of a field)


@dataclass(frozen=True)
class Style:
    """How JSON is written: what stands before a field, before a row, at the end of the list and of the reply."""

    field: str
    row: str
    list_ends: str
    ends: str
    colon: str
    indent: int | None

    def written(self, value: Any) -> str:
        """A value by itself."""
        separators = None if self.indent else (",", ":")
        return json.dumps(value, ensure_ascii=False, indent=self.indent, separators=separators)


PRETTY = Style(field="\n  ", row="\n    ", list_ends="\n  ]", ends="\n}\n", colon=": ", indent=2)
COMPACT = Style(field="", row="", list_ends="]", ends="}\n", colon=":", indent=None)


def whole(request: HttpRequest, method: Method, value: Any, mask: Mask, *, pretty: bool) -> HttpResponseBase:
    """The reply of a method that answers with one thing."""
    style = PRETTY if pretty else COMPACT
    return _answer(request, method, f"{style.written(cut(value, mask))}\n")


def listed(request: HttpRequest, method: Method, rows: Iterator[Any], mask: Mask, *, pretty: bool) -> HttpResponseBase:
    """The reply of a method that answers with a list; a long one is sent while it is read."""
    first = list(islice(rows, AT_ONCE + 1))
    parts = _parts(chain(first, rows), method.listed, mask, PRETTY if pretty else COMPACT)
    if len(first) <= AT_ONCE:
        return _answer(request, method, "".join(parts))
    headers = {"Cache-Control": _kept(method)}
    return StreamingHttpResponse(map(str.encode, parts), content_type=JSON, headers=headers)


def _parts(rows: Iterator[Any], name: str, mask: Mask, style: Style) -> Iterator[str]:
    """Yield the text of a reply row by row; what is empty is left out of it."""
    shown, begun, more = has(mask, name), False, None
    for row in rows:
        if isinstance(row, More):
            more = row
        elif shown:
            yield f",{style.row}" if begun else f'{{{style.field}"{name}"{style.colon}[{style.row}'
            yield style.written(cut(row, wanted(mask, name))).replace("\n", style.row)
            begun = True
    if begun:
        yield style.list_ends
    if more and has(mask, TOKEN):
        yield "," if begun else "{"
        yield f'{style.field}"{TOKEN}"{style.colon}"{more.token}"'
        begun = True
    yield style.ends if begun else "{}\n"


def _answer(request: HttpRequest, method: Method, body: str) -> HttpResponse:
    if method.is_private:
        return HttpResponse(body, content_type=JSON, headers={"Cache-Control": _kept(method)})
    response = fresh(request, body)
    response["Content-Type"] = JSON
    return response


def _kept(method: Method) -> str:
    return "private, no-store" if method.is_private else KEPT_A_WHILE
