"""Dates, numbers and lists as the reader's language writes them (Unicode CLDR, through Babel).

Digits are European in every language: a reader compares them with the sources.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from django.utils.translation import get_language

# English as most of the world writes it, the day before the month.
REGIONS = {"en": "en_GB"}
ARABIC_COMMAS = {"ar", "fa", "ur"}


def locale() -> Locale:
    """The locale of the language that is spoken now."""
    language = get_language() or "en"
    return Locale.parse(REGIONS.get(language, language), sep="-" if "-" in language else "_")


def number(value: float | Decimal) -> str:
    """A number with its groups of thousands, as exact as it is given."""
    return format_decimal(value, locale=locale(), decimal_quantization=False)


def short_number(value: float | Decimal) -> str:
    """1.25M: a great number with a word for its thousands, as exact as it is given."""
    return format_compact_decimal(value, locale=locale(), fraction_digits=15)


def percent(share: float) -> str:
    """A share of one in whole per cent."""
    return format_percent(share, locale=locale())


def day(when: date) -> str:
    """30 March 2023."""
    return format_date(when, "long", locale=locale())


def month(when: date) -> str:
    """March 2023."""
    return format_skeleton("yMMMM", when, locale=locale())


def short_month_name(when: date) -> str:
    """Mar, under an axis or in a calendar."""
    return format_date(when, "LLL", locale=locale())


def quarter(when: date) -> str:
    """Q1 2023."""
    return format_skeleton("yQQQ", when, locale=locale())


def language(tag: str) -> str:
    """English, of a language tag; the tag itself where nobody has a name for it."""
    name: str | None = locale().languages.get(tag.lower().partition("-")[0])
    return name or tag


def year(when: date) -> str:
    """2023."""
    return str(when.year)


def moment(when: datetime) -> str:
    """30 March 2023, 17:51 UTC; the clock is that of the moment given."""
    return f"{day(when)}{comma()}{when:%H:%M} {when.tzname()}"


def language_name(tag: str) -> str:
    """Spanish, by its tag es; a tag that nobody knows as it is."""
    try:
        named = Locale.parse(tag.replace("_", "-"), sep="-").get_display_name(locale())
    except (ValueError, UnknownLocaleError):
        return tag
    return named or tag


def comma() -> str:
    """What stands between one fact and the next in a line."""
    return "، " if locale().language in ARABIC_COMMAS else ", "


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return format_list(list(words), locale=locale())
