"""A public document as one row: the columns that CSV, XLSX and Parquet share."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from claims.figures import Figure
from claims.vocabulary import Act, CorrectionKind

from .document import Json, steps

Cell = str | int | float | date | datetime | list[str] | None


@dataclass(frozen=True)
class Told:
    """What readers are told of one claim, with its addresses."""

    url: str
    api_url: str
    number: int | None  # its entry of the record; None from an embargo's moment until it is entered
    commitment: str
    text: str

    @cached_property
    def face(self) -> Json:
        """The public document."""
        face: Json = json.loads(self.text)
        return face


class Sort(StrEnum):
    """What a column holds. A list is one cell with a line for each where the format has no lists."""

    TEXT = "text"
    TEXTS = "list"
    WHOLE = "whole number"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, what that means, and where it comes from."""

    name: str
    sort: Sort
    meaning: str
    of: Callable[[Told], Cell]


def row(told: Told) -> list[Cell]:
    """The cells of a document in the order of the columns."""
    return [column.of(told) for column in COLUMNS]


def plain(cell: Cell) -> Any:
    """A cell for formats that know only texts and numbers: a day and a moment as ISO 8601, a list line by line."""
    if isinstance(cell, list):
        return "\n".join(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell


def _claim(name: str) -> Callable[[Told], Cell]:
    return lambda told: told.face["claim"][name]


def _verdict(*path: str) -> Callable[[Told], Cell]:
    return lambda told: _at(told.face["verdict"], path)


def _at(value: Any, path: Iterable[str]) -> Any:
    for step in path:
        value = value[step]
    return value


def _moment(name: str) -> Callable[[Told], Cell]:
    return lambda told: datetime.fromisoformat(told.face["record"][name])


def _day(name: str) -> Callable[[Told], Cell]:
    return lambda told: date.fromisoformat(day) if (day := told.face["verdict"].get(name)) else None


def _of_appearances(part: str, name: str) -> Callable[[Told], Cell]:
    return lambda told: _once(a[part][name] for a in told.face["appearances"] if a[part])


def _of_topics(name: str) -> Callable[[Told], Cell]:
    return lambda told: _once(topic[name] for topic in told.face["claim"]["topics"])


def _claimed(*names: str) -> Callable[[Told], Cell]:
    """The first of these parts of the number claimed that is known."""
    return lambda told: next((found for name in names if (found := _quantity(told).get(name)) is not None), None)


def _quantity(told: Told) -> Json:
    return told.face["claim"]["quantity"] or {}


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _first_said(told: Told) -> str:
    return min((a["said_on"] for a in told.face["appearances"] if a["said_on"]), default="")


def _found(told: Told) -> list[str]:
    pieces = [piece for piece in told.face["evidence"] if piece["figure"]]
    return [f"[{piece['number']}] {Figure.from_json(piece['figure']).words()}" for piece in pieces]


def _primary(told: Told) -> int:
    return sum(piece["primary"] for piece in told.face["evidence"])


def _corrections(told: Told) -> int:
    entries = (*told.face["history"], told.face["record"])
    return sum(e["act"] == Act.CORRECT and e.get("correction") != CorrectionKind.TYPO for e in entries)


def _figure_in_words(told: Told) -> str:
    return Figure.from_json(_quantity(told)).words() if _quantity(told) else ""


COLUMNS = [
    Column("id", Sort.TEXT, "of the claim, in the API and in every export", _claim("id")),
    Column("url", Sort.TEXT, "the claim's page", lambda told: told.url),
    Column("api_url", Sort.TEXT, "the whole document as JSON", lambda told: told.api_url),
    Column("statement", Sort.TEXT, "what was claimed", _claim("statement")),
    Column("language", Sort.TEXT, "of the check, as a tag: en, az, zh-Hant", _claim("language")),
    Column("kind", Sort.TEXT, "event, quantity, attribution, causal, comparison, prediction, opinion", _claim("kind")),
    Column("rating", Sort.TEXT, "its slug on the scale", _verdict("rating", "slug")),
    Column("rating_label", Sort.TEXT, "its word, in the language of the house", _verdict("rating", "label")),
    Column(
        "rating_position",
        Sort.WHOLE,
        "its place on the scale, 1 is least true; empty where it has none",
        _verdict("rating", "position"),
    ),
    Column(
        "scale_steps", Sort.WHOLE, "how many ratings have a place", lambda told: steps(told.face["verdict"]["scale"])
    ),
    Column("scale", Sort.TEXT, "the slug of the scale", _verdict("scale", "slug")),
    Column("scope", Sort.TEXT, "whether it was said, whether it is so, or both", _verdict("scope")),
    Column("summary", Sort.TEXT, "the answer in short", _verdict("summary")),
    Column("as_of", Sort.DAY, "the day for which it holds", _day("as_of")),
    Column("review_by", Sort.DAY, "the day by which we promised to look again", _day("review_by")),
    Column("speakers", Sort.TEXTS, "who said it", _of_appearances("speaker", "name")),
    Column("speaker_slugs", Sort.TEXTS, "the same for programs", _of_appearances("speaker", "slug")),
    Column("first_said", Sort.TEXT, "the earliest known date: a year, a month or a day", _first_said),
    Column("articles", Sort.TEXTS, "where it was said: titles", _of_appearances("article", "title")),
    Column("article_urls", Sort.TEXTS, "and addresses of the originals", _of_appearances("article", "url")),
    Column("topics", Sort.TEXTS, "what it is about", _of_topics("name")),
    Column("topic_slugs", Sort.TEXTS, "the same for programs", _of_topics("slug")),
    Column("claimed", Sort.TEXT, "the number claimed, in words", _figure_in_words),
    Column("claimed_low", Sort.NUMBER, "the number claimed, or the least of a range", _claimed("value", "low")),
    Column("claimed_high", Sort.NUMBER, "the number claimed, or the greatest of a range", _claimed("value", "high")),
    Column("claimed_unit", Sort.TEXT, "its unit", lambda told: _quantity(told).get("unit", "")),
    Column("found", Sort.TEXTS, "the numbers found, each with the number of its evidence", _found),
    Column("sources", Sort.WHOLE, "how many pieces of evidence", lambda told: len(told.face["evidence"])),
    Column("primary_sources", Sort.WHOLE, "how many of them are primary", _primary),
    Column(
        "source_urls",
        Sort.TEXTS,
        "the addresses of the sources",
        lambda told: _once(piece["source"]["url"] for piece in told.face["evidence"]),
    ),
    Column("translations", Sort.TEXTS, "other languages", lambda told: sorted(told.face.get("translations", {}))),
    Column("first_published", Sort.MOMENT, "in UTC", _moment("first_published_at")),
    Column("changed", Sort.MOMENT, "the newest entry, in UTC", _moment("published_at")),
    Column("last_act", Sort.TEXT, "what the newest entry did", lambda told: told.face["record"]["act"]),
    Column("corrections", Sort.WHOLE, "how often it was corrected; typos are not counted", _corrections),
    Column("entry", Sort.WHOLE, "the number of the newest entry in the record", lambda told: told.number),
    Column("commitment", Sort.TEXT, "of the newest entry: docs/record.md", lambda told: told.commitment),
]
