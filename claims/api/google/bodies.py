"""The body of a call, read by its schema as Google reads JSON: names in either spelling, null as nothing."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator

from claims.api.bodies import CleanJSONParser

from .errors import Wrong
from .parameters import INT32
from .schemas import SCHEMAS, Field, camel

Json = dict[str, Any]
Fault = tuple[str, str]


def body_of(request: HttpRequest, schema: str) -> Json:
    """The body with every field in its type; Wrong with everything that does not belong there."""
    given = CleanJSONParser().parse(request)
    faults: list[Fault] = []
    read = _thing(given, schema, "", faults)
    if faults:
        raise Wrong(dict(faults))
    return read


def _thing(given: Any, schema: str, path: str, faults: list[Fault]) -> Json:
    if not isinstance(given, dict):
        faults.append((path or "body", "it is not an object"))
        return {}
    fields = SCHEMAS[schema].fields
    read: Json = {}
    for key, value in given.items():
        name = key if key in fields else camel(key)
        here = f"{path}.{name}".lstrip(".")
        if name not in fields:
            faults.append((Truncator(here).chars(120), "there is no such field"))
        elif name in read:
            faults.append((here, "it is there twice"))
        elif value is not None:
            read[name] = _value(value, fields[name], here, faults)
    return read


def _value(given: Any, field: Field, path: str, faults: list[Fault]) -> Any:
    if not field.several:
        return _one(given, field, path, faults)
    if not isinstance(given, list):
        faults.append((path, "it is not a list"))
        return []
    return [_one(part, field, f"{path}[{place}]", faults) for place, part in enumerate(given)]


def _one(given: Any, field: Field, path: str, faults: list[Fault]) -> Any:
    if field.of:
        return _thing(given, field.of, path, faults)
    if field.type == "integer":
        return next(_whole(given, path, faults), 0)
    if not isinstance(given, str):
        faults.append((path, "it is not a text"))
    return given


def _whole(given: Any, path: str, faults: list[Fault]) -> Iterator[int]:
    """Yield a number that is written as one, as a text or with nothing behind its point."""
    try:
        number = int(given) if isinstance(given, str) and len(given) <= 11 else given
    except ValueError:
        number = None
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, int) and not isinstance(number, bool) and number in INT32:
        yield number
    else:
        faults.append((path, "it is not a whole number of 32 bits"))
