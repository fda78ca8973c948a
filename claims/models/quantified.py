from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.figures import Figure
from claims.partial_dates import PartialDate
from claims.vocabulary import Comparator

from .fields import PartialDateField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _number(label: StrOrPromise) -> models.DecimalField[Any, Any]:
    return models.DecimalField(label, max_digits=21, decimal_places=6, null=True, blank=True)


def _trimmed(number: Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(f"{number.normalize():f}")


class Quantified(models.Model):
    """A row that may carry a number as data: claimed (on a claim) or found (on evidence)."""

    figure_value = _number(_("number"))
    figure_low = _number(_("from"))
    figure_high = _number(_("to"))
    figure_comparator = models.CharField(_("said as"), max_length=1, choices=Comparator, default=Comparator.EQUAL)
    figure_unit = models.CharField(_("unit"), max_length=80, blank=True)
    figure_as_of = PartialDateField(_("as of"), help_text=_("A year, a month or a day: 2023, 2023-03, 2023-03-30."))
    figure_calculation = models.CharField(_("calculation"), max_length=300, blank=True)
    figure_note = models.CharField(_("note on the number"), max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def figure(self) -> Figure | None:
        """The number as one value, or None."""
        if self.figure_value is None and self.figure_low is None:
            return None
        return Figure(
            value=_trimmed(self.figure_value),
            low=_trimmed(self.figure_low),
            high=_trimmed(self.figure_high),
            comparator=self.figure_comparator,
            unit=self.figure_unit,
            as_of=PartialDate.parse(self.figure_as_of) if self.figure_as_of else None,
            calculation=self.figure_calculation,
            note=self.figure_note,
        )

    @figure.setter
    def figure(self, figure: Figure | None) -> None:
        self.figure_value = figure.value if figure else None
        self.figure_low = figure.low if figure else None
        self.figure_high = figure.high if figure else None
        self.figure_comparator = figure.comparator if figure else Comparator.EQUAL
        self.figure_unit = figure.unit if figure else ""
        self.figure_as_of = str(figure.as_of) if figure and figure.as_of else ""
        self.figure_calculation = figure.calculation if figure else ""
        self.figure_note = figure.note if figure else ""
