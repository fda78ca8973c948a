"""Rules that several tables share. A constraint's name is a sentence about its table."""

from typing import Any

from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

LANGUAGE_TAG = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
PARTIAL_DATE = r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"


def partial_date(noun: str, field: str) -> CheckConstraint:
    """The field holds a year, a month, a day or nothing."""
    return CheckConstraint(
        condition=Q(**{f"{field}__regex": PARTIAL_DATE}),
        name=f"{noun}_{field}_is_a_year_month_or_day",
        violation_error_message=_("Write a year, a month or a day: 2023, 2023-03 or 2023-03-30."),
    )


def web_address(noun: str, field: str) -> CheckConstraint:
    """The field holds an http or https address or nothing."""
    return CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__iregex": "^https?://"}),
        name=f"{noun}_{field}_is_a_web_address",
        violation_error_message=_("Give an address that starts with http:// or https://."),
    )


def filled(noun: str, field: str) -> CheckConstraint:
    """The field is not empty."""
    return CheckConstraint(
        condition=~Q(**{field: ""}),
        name=f"{noun}_has_{'an' if field[0] in 'aeio' else 'a'}_{field}",
        violation_error_message=_("This may not be empty."),
    )


def language_tag(noun: str) -> CheckConstraint:
    """The field holds a language tag (BCP 47)."""
    return CheckConstraint(
        condition=Q(language__regex=LANGUAGE_TAG),
        name=f"{noun}_language_is_a_tag",
        violation_error_message=_("Write a language tag: en, az, zh-Hant."),
    )


def one_of(noun: str, field: str, choices: list[Any]) -> CheckConstraint:
    """The field holds a word of our vocabulary."""
    return CheckConstraint(condition=Q(**{f"{field}__in": choices}), name=f"{noun}_{field}_is_in_the_vocabulary")


def quantified(noun: str) -> list[CheckConstraint]:
    """A figure is one value or a range, never both; a range runs upwards; a unit or date belongs to a number."""
    value, low, high = Q(figure_value=None), Q(figure_low=None), Q(figure_high=None)
    return [
        CheckConstraint(
            condition=value | (low & high),
            name=f"{noun}_figure_is_a_value_or_a_range",
            violation_error_message=_("Give one value or a range, not both."),
        ),
        CheckConstraint(
            condition=(low & high) | (~low & ~high & Q(figure_low__lte=F("figure_high"))),
            name=f"{noun}_figure_range_runs_upwards",
            violation_error_message=_("A range needs both ends, the lower first."),
        ),
        CheckConstraint(
            condition=low | Q(figure_comparator__in=["=", "~"]),
            name=f"{noun}_figure_range_is_neither_more_nor_less",
            violation_error_message=_("A range is exact or about; more and less need one value."),
        ),
        CheckConstraint(
            condition=~value | ~low | Q(figure_unit="", figure_as_of="", figure_calculation="", figure_note=""),
            name=f"{noun}_figure_without_a_number_says_nothing",
            violation_error_message=_("A unit, date, calculation or note needs a number."),
        ),
    ]
