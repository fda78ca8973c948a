"""The card: what a list shows of a public document."""

from collections.abc import Iterable

from .document import MARK, Json, steps
from .translation import readable


def card(document: Json) -> Json:
    """The public document cut down to a list's needs: statement, rating, summary, who, where, when."""
    verdict = document["verdict"]
    return {
        **{
            key: document["claim"][key] for key in ("id", "slug", "statement", "language", "kind", "quantity", "topics")
        },
        "rating": {key: verdict["rating"][key] for key in MARK} if verdict else None,
        "steps": steps(verdict["scale"]) if verdict else 0,
        "summary": verdict["summary"] if verdict else "",
        "scope": verdict["scope"] if verdict else "",
        "as_of": verdict["as_of"] if verdict else "",
        "speakers": _each("name", (a["speaker"] for a in document["appearances"] if a["speaker"])),
        "articles": _each("title", (a["article"] for a in document["appearances"])),
        "appearances": [_place(appearance) for appearance in document["appearances"]],
        "published_at": document["record"]["first_published_at"],
        "changed_at": document["record"]["published_at"],
        "translations": {tag: _said(said) for tag, said in readable(document).items()},
        "corrections": sum(map(_corrects, (*document["history"], document["record"]))),
    }


def _said(translation: Json) -> Json:
    """What a list shows of a translation."""
    return {
        "statement": translation["statement"],
        "summary": translation["summary"],
        "label": translation["rating"]["label"],
    }


def _corrects(entry: Json) -> bool:
    """Whether readers would call it a correction: a typo changes nothing of what they were told."""
    return entry["act"] == "correct" and entry.get("correction") != "typo"


def _each(label: str, things: Iterable[Json]) -> list[Json]:
    named = {thing["slug"]: thing[label] for thing in things}
    return [{"slug": slug, label: name} for slug, name in named.items()]


def _place(appearance: Json) -> Json:
    return {
        "article": appearance["article"]["slug"],
        "sha256": appearance["article"]["version"]["sha256"],
        **appearance["quote"],
        **appearance["position"],
        "speaker": appearance["speaker"]["slug"] if appearance["speaker"] else "",
        "role": appearance["role"],
        "said_on": appearance["said_on"],
    }
