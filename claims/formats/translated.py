"""A public document as it is read in a language: the words of its translation where there is one."""

from dataclasses import dataclass
from typing import Any

from claims import languages

from .document import finding_of
from .translation import readable

Json = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """A document with the words of one language in it, and what readers are told of these words.

    `face` is shaped like the document. Its evidence says in which language each finding is (`language`), and its
    record who found what is told, whoever translated it since.
    """

    face: Json
    original: str  # the language in which the check was made
    language: str  # the language of the words
    translation: Json | None  # whose words they are; None: the check's own
    is_outdated: bool  # readers have a translation, and it is of a verdict that was given another rating since


def in_spoken_language(document: Json) -> Reading:
    """The document as readers of the language of the page read it."""
    return in_language(document, languages.spoken())


def in_language(document: Json, language: str) -> Reading:
    """The document as readers of a language read it: in their own where it is translated, else as it was written."""
    original, tag = document["claim"]["language"], read_as(document, language)
    plain = _plain(document, original)
    if tag and tag != original:
        said = document["translations"][tag]
        return Reading(_put_in(plain, said), original, tag, said, is_outdated=False)
    outdated = not tag and bool(languages.chosen(document.get("translations", {}), language))
    return Reading(plain, original, original, None, is_outdated=outdated)


def dated(reading: Reading) -> Json:
    """The face of a check, as old as the newest of its words: a translation may be younger than what it translates."""
    record, translation = reading.face["record"], reading.translation or {}
    changed_at = max(record["published_at"], translation.get("published_at", ""))
    return reading.face | {"record": record | {"published_at": changed_at}}


def read_as(document: Json, language: str) -> str:
    """The tag of the words that readers of a language are shown; empty where none are in it."""
    original: str = document["claim"]["language"]
    return original if languages.speaks(original, language) else languages.chosen(readable(document), language)


def _plain(document: Json, original: str) -> Json:
    return document | {
        "record": document["record"] | finding_of(document),
        "evidence": [piece | {"language": original} for piece in document["evidence"]],
    }


def _put_in(face: Json, said: Json) -> Json:
    """The document with the words of a translation in the place of its own; a finding without one stays."""
    language, verdict = said["language"], face["verdict"]
    findings = {piece["number"]: {"finding": piece["finding"], "language": language} for piece in said["evidence"]}
    own = {name: said["rating"][name] for name in ("label", "definition") if said["rating"][name]}
    words = {name: said[name] for name in ("summary", "rationale", "conflicts", "open_questions")}
    return face | {
        "claim": face["claim"] | {"statement": said["statement"], "language": language},
        "verdict": verdict | words | {"rating": verdict["rating"] | own},
        "evidence": [piece | findings.get(piece["number"], {}) for piece in face["evidence"]],
    }
