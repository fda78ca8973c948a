"""What the database or the desk refused, as sentences for the editor who must act."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db import DatabaseError
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.errors import Refused
from claims.models import Claim, User

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


def sentences(error: Refused | DatabaseError) -> list[str]:
    """Each reason for a refusal."""
    if isinstance(error, Refused):
        return list(error.reasons) or [str(error)]
    return [_broken_rule(error)]


def _broken_rule(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    if name in TRIGGERS:
        return str(TRIGGERS[name])
    for noun in apps.get_app_config("claims").get_models():
        for constraint in noun._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    if not name:
        return _("The database cannot keep one of these values: look for unusual characters.")
    rule = name.replace("_", " ")
    return _("It goes against a rule of the database (%(rule)s).") % {"rule": rule}


def changed_meanwhile(row: Any, seen: int) -> list[str]:
    """Who changed what in a row after the version that was seen."""
    if isinstance(row, Claim):
        return list(desk.stale(row, seen).reasons)
    return list(_savings(row, seen))


def _savings(row: Any, seen: int) -> Iterator[str]:
    events = list(row.events.filter(version__gte=seen).order_by("pgh_id"))
    for before, after in pairwise(events):
        person = User.objects.filter(pk=(after.pgh_context or {}).get("user") or 0).first()
        yield _("%(who)s changed %(fields)s on %(when)s") % {
            "who": person or _("Somebody"),
            "fields": ", ".join(_changed(row, before, after)) or _("what belongs to it"),
            "when": date_format(localtime(after.pgh_created_at), "DATETIME_FORMAT"),
        }


def _changed(row: Model, before: Any, after: Any) -> Iterator[str]:
    for field in row._meta.concrete_fields:
        silent = field.name in ("version", "changed_at")
        if not silent and getattr(before, field.attname) != getattr(after, field.attname):
            yield str(field.verbose_name)
