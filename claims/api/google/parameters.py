"""What stands behind the question mark of a call: each value as its type, or everything that is wrong with it."""

import re
from typing import Any

from django.http import QueryDict
from django.utils.text import Truncator

from claims.text import has_bad_characters

from .errors import Wrong
from .methods import COMMON, Method, Parameter
from .schemas import camel

TAG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
INT32 = range(-(2**31), 2**31)
LONGEST = 4000
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
REFUSED = {"callback": "JSONP is not offered: these replies may be read from any site without it"}
Values = dict[str, Any]


def asked(query: QueryDict, method: Method) -> Values:
    """The values of a call by their names; empty ones count as not given. Raises Wrong with every fault."""
    known = {parameter.name: parameter for parameter in (*COMMON, *method.parameters)}
    values: Values = {}
    faults: dict[str, str] = {}
    for given, texts in query.lists():
        name = given if given in known else camel(given)
        try:
            value = _one(known, name, texts)
            if value is not None:
                values[name] = value
        except ValueError as fault:
            faults[Truncator(given).chars(60)] = str(fault)
    if faults:
        raise Wrong(faults)
    return values


def _one(known: dict[str, Parameter], name: str, texts: list[str]) -> Any:
    if name not in known:
        raise ValueError("there is no such parameter")
    text, *more = texts
    if more:
        raise ValueError("give it once")
    if not text.strip():
        return None
    if name in REFUSED:
        raise ValueError(REFUSED[name])
    if has_bad_characters(text):
        raise ValueError("it holds characters that no text has")
    return _read(known[name], text.strip())


def _read(parameter: Parameter, text: str) -> Any:
    longest = parameter.longest or LONGEST
    if len(text) > longest:
        raise ValueError(f"it is longer than {longest} characters")
    if parameter.choices and text not in parameter.choices:
        raise ValueError(f"only {', '.join(parameter.choices)} can be had here")
    if parameter.name == "languageCode" and not TAG.fullmatch(text):
        raise ValueError("it is not a language tag (BCP 47): en, sr-Latn")
    if parameter.type == "integer":
        return _whole(text)
    if parameter.type == "boolean":
        if text.lower() not in BOOLEANS:
            raise ValueError("it is true or false")
        return BOOLEANS[text.lower()]
    return text


def _whole(text: str) -> int:
    """A whole number that is not negative."""
    if not re.fullmatch("[+-]?[0-9]{1,10}", text) or int(text) not in INT32:
        raise ValueError("it is not a whole number of 32 bits (TYPE_INT32)")
    if int(text) < 0:
        raise ValueError("it is negative")
    return int(text)
