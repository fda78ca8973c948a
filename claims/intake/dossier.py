"""Reading a dossier: an article with its claims, sources and verdicts in one folder.

The form of `dossier.json` is in dossier.schema.json; the text lies in the file beside it that `text_file` names.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from claims import anchors
from claims.errors import Refused
from claims.figures import Figure
from claims.models.rating import BESIDE_THE_RAMP, runs_backwards
from claims.partial_dates import PartialDate
from claims.text import cited_numbers, has_bad_characters

SCHEMA = Path(__file__).with_name("dossier.schema.json")
PLACELESS = {"unverifiable", "unproven", "not-checkable", "no-evidence", "opinion"}
LARGEST = 20_000_000  # bytes
Json = dict[str, Any]


class Broken(Refused):
    """A dossier that cannot be loaded: every fault, one line each."""

    code = "broken"


@dataclass(frozen=True)
class Dossier:
    """A dossier that was read and found whole."""

    content: Json
    text: str

    @cached_property
    def sources(self) -> dict[str, Json]:
        return {source["id"]: source for source in self.content["sources"]}

    @cached_property
    def speakers(self) -> dict[str, Json]:
        return {speaker["id"]: speaker for speaker in self.content["speakers"]}

    def anchor(self, claim: Json) -> anchors.Anchor:
        """The place of a claim's quote in the text."""
        return anchors.find(self.text, claim["quote"], claim.get("prefix", ""), claim.get("suffix", ""))


def read(folder: Path) -> Dossier:
    """The dossier in a folder; raises Broken with every fault that it has."""
    content = json_in(folder / "dossier.json", SCHEMA)
    dossier = Dossier(content, _text_of(folder / content["article"]["text_file"]))
    if faults := list(faults_of(dossier)):
        raise Broken("Nothing was loaded", *faults)
    return dossier


