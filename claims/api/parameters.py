"""What may stand behind the question mark: how it is read, and what is said when it cannot be."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from claims.partial_dates import PartialDate
from claims.text import has_bad_characters

from .errors import unreadable

SLUG = r"^[-a-zA-Z0-9_]{1,80}$"
TAG = r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$"
PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
NUMBERED = {"page", "offset", "limit"}

Read = Callable[[str], Any]


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name, its reader (a ValueError carries the sentence), and how the schema has it."""

    name: str
    read: Read
    description: Any
    schema: dict[str, Any]

    def documented(self) -> OpenApiParameter:
        """As the schema shows it."""
        return OpenApiParameter(self.name, type=self.schema, description=self.description)


def asked(request: HttpRequest, known: Sequence[Parameter]) -> dict[str, Any]:
    """The values of a query by their names; Invalid with every fault when any of it is not understood."""
    return _values(_query(request), known)


def asked_among_others(request: HttpRequest, known: Sequence[Parameter]) -> dict[str, Any]:
    """The same for a standard whose clients add parameters of their own, and send some without a value."""
    names = {parameter.name for parameter in known}
    return _values([(name, given) for name, given in _query(request) if name in names and any(given)], known)


def _query(request: HttpRequest) -> Iterable[tuple[str, list[str]]]:
    return QueryDict(request.META.get("QUERY_STRING", ""), encoding="utf-8").lists()


def _values(query: Iterable[tuple[str, list[str]]], known: Sequence[Parameter]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    readers = {parameter.name: parameter.read for parameter in known}
    for name, given in query:
        try:
            values[name] = _one(name, given, readers)
        except ValueError as fault:
            faults[shortened(name)] = str(fault)
    if faults:
        raise unreadable(faults)
    return values


def _one(name: str, given: list[str], readers: dict[str, Read]) -> Any:
    if name not in readers:
        raise ValueError(" ".join(_unknown(name, readers)))
    if len(given) > 1:
        raise ValueError(_("give it once"))
    if not given[0].strip():
        raise ValueError(_("give a value or leave it out"))
    if has_bad_characters(given[0]):
        raise ValueError(_("it holds characters that no text has"))
    return readers[name](given[0])


def _unknown(name: str, readers: Iterable[str]) -> Iterator[str]:
    if name in NUMBERED and "cursor" in readers:
        yield _("pages have no numbers here: follow “next”.")
    known = ", ".join(readers) or _("none")
    yield _("there is no such parameter; these are: %(names)s") % {"names": known}


def text(at_most: int) -> Read:
    """Any words, up to a length in characters."""

    def read(given: str) -> str:
        if len(given) > at_most:
            raise ValueError(
                _("at most %(most)d characters, and these are %(count)d") % {"most": at_most, "count": len(given)}
            )
        return given.strip()

    return read


def one_of(choices: Sequence[str]) -> Read:
    """One of the words."""

    def read(given: str) -> str:
        if given not in choices:
            raise ValueError(
                _("“%(given)s” is not one of: %(choices)s") % {"given": shortened(given), "choices": ", ".join(choices)}
            )
        return given

    return read


def pattern(expression: str, sentence: Any) -> Read:
    """Anything of that form; the sentence takes what was given."""

    def read(given: str) -> str:
        if not re.fullmatch(expression, given):
            raise ValueError(sentence % {"given": shortened(given)})
        return given

    return read


def number(low: int, high: int) -> Read:
    """A whole number between two others."""

    def read(given: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", given) or not low <= int(given) <= high:
            raise ValueError(_("give a whole number from %(low)d to %(high)d") % {"low": low, "high": high})
        return int(given)

    return read


def first_moment(given: str) -> datetime:
    """The first moment of a year, a month or a day, in UTC."""
    return datetime.combine(PartialDate.parse(given).earliest(), time.min, tzinfo=UTC)


def last_moment(given: str) -> datetime:
    """The last moment of a year, a month or a day, in UTC."""
    return datetime.combine(PartialDate.parse(given).latest(), time.max, tzinfo=UTC)


def shortened(given: str) -> str:
    """What was given, cut for a sentence."""
    return Truncator(given).chars(60)
