"""Where a claim was said, in the order of time."""

from collections.abc import Iterable
from typing import Any

from claims.partial_dates import PartialDate

Json = dict[str, Any]


def in_time(appearances: Iterable[Json]) -> list[Json]:
    """The appearances, the earliest first and the undated last, each with its date (`on`, empty where there is none).

    Where there are several, those of the earliest date are the `first` that are known.
    """
    dated = [appearance | {"on": _on(appearance)} for appearance in appearances]
    ordered = sorted(dated, key=_place)
    earliest = ordered[0]["on"] if len(ordered) > 1 else ""
    return [appearance | {"first": bool(earliest) and appearance["on"] == earliest} for appearance in ordered]


def _on(appearance: Json) -> str:
    """When it was said, else when what it stands in was published."""
    return appearance["said_on"] or appearance["article"]["published_on"] or ""


def _place(appearance: Json) -> tuple[bool, PartialDate | None]:
    on = appearance["on"]
    return (False, PartialDate.parse(on)) if on else (True, None)
