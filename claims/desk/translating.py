"""Saying in another language what readers were told of a claim, and putting that before them.

A translation translates an entry of the record, not the desk: what was changed there since and not published yet
cannot slip out with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import Invalid, NotReady, Stale
from claims.formats.translation import Translated, said_in, same_words, words_of
from claims.models import Claim, Publication, Translation, User
from claims.models.constraints import LANGUAGE_TAG
from claims.text import cited_numbers, has_bad_characters
from claims.vocabulary import GateRule, Permission, Status

from .acting import act, refuse_unfit, required, unchanged
from .gate import SetAside
from .publishing import refuse_override
from .recording import append_translation

Json = dict[str, Any]
COLUMNS = (
    *("language", "statement", "summary", "rationale", "conflicts", "open_questions"),
    *("findings", "rating_label", "rating_definition"),
)
FINDING_LENGTH = 2000
LISTS = {
    "conflicts": gettext_lazy("it has another number of conflicts between sources than the original"),
    "open_questions": gettext_lazy("it has another number of open questions than the original"),
}


@dataclass(frozen=True)
class TranslationStanding:
    """Where the desk's translation into a language stands, beside what readers see of it."""

    language: str
    row: Translation | None  # None: only readers have it
    shown: Json | None  # None: readers have none

    @property
    def is_edited(self) -> bool:
        """Whether readers are told it in other words than the desk's."""
        return self.row is not None and self.shown is not None and not same_words(self.shown, self.says)

    @property
    def has_news(self) -> bool:
        """Whether publishing it would tell readers something that they do not have."""
        return self.row is not None and (self.shown is None or self.is_edited or self.original_changed)

    @property
    def original_changed(self) -> bool:
        """Whether readers see it beside an original that says something else by now."""
        return self.shown is not None and bool(self.shown["original"]["changed"])

    @cached_property
    def says(self) -> Json:
        """What readers would be told."""
        assert self.row is not None
        original = self.row.original
        return said_in(self.language, self.row.words, original=original.document, commitment=original.commitment)


@act(Permission.WORK, at=[Status.PUBLISHED])
def write_translation(
    claim: Claim,
    *,
    by: User,
    language: str,
    statement: str,
    summary: str = "",
    rationale: str = "",
    conflicts: Sequence[str] = (),
    open_questions: Sequence[str] = (),
    findings: Mapping[str, str] | None = None,
    rating_label: str = "",
    rating_definition: str = "",
    made_from: int = 0,
    original: str = "",
) -> Translation:
    """Write what readers were told of a claim in another language, or rewrite it; readers see nothing of it yet.

    `made_from` is the version of the translation that was seen, 0 for none; `original` the commitment of the entry
    that it translates, the newest unless said otherwise. One that already says so stays as it is.
    """
    sentence = _("say the claim in that language")
    _refuse_no_tag(language, claim)
    translation = _held(claim, language) or Translation(claim=claim, language=language)
    _refuse_stale(translation, made_from)
    said: Json = {
        "statement": required(statement, field="statement", sentence=sentence, claim=claim),
        "summary": summary.strip(),
        "rationale": rationale.strip(),
        "conflicts": list(conflicts),
        "open_questions": list(open_questions),
        "findings": {number: text.strip() for number, text in (findings or {}).items() if text.strip()},
        "rating_label": rating_label.strip(),
        "rating_definition": rating_definition.strip(),
    }
    entry = _entry_translated(claim, original)
    if translation.pk and translation.words == said and translation.original_id == entry.pk:
        return translation

    for name, value in (said | {"original": entry, "translated_by": by}).items():
        setattr(translation, name, value)
    _refuse_unfit(translation, claim)
    translation.save()
    translation.writers.add(by)
    return translation


@act(Permission.PUBLISH, at=[Status.PUBLISHED])
def publish_translation(
    claim: Claim, *, by: User, language: str, made_from: int | None = None, note: str = "", override: str = ""
) -> Publication:
    """Put a translation of what readers were told before them, under the name of who translated it.

    Readers are told with a note what changed in one that they have already.
    """
    translation = _held(claim, language)
    if translation is None:
        raise NotReady(unchanged(claim), _("there is no translation into “%(language)s”") % {"language": language})
    if made_from is not None:
        _refuse_stale(translation, made_from)
    told = _told(claim)
    standing = TranslationStanding(language, translation, told.document.get("translations", {}).get(language))
    if faults := list(_faults_of_note(standing, note)):
        raise Invalid(unchanged(claim), *faults, fields={"note": faults})
    alone = translation.translated_by == by or translation.writers.filter(pk=by.pk).exists()
    if reasons := [*_lacks(standing, told.document), *_one_pair_of_eyes(alone, override)]:
        raise NotReady(unchanged(claim), *reasons)
    set_aside = _set_aside(claim, alone, by=by, override=override)

    says = Translated(language, standing.says)
    entry = append_translation(
        claim, says, writer=translation.translated_by, by=by, note=note.strip(), set_aside=set_aside
    )
    translation.writers.clear()
    return entry


