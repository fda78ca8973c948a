"""Writing again what a text once said, as a new change by whoever restores it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotReady
from claims.models import Appearance, Claim, Evidence, Source, User, Verdict, events_of, next_number
from claims.vocabulary import Permission

from .acting import act, unchanged
from .writing import propose_verdict

FIGURE_TEXTS = {"figure_calculation", "figure_note"}
NOUNS: dict[str, type[models.Model]] = {
    "claim": Claim,
    "verdict": Verdict,
    "evidence": Evidence,
    "appearance": Appearance,
}
# The texts of each noun that can be put back as they were; the others follow from acts, or the record keeps them.
RESTORABLE: dict[str, set[str]] = {
    "claim": {"statement", "public_interest"} | FIGURE_TEXTS,
    "verdict": {"summary", "rationale", "conflicts", "open_questions"},
    "evidence": {"finding", "excerpt", "locator"} | FIGURE_TEXTS,
    "appearance": {"hedge", "role"},
}


@act(Permission.WORK)
def restore_text(claim: Claim, *, by: User, noun: str, row: int, moment: datetime, field: str = "") -> Claim:
    """Write a field of a claim, or of its row of a noun, as it was at a moment; what says so already stays as it is.

    Without a field, evidence that was removed is put back as a new piece, with a number of its own.
    """
    was = _state(claim, noun, row, moment)
    if not field:
        _put_back(claim, noun, was)
    elif field not in RESTORABLE.get(noun, set()):
        raise Invalid(unchanged(claim), _("this cannot be restored"))
    else:
        _write(claim, by, _row(claim, noun, row), field, getattr(was, field))
    return Claim.objects.get(pk=claim.pk)


def _state(claim: Claim, noun: str, row: int, moment: datetime) -> Any:
    """How the claim, or a row of it, was at that moment."""
    if noun not in NOUNS:
        raise Invalid(unchanged(claim), _("this cannot be restored"))
    owner = "id" if noun == "claim" else "claim_id"
    states = events_of(NOUNS[noun]).filter(**{owner: claim.pk}, pgh_created_at__lte=moment).exclude(pgh_label="delete")
    state = states.last() if noun == "claim" else states.filter(id=row).last()
    if state is None:
        raise Invalid(unchanged(claim), _("there was no such text at that moment"))
    return state


def _row(claim: Claim, noun: str, row: int) -> Any:
    found = claim if noun == "claim" else NOUNS[noun]._default_manager.filter(claim=claim, pk=row).first()
    if found is None:
        raise NotReady(unchanged(claim), _("the row was removed: put it back first"))
    return found


def _write(claim: Claim, by: User, row: Any, field: str, text: Any) -> None:
    if getattr(row, field) == text:
        return
    if isinstance(row, Verdict):
        said: dict[str, Any] = {
            "rating": row.rating,
            "summary": row.summary,
            "rationale": row.rationale,
            "scope": row.scope,
        }
        lists = {"conflicts": row.conflicts, "open_questions": row.open_questions}
        propose_verdict(claim, by=by, **said | lists | {field: text})
        return
    setattr(row, field, text)
    _refuse_faults(claim, row)
    row.save(update_fields=[field])
    if row is not claim:
        claim.save(update_fields=[])  # what belongs to it was changed


def _put_back(claim: Claim, noun: str, was: Any) -> None:
    if noun != "evidence":
        raise Invalid(unchanged(claim), _("this cannot be restored"))
    if Evidence.objects.filter(claim=claim, pk=was.id).exists():
        raise NotReady(unchanged(claim), _("it is still there"))
    if not Source.objects.filter(pk=was.source_id).exists():
        raise NotReady(unchanged(claim), _("its source is no longer at the desk"))
    columns = [field.attname for field in Evidence._meta.concrete_fields if field.name not in ("id", "number")]
    piece = Evidence(**{name: getattr(was, name) for name in columns}, number=next_number(claim))
    piece.save(force_insert=True)
    claim.save(update_fields=[])


def _refuse_faults(claim: Claim, row: Any) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise Invalid(unchanged(claim), *error.messages, fields=error.message_dict) from error
