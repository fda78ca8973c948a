"""Translations in the public document: what of a check is translated, and a translation as readers are told it."""

from dataclasses import dataclass
from typing import Any

from claims.text import clean_markdown

Json = dict[str, Any]

# The words of a translation, by their names in the document; the rest says who made it, when and from what.
WORDS = ("statement", "summary", "rationale", "conflicts", "open_questions", "evidence", "rating")


@dataclass(frozen=True)
class Translated:
    """What an entry does to one translation: what it says from now on, or None where it is taken away."""

    language: str
    says: Json | None


def words_of(document: Json) -> Json:
    """What of a document is translated, as it stands in the language of the claim."""
    verdict = document["verdict"]
    return {
        "statement": document["claim"]["statement"],
        "summary": verdict["summary"],
        "rationale": verdict["rationale"]["markdown"],
        "conflicts": verdict["conflicts"],
        "open_questions": verdict["open_questions"],
        "findings": {str(piece["number"]): piece["finding"] for piece in document["evidence"]},
        "rating": verdict["rating"]["slug"],
    }


def said_in(language: str, words: Json, *, original: Json, commitment: str) -> Json:
    """A translation as the document holds it, but for who made it and when.

    `words` are those of the desk's translation, `original` is the document of the entry with that commitment.
    """
    numbers = [piece["number"] for piece in original["evidence"]]
    findings = words["findings"]
    return {
        "language": language,
        **{name: words[name] for name in ("statement", "summary", "conflicts", "open_questions")},
        "rationale": {
            "markdown": words["rationale"],
            "html": clean_markdown(words["rationale"], citations=numbers),
        },
        "evidence": [{"number": n, "finding": findings[str(n)]} for n in numbers if findings.get(str(n))],
        "rating": {
            "slug": original["verdict"]["rating"]["slug"],
            "label": words["rating_label"],
            "definition": words["rating_definition"],
        },
        "original": {
            "commitment": commitment,
            "published_at": original["record"]["published_at"],
            "changed": False,
        },
    }


def as_told(said: Json, original: Json | None, words: Json) -> Json:
    """A translation that says whether what it translates is still what the document tells (`words`)."""
    changed = original is None or words_of(original) != words
    return said | {"original": said["original"] | {"changed": changed}}


def readable(document: Json) -> Json:
    """The translations that can stand for the check: those of a verdict that was given another rating cannot."""
    verdict = document["verdict"]
    translations = document.get("translations", {})
    rating = verdict["rating"]["slug"] if verdict else None
    return {tag: said for tag, said in translations.items() if said["rating"]["slug"] == rating}


def same_words(said: Json | None, other: Json) -> bool:
    """Whether two translations say the same, whoever made them and when."""
    return said is not None and all(said[name] == other[name] for name in WORDS)
