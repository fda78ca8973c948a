"""Saves made from an old version: who changed what in the meantime."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from claims.models import Claim, User

from .acting import stale


def changed_meanwhile(row: Any, seen: int) -> list[str]:
    """Who changed what in a row after the version that was seen."""
    if isinstance(row, Claim):
        return list(stale(row, seen).reasons)
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
