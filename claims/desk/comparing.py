"""How the desk differs from the record."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.formats.canonical import canonical
from claims.formats.document import content
from claims.models import Claim, Embargo, Publication

# What a document says of the claim; one published before a part was thought of holds nothing of it.
PARTS = ("claim", "appearances", "verdict", "evidence", "replies", "impact")


@dataclass(frozen=True)
class Difference:
    """One thing that readers are told otherwise than the desk holds it; `path` as in the public document."""

    path: str
    record: str
    desk: str


def differences(claim: Claim) -> list[Difference]:
    """How the desk differs from what readers see, or will see; empty for what neither holds or nothing changed."""
    last = Publication.objects.filter(claim=claim).in_order().last() or Embargo.objects.filter(claim=claim).first()
    if last is None:
        return []
    told = {key: last.document.get(key, []) for key in PARTS}
    return list(_compare("", _keyed(told), _keyed(content(claim))))


def seen_of(claim: Claim) -> str:
    """A short digest of what the desk would tell readers of a claim now: 12 hexadecimal digits."""
    return hashlib.sha256(canonical(content(claim)).encode()).hexdigest()[:12]


def _keyed(value: Any) -> Any:
    """Lists as mappings by number or slug, so that a moved row is not a changed row."""
    if isinstance(value, dict):
        return {key: _keyed(part) for key, part in value.items() if key not in ("html", "scale")}
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        return {_name(part, place): _keyed(part) for place, part in enumerate(value, start=1)}
    return value


def _name(part: dict[str, Any], place: int) -> str:
    return str(part.get("number") or part.get("slug") or place)


def _compare(path: str, told: Any, held: Any) -> Iterator[Difference]:
    if isinstance(told, dict) and isinstance(held, dict):
        for key in dict.fromkeys([*told, *held]):
            yield from _compare(f"{path}.{key}".lstrip("."), told.get(key), held.get(key))
    elif told != held:
        yield Difference(path, _text(told), _text(held))


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        return " · ".join(text for part in value.values() if (text := _text(part)))
    if isinstance(value, list):
        return "\n".join(_text(part) for part in value)
    return str(value)
