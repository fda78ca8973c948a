"""What two public documents of a claim tell otherwise: path, what was told, what is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.vocabulary import TopicKind

from .naming import in_words, value_in_words
from .translation import WORDS
from .worddiff import NOW, WAS, Piece, pieces, shortened

# What a document says of the claim; one published before a part was thought of holds nothing of it.
PARTS = ("claim", "appearances", "verdict", "evidence", "replies", "impact")
ENTRY_AT_MOST = 12_000  # characters of wordings that one entry of the record tells beside its document
DERIVED = ("html", "ratings")
USUAL = ("kind", TopicKind.THEME.value)  # of a topic; a document from before there were kinds does not say it
Json = dict[str, Any]

# What is written in the language of the claim.
OUR_PROSE = re.compile(r"^claim\.statement$|^verdict\.(summary|rationale|conflicts|open_questions)|\.finding$")
# What follows by itself from another difference beside it.
FOLLOWS = {
    "rating": {"slug", "definition", "tone", "value", "position"},
    "scale": {"slug"},
    "source": {"id"},
    "article": {"slug"},
    "speaker": {"slug"},
    "version": {"sha256"},
    "quote": {"prefix", "suffix"},
}


TRANSLATED = re.compile(r"^translations\.([^.]+)")


@dataclass(frozen=True)
class Difference:
    """One thing that readers are told otherwise than the desk holds it; `path` as in the public document."""

    path: str
    record: str
    desk: str


@dataclass(frozen=True)
class Shown:
    """A change as people are shown it: where, its words, and their language where it is the claim's."""

    where: str
    pieces: list[Piece]
    language: str


def compared(told: Json, held: Json) -> list[Difference]:
    """All that differs between two documents, but for who published them, when and why."""
    return list(_compare("", *(_keyed({key: document.get(key, []) for key in PARTS}) for document in (told, held))))


def changes(told: Json | None, held: Json) -> Json:
    """What an entry tells of the change it makes: `changes`, and how many of them had no room (`changes_left_out`)."""
    return _written(leading(compared(told, held)) if told else [])


def translation_changes(language: str, told: Json | None, says: Json | None) -> Json:
    """The same of an entry that publishes a translation into a language, publishes it anew, or takes it away."""
    path = f"translations.{language}"
    if told and says:
        return _written(list(_compare(path, *({n: _keyed(said.get(n)) for n in WORDS} for said in (told, says)))))
    was, now = (said["statement"] if said else "" for said in (told, says))
    return _written([Difference(path, was, now)])


def _written(differences: Sequence[Difference]) -> Json:
    written = [_change(difference) for difference in differences]
    kept = list(_that_fit(written))
    return {"changes": kept, "changes_left_out": len(written) - len(kept)}


def leading(differences: Iterable[Difference]) -> list[Difference]:
    """The differences without those that follow by themselves from another beside them."""
    found = list(differences)
    paths = {difference.path for difference in found}
    return [difference for difference in found if not _follows(difference.path, paths)]


def _follows(path: str, paths: set[str]) -> bool:
    parent, _dot, name = path.rpartition(".")
    others = {p for p in paths if p != path and p.rpartition(".")[0] == parent}
    followers = FOLLOWS.get(parent.rpartition(".")[2], set())
    return name in followers and any(o.rpartition(".")[2] not in followers for o in others)


def shown(changes: Iterable[Json], language: str) -> list[Shown]:
    """The changes that an entry tells of a claim in a language, word by word."""
    return [
        Shown(
            where=in_words(change["path"]),
            pieces=pieces(*(value_in_words(change["path"], change[side]) for side in ("was", "now"))),
            language=_language(change["path"], language),
        )
        for change in changes
    ]


def _language(path: str, language: str) -> str:
    """The language of what stands at a path of a document in a language; empty where nobody can tell."""
    if translated := TRANSLATED.match(path):
        return translated[1]
    return language if OUR_PROSE.search(path) else ""


def rows(differences: Iterable[Difference], language: str) -> list[Shown]:
    """The differences between record and desk, as an editor reads them."""
    return shown(map(_change, leading(differences)), language)


def _change(difference: Difference) -> Json:
    """The words that changed with some around them: the whole of both stands in the documents."""
    kept = shortened(pieces(difference.record, difference.desk))
    return {
        "path": difference.path,
        "was": "".join(piece.text for piece in kept if piece.kind != NOW),
        "now": "".join(piece.text for piece in kept if piece.kind != WAS),
    }


def _that_fit(written: Iterable[Json]) -> Iterator[Json]:
    room = ENTRY_AT_MOST
    for change in written:
        room -= sum(len(text) for text in change.values())
        if room < 0:
            return
        yield change


def _keyed(value: Any) -> Any:
    """Lists as mappings by number or slug, so that a moved row is not a changed row."""
    if isinstance(value, dict):
        return {key: _keyed(part) for key, part in value.items() if key not in DERIVED and (key, part) != USUAL}
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        return {_name(part, place): _keyed(part) for place, part in enumerate(value, start=1)}
    return value


def _name(part: Json, place: int) -> str:
    return str(part.get("number") or part.get("slug") or place)


def _compare(path: str, told: Any, held: Any) -> Iterator[Difference]:
    if isinstance(told, dict) and isinstance(held, dict):
        for key in dict.fromkeys([*told, *held]):
            yield from _compare(f"{path}.{key}".lstrip("."), told.get(key), held.get(key))
    elif told != held and (_text(told) or _text(held)):
        yield Difference(path, _text(told), _text(held))


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, dict):
        return " · ".join(text for part in value.values() if (text := _text(part)))
    if isinstance(value, list):
        return "\n".join(_text(part) for part in value)
    return str(value)
