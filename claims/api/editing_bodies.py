"""What is sent to write desk records: field by field as the record has them, rows of others by their ids."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as s
from rest_framework.exceptions import ValidationError

from claims.figures import Figure
from claims.partial_dates import PartialDate
from claims.vocabulary import (
    ClaimKind,
    Comparator,
    Display,
    Medium,
    ReadAs,
    SourceKind,
    SpeakerKind,
    Stance,
    TopicKind,
)

from .bodies import Body, Moment
from .parameters import PARTIAL_DATE, TAG
from .shapes import words

OPTIONAL: dict[str, Any] = {"required": False, "allow_blank": True}
PLACE: dict[str, Any] = {"required": False, "allow_null": True, "min_value": 0, "max_value": 10_000_000}


@extend_schema_field({"type": "string", "pattern": PARTIAL_DATE})
class PartialDay(s.CharField):
    """A year, a month, a day or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**OPTIONAL | kwargs)

    def to_internal_value(self, data: Any) -> str:
        given = super().to_internal_value(data)
        try:
            return str(PartialDate.parse(given)) if given else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error


@extend_schema_field({"type": "number"})
class Number(s.Field):
    """A number of JSON, digit by digit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, **kwargs)

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float):
            raise ValidationError(_("Give a number, without quotation marks."))
        return data


def language() -> s.RegexField:
    """A language tag."""
    refusal: dict[str, Any] = {"invalid": gettext_lazy("Write a language tag: en, az, zh-Hant.")}
    return s.RegexField(
        TAG, max_length=35, required=False, error_messages=refusal, help_text="en, unless you say otherwise."
    )


def web_address(**kwargs: Any) -> s.CharField:
    """An address; http and https alone are taken."""
    return s.CharField(max_length=2000, **OPTIONAL | kwargs)


def position() -> s.IntegerField:
    """A place in an order."""
    about = "The lower comes first; it comes last otherwise."
    return s.IntegerField(required=False, min_value=0, max_value=32_767, help_text=about)


def slug() -> s.SlugField:
    """The readable part of an address."""
    return s.SlugField(
        max_length=80, required=False, help_text="Made when you give none; it stays once readers were told of it."
    )


class FigureBody(Body):
    """A number as data: a value, or a range from low to high."""

    value = Number()
    low = Number()
    high = Number()
    comparator = words(Comparator, required=False)
    unit = s.CharField(max_length=80, **OPTIONAL)
    as_of = PartialDay()
    calculation = s.CharField(max_length=300, **OPTIONAL)
    note = s.CharField(max_length=300, **OPTIONAL)

    def validate(self, attrs: Any) -> Any:
        """The number itself."""
        try:
            return Figure.from_json({name: said for name, said in attrs.items() if said != ""})
        except ValueError as error:
            raise ValidationError(str(error)) from error


class ClaimBody(Body):
    statement = s.CharField(max_length=500, help_text="One thing that can be checked, understandable by itself.")
    slug = slug()
    language = language()
    kind = words(ClaimKind, required=False)
    topics = s.ListField(child=s.SlugField(max_length=80), max_length=50, required=False, help_text="Their slugs.")
    figure = FigureBody(required=False, allow_null=True, help_text="The number that was claimed.")
    public_interest = s.CharField(
        max_length=1000, **OPTIONAL, help_text="Why we check this: for those to say who give out the work."
    )


class QuoteBody(Body):
    """Where a claim was made. The words are looked up in the text: give them, or from where to where they stand."""

    version = s.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, help_text="The number of its text; the newest otherwise."
    )
    sha256 = s.RegexField("^[0-9a-f]{64}$", required=False, help_text="The digest of its text, instead of the number.")
    exact = s.CharField(max_length=5000, trim_whitespace=False, **OPTIONAL, help_text="The words, as they stand there.")
    prefix = s.CharField(
        max_length=64, trim_whitespace=False, **OPTIONAL, help_text="Words before them, where they stand there twice."
    )
    suffix = s.CharField(max_length=64, trim_whitespace=False, **OPTIONAL, help_text="Words after them.")
    start = s.IntegerField(**PLACE, help_text="In Unicode code points of the text.")
    end = s.IntegerField(**PLACE)
    speaker = s.SlugField(max_length=80, required=False, allow_null=True, help_text="Their slug; null: nobody.")
    role = s.CharField(max_length=200, **OPTIONAL, help_text="As it was then; the speaker's role now otherwise.")
    said_on = PartialDay(help_text="A year, a month or a day.")
    hedge = s.CharField(max_length=300, **OPTIONAL, help_text="Words outside the quote that qualify it.")
    position = position()


class AppearanceBody(QuoteBody):
    article = s.SlugField(max_length=80, help_text="Its slug.")


class EvidenceBody(Body):
    source = s.SlugField(max_length=12, help_text="Its id.")  # type: ignore[assignment]
    stance = words(Stance, required=False)
    finding = s.CharField(max_length=2000, help_text="What the source says, in our words.")
    excerpt = s.CharField(max_length=2000, **OPTIONAL, help_text="A short verbatim passage.")
    locator = s.CharField(max_length=120, **OPTIONAL, help_text="Page, table, minute.")
    primary = s.BooleanField(required=False)
    figure = FigureBody(required=False, allow_null=True, help_text="The number that was found.")
    position = position()


class NewClaimBody(ClaimBody):
    appearances = s.ListField(child=AppearanceBody(), max_length=20, required=False)
    evidence = s.ListField(child=EvidenceBody(), max_length=50, required=False)


class SpeakerBody(Body):
    name = s.CharField(max_length=200)
    slug = slug()
    kind = words(SpeakerKind, required=False)
    role = s.CharField(max_length=200, **OPTIONAL, help_text="Their role now, proposed for new appearances.")
    bio = s.CharField(max_length=1000, **OPTIONAL)
    original_url = web_address(source="url", help_text="A web page about them.")


class TopicBody(Body):
    name = s.CharField(max_length=120)
    slug = slug()
    kind = words(TopicKind, required=False)


class SourceBody(Body):
    title = s.CharField(max_length=500)
    title_is_descriptive = s.BooleanField(required=False, help_text="Whether the title is our description.")
    publisher = s.CharField(max_length=200)
    original_publisher = s.CharField(max_length=200, **OPTIONAL)
    original_url = web_address(source="url", help_text="Where it is.")
    published_on = PartialDay()
    kind = words(SourceKind, required=False)
    language = language()
    read_as = words(ReadAs, required=False)
    note = s.CharField(max_length=5000, **OPTIONAL, help_text="For readers.")


class CaptureBody(Body):
    url = web_address(required=True, allow_blank=False, help_text="Where the copy is.")
    captured_at = Moment(help_text="With its distance from UTC.")
    sha256 = s.RegexField("^[0-9a-f]{64}$", **OPTIONAL, help_text="Of the copy, hexadecimal.")


class ArticleBody(Body):
    title = s.CharField(max_length=400)
    slug = slug()
    language = language()
    publisher = s.CharField(max_length=200, **OPTIONAL)
    publisher_url = web_address()
    original_url = web_address(source="url", help_text="The original.")
    byline = s.CharField(max_length=200, **OPTIONAL)
    published_on = PartialDay()
    note = s.CharField(max_length=5000, **OPTIONAL, help_text="For readers.")
    medium = words(Medium, required=False, help_text="text, unless you say otherwise.")
    display = words(Display, required=False, help_text="How much of its text readers see: for those who publish.")


class TextBody(Body):
    text = s.CharField(
        max_length=1_000_000, trim_whitespace=False, help_text="Plain text, kept as it is sent, for ever."
    )


class NewArticleBody(ArticleBody):
    text = s.CharField(
        max_length=1_000_000, trim_whitespace=False, required=False, help_text="Its first text, kept as it is sent."
    )