def json_in(path: Path, schema: Path) -> Json:
    """The JSON of a file that has the form of a schema; raises Broken with every fault that it has."""
    try:
        content: Json = json.loads(_text_of(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Broken(f"{path.name} is not JSON", str(error)) from error
    errors = sorted(Draft202012Validator(json.loads(schema.read_text())).iter_errors(content), key=_where)
    if errors:
        raise Broken("Nothing was loaded", *(f"{_where(error) or path.name}: {_said(error)}" for error in errors))
    return content


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise Broken(f"{path.name} cannot be read", error.strerror or "") from error
    if data is None:
        raise Broken(f"{path.name} is too large", f"at most {LARGEST // 1_000_000} MB can be loaded")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Broken(f"{path.name} is not UTF-8", str(error)) from error
    if has_bad_characters(text):
        raise Broken(f"{path.name} has control characters", "remove them: they cannot be shown or stored")
    return text


def _where(error: ValidationError) -> str:
    return ".".join(str(step) for step in error.absolute_path)


def _said(error: ValidationError) -> str:
    return error.message if len(error.message) <= 160 else error.message[:159] + "…"


def faults_of(dossier: Dossier) -> Iterator[str]:
    """Yield what does not fit together in a dossier of the right form, one line each."""
    content = dossier.content
    for where, text in _texts(content):
        if has_bad_characters(text):
            yield f"{where}: has control characters"
    for noun, key in (
        ("rating_scale", "slug"),
        ("speakers", "id"),
        ("topics", "slug"),
        ("sources", "id"),
        ("claims", "id"),
    ):
        yield from _doubles(noun, [row[key] for row in content[noun]])
    yield from _faults_of_scale(content["rating_scale"])
    yield from _bad_dates("article", content["article"], ["published_on"])
    for source in content["sources"]:
        yield from _bad_dates(f"source {source['id']}", source, ["published_on"])
        yield from _bad_captures(f"source {source['id']}", source.get("captures", []))
    topics = {topic["slug"] for topic in content["topics"]}
    ratings = {rating["slug"] for rating in content["rating_scale"]}
    for claim in content["claims"]:
        for fault in _faults_of_claim(claim, dossier, topics, ratings):
            yield f"claim {claim['id']}: {fault}"


def _faults_of_scale(ratings: list[Json]) -> Iterator[str]:
    """Yield what would give readers and collectors a wrong number for a word."""
    values = {rating["slug"]: rating["value"] for rating in ratings}
    for key in ("label", "value"):
        yield from _doubles("rating_scale", [str(rating[key]) for rating in ratings if rating[key] is not None])
    for slug in sorted(PLACELESS & {slug for slug, value in values.items() if value is not None}):
        yield f"rating_scale: “{slug}” has no place between true and false: its value is null"
    if values.get("true") and values.get("false") and values["true"] < values["false"]:
        yield "rating_scale: its values run the wrong way: 1 is least true"
    toned = [(rating["value"], rating["tone"]) for rating in ratings if "tone" in rating]
    if runs_backwards(toned):
        yield "rating_scale: its tones run against its values"
    if any(value is not None and tone in BESIDE_THE_RAMP for value, tone in toned):
        yield "rating_scale: a rating with a value has a tone between true and false"


def _doubles(noun: str, names: list[str]) -> Iterator[str]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{noun}: “{name}” is there more than once"


def _bad_dates(where: str, row: Json, fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        try:
            PartialDate.parse(row[field]) if row.get(field) else None
        except ValueError as error:
            yield f"{where}: {field}: {error}"


def _bad_captures(where: str, captures: list[Json]) -> Iterator[str]:
    for copy in captures:
        try:
            moment_of(copy)
        except ValueError:
            yield f"{where}: captured_at: “{copy['captured_at']}” is not a moment like 2023-03-30T12:00:00Z"
    yield from _doubles(f"{where}: captures", [copy["url"] for copy in captures])


def moment_of(copy: Json) -> datetime:
    """When a source was captured; raises ValueError where the moment names no time zone."""
    moment = datetime.fromisoformat(copy["captured_at"])
    if moment.tzinfo is None:
        raise ValueError("it names no time zone")
    return moment


def _texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a JSON value with its path."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(part, f"{where}.{key}".lstrip("."))


def _faults_of_claim(claim: Json, dossier: Dossier, topics: set[str], ratings: set[str]) -> Iterator[str]:
    try:
        dossier.anchor(claim)
    except ValueError as error:
        yield str(error)
    if claim.get("speaker") and claim["speaker"] not in dossier.speakers:
        yield f"the speaker “{claim['speaker']}” is not in the list of speakers"
    for topic in sorted(set(claim["topics"]) - topics):
        yield f"the topic “{topic}” is not in the list of topics"
    if claim["verdict"]["rating"] not in ratings:
        yield f"“{claim['verdict']['rating']}” is not a rating of the scale"
    yield from _bad_dates("it", claim, ["said_on"])
    yield from _bad_day(claim["verdict"])
    yield from _faults_of_evidence(claim, dossier)


def _bad_day(verdict: Json) -> Iterator[str]:
    for field in ("checked_on", "review_by"):
        try:
            date.fromisoformat(verdict.get(field, "2000-01-01"))
        except ValueError:
            yield f"{field}: “{verdict[field]}” is not a day like 2023-03-30"


def _faults_of_evidence(claim: Json, dossier: Dossier) -> Iterator[str]:
    cited = [piece["source"] for piece in claim["evidence"]]
    yield from _doubles("evidence", cited)
    for source in cited:
        if source not in dossier.sources:
            yield f"the source “{source}” is not in the list of sources"
    for number in cited_numbers(claim["verdict"]["rationale"]):
        if source_named(number) not in cited:
            yield f"the rationale cites [{number}], and {source_named(number)} is not among its evidence"
    for figure in (claim.get("quantity"), *(piece.get("figure") for piece in claim["evidence"])):
        try:
            Figure.from_json(figure) if figure else None
        except ValueError as error:
            yield str(error)


def source_named(number: int) -> str:
    """The source that a citation names: [54] is s054."""
    return f"s{number:03}"
