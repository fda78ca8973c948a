"""What the database refused, as a sentence for whoever must act."""

from collections.abc import Iterator

from django.apps import apps
from django.db import DatabaseError
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What triggers keep, by the name they give for it.
TRIGGERS = {
    "address_is_frozen_once_published": gettext_lazy(
        "The address has been published, and links lead to it: it stays as it is."
    ),
    "appearance_quote_stands_in_its_text": gettext_lazy("A quote does not stand at its place in the text version."),
    "article_version_is_never_changed": gettext_lazy(
        "A text version is never changed: add the new text as a new version."
    ),
    "house_page_version_is_never_changed": gettext_lazy("What was in force stays as it was: publish a new version."),
    "the_record_is_only_added_to": gettext_lazy("The record is never changed."),
}
COLUMNS = {"address_is_frozen_once_published": "slug", "appearance_quote_stands_in_its_text": "exact"}


def broken_rule(error: DatabaseError) -> str:
    """The sentence of the rule that was broken."""
    name = _name(error)
    if name in TRIGGERS:
        return str(TRIGGERS[name])
    if (constraint := _constraint(name)) is not None:
        return str(constraint.get_violation_error_message())
    if not name:
        return _("The database cannot keep one of these values: look for unusual characters.")
    rule = name.replace("_", " ")
    return _("It goes against a rule of the database (%(rule)s).") % {"rule": rule}


def broken_column(error: DatabaseError) -> str:
    """The one column that the broken rule is about; empty where it is about several."""
    name = _name(error)
    constraint = _constraint(name)
    columns = set(_columns(constraint)) if constraint is not None else set()
    return columns.pop() if len(columns) == 1 else COLUMNS.get(name, "")


def _name(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def _constraint(name: str) -> BaseConstraint | None:
    nouns = apps.get_app_config("claims").get_models()
    return next((rule for noun in nouns for rule in noun._meta.constraints if rule.name == name), None)


def _columns(constraint: BaseConstraint) -> Iterator[str]:
    if isinstance(constraint, UniqueConstraint):
        yield from constraint.fields
    elif isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
        yield from _named(constraint.condition)


def _named(condition: Q) -> Iterator[str]:
    """Yield each column that a condition looks at."""
    for part in condition.children:
        if isinstance(part, Q):
            yield from _named(part)
        elif isinstance(part, tuple):
            yield part[0].partition("__")[0]
