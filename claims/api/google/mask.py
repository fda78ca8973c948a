"""Partial replies: `fields=claims(text,claimReview/url),nextPageToken` and what of a value it leaves."""

import re
from typing import Any

from .errors import Wrong
from .schemas import SCHEMAS

LONGEST = 2000
DEEPEST = 12
TOKEN = re.compile(r"\s*([A-Za-z][A-Za-z0-9_]*|[*/,()])")
Mask = dict[str, Any] | None  # by the name of a field what is wanted of it; None: all of it


def parsed(fields: str, schema: str) -> Mask:
    """The mask of a selector on a schema; Wrong where it cannot be read or names what is not there."""
    try:
        if len(fields) > LONGEST:
            raise ValueError(f"it is longer than {LONGEST} characters")
        tokens = _tokens(fields)
        mask = _several(tokens, depth=0)
        if tokens:
            raise ValueError(f"“{tokens[-1]}” is one too many")
        _refuse_unknown(mask, schema)
    except ValueError as fault:
        raise Wrong({"fields": str(fault)}) from fault
    return mask


def cut(value: Any, mask: Mask) -> Any:
    """What a mask leaves of a value."""
    if mask is None:
        return value
    if isinstance(value, list):
        return [cut(part, mask) for part in value]
    if not isinstance(value, dict):
        return value
    return {name: cut(part, wanted(mask, name)) for name, part in value.items() if has(mask, name)}


def has(mask: Mask, name: str) -> bool:
    """Whether a mask wants anything of a field."""
    return mask is None or name in mask or "*" in mask


def wanted(mask: Mask, name: str) -> Mask:
    """What a mask wants of a field."""
    if mask is None:
        return None
    parts = [mask[key] for key in (name, "*") if key in mask]
    return _joined(*parts) if len(parts) == 2 else parts[0]


def _tokens(fields: str) -> list[str]:
    """The parts of a selector, the first one last."""
    tokens, place = [], 0
    fields = fields.rstrip()
    while place < len(fields):
        found = TOKEN.match(fields, place)
        if found is None:
            raise ValueError(f"it cannot be read from “{fields[place : place + 20]}” on")
        tokens.append(found[1])
        place = found.end()
    return tokens[::-1]


def _several(tokens: list[str], *, depth: int) -> dict[str, Any]:
    """Selectors with commas between them."""
    if depth > DEEPEST:
        raise ValueError("it is nested too deeply")
    mask: dict[str, Any] = {}
    while True:
        name, part = _one(tokens, depth=depth)
        mask[name] = _joined(mask[name], part) if name in mask else part
        if not tokens or tokens[-1] != ",":
            return mask
        tokens.pop()


def _one(tokens: list[str], *, depth: int) -> tuple[str, Mask]:
    """A name, with what follows it behind a slash or in brackets."""
    if not tokens or tokens[-1] in "/,()":
        raise ValueError("it lacks the name of a field")
    name = tokens.pop()
    if tokens and tokens[-1] == "/":
        tokens.pop()
        if depth > DEEPEST:
            raise ValueError("it is nested too deeply")
        further, part = _one(tokens, depth=depth + 1)
        return name, {further: part}
    if tokens and tokens[-1] == "(":
        tokens.pop()
        part = _several(tokens, depth=depth + 1)
        if not tokens or tokens.pop() != ")":
            raise ValueError("it lacks a bracket")
        return name, part
    return name, None


def _joined(one: Mask, other: Mask) -> Mask:
    if one is None or other is None:
        return None
    both = {name: _joined(one[name], other[name]) for name in one.keys() & other.keys()}
    return one | other | both


def _refuse_unknown(mask: Mask, schema: str) -> None:
    fields = SCHEMAS[schema].fields
    for name, part in (mask or {}).items():
        if name != "*" and name not in fields:
            raise ValueError(f"there is no field “{name}” here; these are: {', '.join(fields) or 'none'}")
        inner = [field for known, field in fields.items() if name in ("*", known)]
        if part is not None and not any(field.of for field in inner):
            raise ValueError(f"“{name}” has no fields")
        for field in inner:
            if part is not None and field.of and name != "*":
                _refuse_unknown(part, field.of)
