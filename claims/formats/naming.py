"""The parts of the public document and their values, in the words of the newsroom."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from claims import cldr
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
    Authenticity,
    ClaimKind,
    Comparator,
    Medium,
    Outcome,
    ReadAs,
    Scope,
    SourceKind,
    SpeakerKind,
    Stance,
    TopicKind,
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
    "scale": _("rating scale"),
    "source": _("source"),
    "start": _("start in the text"),
    "topics": _("topic"),
    "version": _("text version"),
}
YES_OR_NO = {"primary", "title_is_descriptive"}
CHOICES = {
    "outcome": Outcome,
    "claim.kind": ClaimKind,
    "authenticity": Authenticity,
    "comparator": Comparator,
    "medium": Medium,
    "read_as": ReadAs,
    "scope": Scope,
    "source.kind": SourceKind,
    "speaker.kind": SpeakerKind,
    "stance": Stance,
    "topics.kind": TopicKind,
}


def in_words(path: str) -> str:
    """The path of a difference as a person names it: “Evidence [5]: finding”."""
    head, *rest = path.split(".")
    if head == "translations":
        return _of_translation(*rest)
    noun = NOUNS.get(head, Claim)
    where = capfirst(str(noun._meta.verbose_name))
    if rest and head in ("appearances", "evidence", "impact", "replies"):
        place, *rest = rest
        where = f"{where} [{place}]" if head == "evidence" else f"{where} {place}"
    what = ", ".join(_words(rest, noun))
    return f"{where}: {what}" if what else where


def _of_translation(language: str, *steps: str) -> str:
    """A part of a translation: “Translation (Spanish): summary”."""
    where = _("Translation (%(language)s)") % {"language": cldr.language_name(language)}
    if steps[:1] == ("evidence",):
        return f"{where} [{steps[1]}]" if len(steps) > 1 else where
    noun = Claim if steps[:1] == ("statement",) else Verdict
    what = ", ".join(_words(list(steps), noun))
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


def value_in_words(path: str, text: str) -> str:
    """A value at a path as a person says it: “supports” is “Supports”."""
    *parents, name = path.split(".")
    if name in YES_OR_NO:
        return str({"True": _("yes"), "False": _("no")}.get(text, text))
    owned = [f"{parent}.{name}" for parent in reversed(parents[-2:])]
    choices = next((CHOICES[known] for known in (name, *owned) if known in CHOICES), None)
    return str(dict(choices.choices).get(text, text)) if choices else text
