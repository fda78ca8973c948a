"""How the desk differs from the record, in the words of the newsroom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims.desk import Difference
from claims.models import (
    Appearance,
    Article,
    Capture,
    Claim,
    CorrectionRequest,
    Evidence,
    Rating,
    ReplyRequest,
    Source,
    Speaker,
    Verdict,
)
from claims.vocabulary import (
    ClaimKind,
    Comparator,
    Outcome,
    ReadAs,
    Scope,
    SourceKind,
    SpeakerKind,
    Stance,
)

# Which noun a part of the public document shows; its columns have the names.
NOUNS: dict[str, type[Model]] = {
    "appearances": Appearance,
    "article": Article,
    "captures": Capture,
    "claim": Claim,
    "impact": CorrectionRequest,
    "replies": ReplyRequest,
    "evidence": Evidence,
    "rating": Rating,
    "source": Source,
    "speaker": Speaker,
    "verdict": Verdict,
}
# What the document calls otherwise than the columns do.
WORDS = {
    "answer": _("the answer for readers"),
    "answered_on": _("answered"),
    "asked_on": _("asked"),
    "captures": _("capture"),
    "end": _("end in the text"),
    "figure": _("number found"),
    "id": _("which one"),
    "label": "",
    "markdown": "",
    "quantity": _("number claimed"),
    "quote": "",
    "source": _("source"),
    "start": _("start in the text"),
    "topics": _("topic"),
    "version": _("text version"),
}
CHOICES = {
    "outcome": Outcome,
    "claim.kind": ClaimKind,
    "comparator": Comparator,
    "read_as": ReadAs,
    "scope": Scope,
    "source.kind": SourceKind,
    "speaker.kind": SpeakerKind,
    "stance": Stance,
}
# What follows by itself from another difference beside it.
FOLLOWS = {
    "rating": {"slug", "definition", "tone", "value", "position"},
    "source": {"id"},
    "article": {"slug"},
    "speaker": {"slug"},
    "version": {"sha256"},
    "quote": {"prefix", "suffix"},
}


@dataclass(frozen=True)
class Row:
    """One line of the table: where, what readers are told, what the desk holds."""

    where: str
    record: str
    desk: str


def rows(differences: Iterable[Difference]) -> list[Row]:
    """The differences as a table that an editor reads."""
    differences = list(differences)
    paths = {difference.path for difference in differences}
    return [
        Row(in_words(d.path), _value(d.path, d.record), _value(d.path, d.desk))
        for d in differences
        if not _follows(d.path, paths)
    ]


def in_words(path: str) -> str:
    """The path of a difference as a person names it: “Evidence [5]: finding”."""
    head, *rest = path.split(".")
    noun = NOUNS[head]
    where = capfirst(str(noun._meta.verbose_name))
    if rest and head in ("appearances", "evidence", "impact", "replies"):
        place, *rest = rest
        where = f"{where} [{place}]" if head == "evidence" else f"{where} {place}"
    what = ", ".join(_words(rest, noun))
    return f"{where}: {what}" if what else where


def _words(steps: list[str], noun: type[Model]) -> Iterator[str]:
    for step in steps:
        if word := _word(step, noun):
            yield word
        noun = NOUNS.get(step, noun)


def _word(step: str, noun: type[Model]) -> str:
    if step in WORDS:
        return str(WORDS[step])
    for name in (step, f"figure_{step}"):
        try:
            return str(noun._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        except (FieldDoesNotExist, AttributeError):
            continue
    return step


def _value(path: str, text: str) -> str:
    parent, _dot, name = path.rpartition(".")
    choices = CHOICES.get(name) or CHOICES.get(f"{parent.rpartition('.')[2]}.{name}")
    return str(dict(choices.choices).get(text, text)) if choices else text


def _follows(path: str, paths: set[str]) -> bool:
    parent, _dot, name = path.rpartition(".")
    others = {p for p in paths if p != path and p.rpartition(".")[0] == parent}
    followers = FOLLOWS.get(parent.rpartition(".")[2], set())
    return name in followers and any(o.rpartition(".")[2] not in followers for o in others)
