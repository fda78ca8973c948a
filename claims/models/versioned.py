"""Rows that several people edit: each save names the version it was made from."""

from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext_lazy as _

from claims.errors import Stale

STALE = "FC412"  # the SQLSTATE of the trigger refuse_stale_version


class Versioned(models.Model):
    """A row whose every update counts its version up by one. A trigger refuses any other number."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save as the next version; raise Stale when somebody else saved this one before."""
        if self._state.adding:
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        self.version += 1
        columns = None if update_fields is None else {*update_fields, "version", "changed_at"}
        try:
            with transaction.atomic(using=kwargs.get("using")):
                super().save(*args, update_fields=columns, **kwargs)
        except DatabaseError as error:
            self.version -= 1
            if getattr(error.__cause__, "sqlstate", None) != STALE:
                raise
            name = self._meta.verbose_name
            raise Stale(f"The {name} “{self}” was not saved", "somebody else saved it in the meantime") from error
