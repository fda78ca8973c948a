"""What a reader may ask in an address, and the sentence for what cannot be meant."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.text import has_bad_characters

PAGE_SIZE = 20
LAST_PAGE = 100
WORDS_AT_MOST = 200
ADDRESS_AT_MOST = 2000
SEVERAL_AT_MOST = 5
NUMBER_AT_MOST = 10**15
UNREADABLE = "\ufffd"  # what Django makes of bytes that are no UTF-8


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the numbers of the pages beside them (0 where there is none)."""

    rows: list[Any]
    number: int
    newer: int
    older: int
    cut_off: bool  # there are older rows, but no page for them


@dataclass(frozen=True)
class Run:
    """Some rows of a numbered list, and the number before which the older ones are (0 where there are none)."""

    rows: list[Any]
    begun: bool  # it starts with the newest
    older: int


def words(request: HttpRequest, name: str) -> str:
    """One short line of text from the address; refused if it cannot be read."""
    return _readable(name, request.GET.get(name, ""))


def address(request: HttpRequest, name: str) -> str:
    """The address of a page elsewhere, as it was given."""
    return _readable(name, request.GET.get(name, ""), most=ADDRESS_AT_MOST)


def several(request: HttpRequest, name: str) -> tuple[str, ...]:
    """Some short words from the address, each once."""
    given = dict.fromkeys(_readable(name, word) for word in request.GET.getlist(name)[: SEVERAL_AT_MOST + 1])
    if len(given) > SEVERAL_AT_MOST:
        raise BadRequest(_("“%(name)s” may be there up to %(most)d times.") % {"name": name, "most": SEVERAL_AT_MOST})
    return tuple(filter(None, given))


def _readable(name: str, given: str, *, most: int = WORDS_AT_MOST) -> str:
    given = given.strip()
    if has_bad_characters(given) or UNREADABLE in given:
        raise BadRequest(_("“%(name)s” holds characters that cannot be read.") % {"name": name})
    if len(given) > most:
        raise BadRequest(
            _("“%(name)s” is too long: it may have up to %(most)d characters.") % {"name": name, "most": most}
        )
    return given


def one_of(request: HttpRequest, name: str, allowed: Collection[str]) -> str:
    """One of the allowed words from the address, or nothing."""
    given = words(request, name)
    if given and given not in allowed:
        raise BadRequest(_("“%(name)s” is one of: %(allowed)s.") % {"name": name, "allowed": ", ".join(allowed)})
    return given


def page(request: HttpRequest, rows: QuerySet[Any]) -> Page:
    """The page of a list that the address asks for; one query."""
    number = _page_number(request)
    start = (number - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    return Page(
        rows=found[:PAGE_SIZE],
        number=number,
        newer=number - 1,
        older=number + 1 if more and number < LAST_PAGE else 0,
        cut_off=more and number == LAST_PAGE,
    )


def run(request: HttpRequest, rows: QuerySet[Any, dict[str, Any]]) -> Run:
    """The rows of a list, newest first, from before the number that the address names; one query."""
    given = request.GET.get("before", "")
    if given and not (given.isascii() and given.isdigit() and 0 < int(given[:20]) <= NUMBER_AT_MOST):
        raise BadRequest(_("“before” is the number of an entry of the record: a whole number from 1."))
    if given:
        rows = rows.filter(number__lt=int(given))
    found = list(rows[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    return Run(rows=found[:PAGE_SIZE], begun=not given, older=found[PAGE_SIZE - 1]["number"] if more else 0)


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    if given.isascii() and given.isdigit() and len(given) <= 3 and 1 <= int(given) <= LAST_PAGE:
        return int(given)
    raise BadRequest(_("“page” is a whole number from 1 to %(last)d.") % {"last": LAST_PAGE})
