"""Rows that belong to a claim: filled in, every fault named at once, and the claim's version counted up."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import Claim
from claims.text import has_bad_characters

from .acting import unchanged

Row = TypeVar("Row", bound=Model)
Fault = tuple[str, str]  # the field and the sentence


def fill(row: Model, **columns: Any) -> bool:
    """Put values into a row, texts without surrounding space; says whether that changed anything."""
    told = {name: value.strip() if isinstance(value, str) else value for name, value in columns.items()}
    changed = row.pk is None or any(getattr(row, name) != value for name, value in told.items())
    for name, value in told.items():
        setattr(row, name, value)
    return changed


def enter(row: Row, claim: Claim, faults: Iterable[Fault]) -> Row:
    """Save a row of a claim; Invalid with each field at fault when it cannot be."""
    found = _column_faults(row)
    for field, sentence in faults:
        found.setdefault(field, []).append(sentence)
    if found:
        raise Invalid(
            unchanged(claim), *(f"{_name(row, f)}: {' '.join(said)}" for f, said in found.items()), fields=found
        )
    row.save()
    claim.save(update_fields=[])
    return row


def strike(row: Model, claim: Claim) -> None:
    """Take a row of a claim off the desk; its history stays."""
    row.delete()
    claim.save(update_fields=[])


def own(row: Row, claim: Claim) -> Row:
    """The row, locked and read fresh; Invalid when it is gone or belongs to another claim."""
    rows: Any = type(row)._default_manager
    fresh: Row | None = rows.select_for_update(of=("self",)).filter(claim=claim, pk=row.pk).first()
    if fresh is None:
        sentence = _("there is no such request for this claim: somebody may have removed it")
        raise Invalid(unchanged(claim), sentence, fields={"request": [sentence]})
    return fresh


def _column_faults(row: Model) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        row.clean_fields(exclude=["claim"])
    except ValidationError as error:
        found = error.message_dict
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and field.name not in found and has_bad_characters(value):
            found[field.name] = [_("remove the control characters")]
    return found


def _name(row: Model, field: str) -> str:
    return str(row._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