@act(Permission.PUBLISH, at=[Status.PUBLISHED])
def withdraw_translation(claim: Claim, *, by: User, language: str, note: str, override: str = "") -> Publication:
    """Take a published translation back, and tell readers why; it stays on the desk and in the record."""
    note = required(note, field="note", sentence=_("tell readers why it is taken back"), claim=claim)
    shown = _told(claim).document.get("translations", {}).get(language)
    if shown is None:
        reason = _("readers have no translation into “%(language)s”") % {"language": language}
        raise NotReady(unchanged(claim), reason)
    translator = User.objects.get(public_id=shown["translated_by"]["id"])
    alone = translator == by
    if reasons := list(_one_pair_of_eyes(alone, override)):
        raise NotReady(unchanged(claim), *reasons)
    set_aside = _set_aside(claim, alone, by=by, override=override)

    return append_translation(
        claim, Translated(language, None), writer=translator, by=by, note=note, set_aside=set_aside
    )


def told_finding(claim: Claim) -> Publication | None:
    """The entry that says what readers are told of a claim, in its own language; None where they are told nothing."""
    if claim.status != Status.PUBLISHED:
        return None
    return claim.publications.findings().select_related("body").order_by("number").last()


def translations_of(claim: Claim) -> list[TranslationStanding]:
    """The translations of a claim that the desk has or readers see, by language."""
    if claim.status not in {Status.PUBLISHED, Status.WITHDRAWN}:
        return []
    rows = {row.language: row for row in claim.translations.select_related("original__body", "translated_by")}
    told = claim.publications.select_related("body").order_by("number").last()
    shown = told.document.get("translations", {}) if told else {}
    return [TranslationStanding(tag, rows.get(tag), shown.get(tag)) for tag in sorted(rows.keys() | shown.keys())]


def _held(claim: Claim, language: str) -> Translation | None:
    return claim.translations.select_related("original__body", "translated_by").filter(language=language).first()


def _told(claim: Claim) -> Publication:
    told = claim.publications.select_related("body").order_by("number").last()
    assert told is not None
    return told


def _entry_translated(claim: Claim, commitment: str) -> Publication:
    """The entry of the record that is translated: the newest finding unless another of the claim is named."""
    findings = claim.publications.findings().order_by("number")
    entry = findings.filter(commitment=commitment).first() if commitment else findings.last()
    if entry is None:
        sentence = _("the record of this claim has no such entry")
        raise Invalid(unchanged(claim), sentence, fields={"original": [sentence]})
    return entry


def _refuse_stale(translation: Translation, made_from: int) -> None:
    if made_from != (translation.version if translation.pk else 0):
        raise Stale(unchanged(translation.claim), _("somebody else saved this translation in the meantime"))


def _refuse_no_tag(language: str, claim: Claim) -> None:
    if not re.fullmatch(LANGUAGE_TAG, language):
        sentence = _("Write a language tag: en, az, zh-Hant.")
        raise Invalid(unchanged(claim), sentence, fields={"language": [sentence]})


def _refuse_unfit(translation: Translation, claim: Claim) -> None:
    """Refuse words that the columns cannot hold, and the claim's own language."""
    refuse_unfit(translation, *COLUMNS, claim=claim)
    faults = _unreadable(translation)
    if translation.language.lower() == claim.language.lower():
        faults["language"] = [_("the check itself is in this language")]
    long = [number for number, text in translation.findings.items() if len(text) > FINDING_LENGTH]
    if long:
        sentence = _("the findings %(numbers)s are longer than %(most)d characters")
        faults["findings"] = [sentence % {"numbers": ", ".join(long), "most": FINDING_LENGTH}]
    if faults:
        raise Invalid(unchanged(claim), *(s for said in faults.values() for s in said), fields=faults)


def _unreadable(translation: Translation) -> dict[str, list[str]]:
    """What is wrong with the texts in columns of many, whose fields look at none of them."""
    texts = {
        "conflicts": translation.conflicts,
        "open_questions": translation.open_questions,
        "findings": [*translation.findings, *translation.findings.values()],
    }
    sentence = _("it holds characters that no text has")
    return {name: [sentence] for name, held in texts.items() if any(map(has_bad_characters, held))}


def _faults_of_note(standing: TranslationStanding, note: str) -> Iterator[str]:
    if standing.is_edited and not note.strip():
        yield _("tell readers what changed in the translation and why")


def _lacks(standing: TranslationStanding, told: Json) -> Iterator[str]:
    """Yield what stands between a translation and its readers."""
    assert standing.row is not None
    said, original = standing.row.words, words_of(told)
    if words_of(standing.row.original.document) != original:
        yield _("the original was changed since it was translated: look it through and save it again")
        return
    if not standing.has_news:
        yield _("readers are told just this")
    if not said["summary"] or not said["rationale"]:
        yield _("its summary or its rationale is empty")
    if set(cited_numbers(said["rationale"])) != set(cited_numbers(original["rationale"])):
        yield _("its rationale has to cite the same evidence as the original")
    for name, sentence in LISTS.items():
        if len(said[name]) != len(original[name]):
            yield str(sentence)
    if unknown := said["findings"].keys() - original["findings"].keys():
        yield _("there is no evidence [%(numbers)s]") % {"numbers": ", ".join(sorted(unknown))}


def _one_pair_of_eyes(alone: bool, override: str) -> Iterator[str]:
    if alone and not override.strip():
        yield _("whoever translated it cannot also approve it")


def _set_aside(claim: Claim, alone: bool, *, by: User, override: str) -> SetAside:
    refuse_override(claim, approver=by, override=override)
    return SetAside((GateRule.SECOND_PERSON,), override.strip()) if alone else SetAside()
