"""Numbers as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from claims import cldr
from claims.partial_dates import PartialDate
from claims.text import has_bad_characters

COMPARATORS = ("=", ">", "<", "~")
NUMBERS = ("value", "low", "high")
TEXTS = ("unit", "calculation", "note")
GREATEST_WHOLE = 2**53 - 1  # the greatest whole number that JSON readers keep exactly (RFC 7493, 2.2)


@dataclass(frozen=True)
class Figure:
    """A number as data: a value, or a range that may be open at one end.

    Raises a ValueError for the writer when it is neither, or cannot be written exactly in JSON.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: str = "="
    unit: str = ""
    as_of: PartialDate | None = None
    calculation: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        faults = list(self._faults())
        if faults:
            raise ValueError(" ".join(faults))

    def _faults(self) -> Iterator[str]:
        is_range = self.low is not None or self.high is not None
        if self.value is None and not is_range:
            yield _("A figure needs a value, or the low or high end of a range.")
        if self.value is not None and is_range:
            yield _("A figure has a value or a range, not both.")
        if self.comparator not in COMPARATORS:
            yield _("The comparator is one of = > < ~.")
        if is_range and self.comparator in (">", "<"):
            yield _("A range takes no > or <: leave one of its ends empty instead.")
        numbers = [number for number in (self.value, self.low, self.high) if number is not None]
        if not all(_is_exact(number) for number in numbers):
            yield _("A number has at most 15 digits: write it in thousands, millions or billions.")
        elif self.low is not None and self.high is not None and self.low > self.high:
            yield _("The low end of a range is not above its high end.")

    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest number it allows; None is an open end."""
        if self.value is None:
            return self.low, self.high
        return (
            None if self.comparator == "<" else self.value,
            None if self.comparator == ">" else self.value,
        )

    def words(self) -> str:
        """The figure as a reader says it: more than 6,000 soldiers killed."""
        return _compared(self) % {"amount": _with_unit(_amount(self), self.unit.strip())}

    def as_json(self) -> dict[str, Any]:
        """What is set, under its own names; "=" is what a missing comparator means."""
        numbers = {name: _json_number(getattr(self, name)) for name in NUMBERS}
        texts = {name: getattr(self, name) or None for name in TEXTS}
        rest = {
            "comparator": None if self.comparator == "=" else self.comparator,
            "as_of": self.as_of and str(self.as_of),
        }
        stated = numbers | rest | texts
        return {name: stated[name] for name in FIELDS if stated[name] is not None}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The figure that as_json wrote or a person did; null counts as absent."""
        faults = list(_misfits(data))
        if faults:
            raise ValueError(" ".join(faults))
        stated = {name: given for name, given in data.items() if given is not None}
        stated |= {name: _decimal(stated[name]) for name in NUMBERS if name in stated}
        if "as_of" in stated:
            stated["as_of"] = PartialDate.parse(stated["as_of"])
        return cls(**stated)


FIELDS = tuple(field.name for field in fields(Figure))


def _misfits(data: object) -> Iterator[str]:
    """Yield what in a figure's JSON is not of the kind it should be."""
    if not isinstance(data, Mapping):
        yield _("A figure is an object with a value, or with low and high.")
        return

    for name, given in data.items():
        is_number = isinstance(given, int | float | Decimal) and not isinstance(given, bool)
        if name not in FIELDS:
            yield _("A figure has no field “%(name)s”.") % {"name": str(name)[:40]}
        elif given is None:
            continue
        elif name in NUMBERS and not is_number:
            yield _("The %(name)s of a figure is a number.") % {"name": name}
        elif name not in NUMBERS and (not isinstance(given, str) or has_bad_characters(given)):
            yield _("The %(name)s of a figure is plain text.") % {"name": name}


def _decimal(given: float | Decimal) -> Decimal:
    return Decimal(repr(given)) if isinstance(given, float) else Decimal(given)


def _is_exact(number: Decimal) -> bool:
    """Whether the number is still the same after a journey through JSON."""
    if not number.is_finite() or number.copy_abs() > GREATEST_WHOLE:
        return False
    return Decimal(repr(float(number))) == number


def _json_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _compared(figure: Figure) -> str:
    """The sentence part that says how a figure is meant, with a place for its amount."""
    if figure.value is None and figure.high is None:
        return _("at least %(amount)s")
    if figure.value is None and figure.low is None:
        return _("at most %(amount)s")
    return {
        "=": "%(amount)s",
        ">": _("more than %(amount)s"),
        "<": _("less than %(amount)s"),
        "~": _("about %(amount)s"),
    }[figure.comparator]


def _amount(figure: Figure) -> str:
    ends = [number for number in (figure.value, figure.low, figure.high) if number is not None]
    if len(ends) == 1:
        return _number(ends[0])
    # A dash between negative numbers would read as another minus.
    between = _("%(low)s to %(high)s") if ends[0] < 0 else pgettext("a range", "%(low)s–%(high)s")
    return between % {"low": _number(ends[0]), "high": _number(ends[1])}


def _with_unit(amount: str, unit: str) -> str:
    if not unit:
        return amount
    if unit.startswith(("%", "‰")):
        return pgettext("a number and a percent sign", "%(number)s%(unit)s") % {
            "number": amount,
            "unit": unit,
        }
    return pgettext("a number and its unit", "%(number)s %(unit)s") % {
        "number": amount,
        "unit": unit,
    }


def _number(number: Decimal) -> str:
    """The number in the reader's notation, without the zeros that a database column adds."""
    return cldr.number((number + 0).normalize())
