"""Giving a row its values: what does not fit is refused with the name of each field at fault."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotAllowed
from claims.models import RESERVED, User, broken_column, broken_rule
from claims.models.quantified import Quantified

FIGURE = {field.name for field in Quantified._meta.fields}
Faults = dict[str, list[str]]


def refuse_without_right(by: User, act: str, noun: type[Model], what: str) -> None:
    """Refuse somebody whose group may not add, change or delete rows of a noun."""
    if not by.has_perm(f"claims.{act}_{noun._meta.model_name}"):
        raise NotAllowed(what, _("your group does not have the right to do this"))


def fill(row: Any, what: str, columns: Mapping[str, Any]) -> bool:
    """Give a row these values and say whether any differs from what it held; Invalid with every fault."""
    changed = [name for name, value in columns.items() if getattr(row, name, None) != value]
    for name in changed:
        setattr(row, name, columns[name])
    checked = {*changed} - {"figure"} | (FIGURE if "figure" in changed else set())
    if row._state.adding:
        checked = {field.name for field in row._meta.fields}
    if faults := _faults(row, checked):
        raise invalid(what, faults)
    return bool(changed)


def invalid(what: str, faults: Faults) -> Invalid:
    """The refusal of values by the names of their fields."""
    return Invalid(
        what, *(f"{name}: {' '.join(said).removesuffix('.')}" for name, said in faults.items()), fields=faults
    )


@contextmanager
def kept(what: str) -> Iterator[None]:
    """Save here; what the database does not keep is refused in its own words."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, DataError) as error:
        raise _broken(what, error) from error


@contextmanager
def within(path: str) -> Iterator[None]:
    """Let the fields of a refusal here be named from outside: `appearances.0.exact`."""
    try:
        yield
    except Invalid as refusal:
        fields = {f"{path}.{name}": said for name, said in refusal.fields.items()}
        reasons = [f"{path}.{reason}" for reason in refusal.reasons]
        raise Invalid(refusal.what, *reasons, fields=fields) from refusal


def _broken(what: str, error: DatabaseError) -> Invalid:
    sentence, column = broken_rule(error), broken_column(error)
    field = "figure" if column in FIGURE else column
    return invalid(what, {field: [sentence]}) if field else Invalid(what, sentence.removesuffix("."))


def _faults(row: Any, checked: Collection[str]) -> Faults:
    others = {field.name for field in row._meta.fields if field.is_relation or field.name not in checked}
    others.add("public_id")  # it is made, and by chance unique
    found: Faults = {}
    for check in (row.clean_fields, row.validate_unique):
        try:
            check(exclude=others | found.keys())
        except ValidationError as error:
            for name, said in error.message_dict.items():
                found.setdefault("figure" if name in FIGURE else name, []).extend(said)
    return found | {name: [said] for name, said in _misfits(row, checked) if name not in found}


def _misfits(row: Any, checked: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield texts longer than their column says, which neither Django nor the database looks at; taken addresses."""
    for name in checked:
        most, text = getattr(row._meta.get_field(name), "max_length", None), getattr(row, name, None)
        if most and isinstance(text, str) and len(text) > most:
            yield name, _("it is longer than %(most)d characters") % {"most": most}
        if name == "slug" and text in RESERVED:
            yield name, _("this address is taken")
