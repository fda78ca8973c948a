"""The tables of the archive: which rows of the desk the owner takes along, and how a row is written as JSON.

What is not here stays behind: keys, tokens and sessions; what only holds for a moment (jobs, news, presence, sign-ins,
invitations); what is made again from the record (reviews, subjects); and the history of the desk's edits.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Capture,
    Claim,
    Comment,
    CorrectionRequest,
    Embargo,
    Erasure,
    Evidence,
    HousePage,
    HousePageVersion,
    HouseProfile,
    MarkupPage,
    PublishedAddress,
    Rating,
    RatingScale,
    Recusal,
    ReplyRequest,
    SecondVerdict,
    Source,
    Speaker,
    Standard,
    Topic,
    Translation,
    User,
    Verdict,
    Waiver,
)

AT_A_TIME = 200
Row = dict[str, Any]
Field = models.Field


class Misshapen(ValueError):
    """A row that is not one of its table; the message says why."""


@dataclass(frozen=True)
class Table:
    """One table: its name in the archive, its model, and which columns are taken where not all of them are."""

    name: str
    model: type[models.Model]
    only: tuple[str, ...] = ()
    order: tuple[str, ...] = ("pk",)

    @cached_property
    def columns(self) -> dict[str, Field]:
        """The columns that are taken, by their names in the archive."""
        fields = self.model._meta.concrete_fields
        return {field.attname: field for field in fields if not self.only or field.attname in self.only}

    def rows(self) -> Iterator[Row]:
        """Yield each row as JSON, from a cursor of the database."""
        names, fields = list(self.columns), list(self.columns.values())
        found = self.model._base_manager.order_by(*self.order).values_list(*names)
        for values in found.iterator(chunk_size=AT_A_TIME):
            yield {name: written(value) for name, _field, value in zip(names, fields, values, strict=True)}

    def read(self, row: Any) -> models.Model:
        """The row that JSON describes, not saved yet; raises Misshapen."""
        if not isinstance(row, dict) or row.keys() != self.columns.keys():
            raise Misshapen(f"a row of {self.name} has the columns {', '.join(self.columns)}, no more and no less")
        values = {}
        for name, field in self.columns.items():
            try:
                values[name] = value_of(field, row[name])
            except (ValueError, TypeError, OverflowError, InvalidOperation) as error:
                raise Misshapen(f"{name}: {error}") from error
        return self.model(**values)


TABLES = [
    Table("people", User, ("id", "public_id", "username", "public_name", "date_joined")),
    Table("topics", Topic),
    Table("speakers", Speaker),
    Table("articles", Article),
    Table("article_versions", ArticleVersion),
    Table("rating_scales", RatingScale),
    Table("ratings", Rating),
    Table("sources", Source),
    Table("captures", Capture),
    Table("claims", Claim),
    Table("claim_topics", Claim.topics.through),
    Table("appearances", Appearance),
    Table("evidence", Evidence),
    Table("verdicts", Verdict),
    Table("verdict_writers", Verdict.writers.through),
    Table("standards", Standard),
    Table("waivers", Waiver),
    Table("second_verdicts", SecondVerdict),
    Table("reply_requests", ReplyRequest),
    Table("correction_requests", CorrectionRequest),
    Table("comments", Comment),
    Table("comment_mentions", Comment.mentions.through),
    Table("recusals", Recusal),
    Table("house_pages", HousePage),
    Table("house_page_versions", HousePageVersion, order=("kind", "number")),
    Table("house_profile", HouseProfile),
    Table("markup_pages", MarkupPage),
    Table("erasures", Erasure, ("id", "subject", "basis", "erased_by_id", "erased_at")),
]
# These name entries of the record, or keep what it has made public: they come back after it.
AFTER_THE_RECORD = [
    Table("translations", Translation),
    Table("translation_writers", Translation.writers.through),
    Table("embargoes", Embargo),
    Table("published_addresses", PublishedAddress),
]
# Every table of ours that the archive leaves behind, and why.
LEFT_OUT = {
    "AccessToken": "a key of somebody's program",
    "ErasedEntry": "stands beside its entry in record.ndjson",
    "Invitation": "a key to the door",
    "Invitation_groups": "a key to the door",
    "JobFailure": "what the queue remembers",
    "KeptAnswer": "what a program was answered, for a day",
    "Notification": "what somebody was told",
    "OtherReview": "imported anew from its publishers",
    "Presence": "who has which page open",
    "Publication": "record.ndjson",
    "PublicationBody": "record.ndjson",
    "Review": "made again from the record",
    "ReviewImport": "how far an import has come",
    "SignIn": "who came in, from where",
    "SpottingLabel": "what the model of suggestions learnt here",
    "Subject": "made again from the record",
    "Tip": "what readers asked in private",
    "Webhook": "a copy tells nobody until somebody lets it",
    "WebhookDelivery": "what became of each message",
    "WebhookSecret": "a key of somebody's program",
    "User_groups": "rights are given anew",
    "User_user_permissions": "rights are given anew",
}


def written(value: Any) -> Any:
    """A column's value as JSON: a moment in UTC, a number with decimals as text, bytes in hexadecimal."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value


def value_of(field: Field, value: Any) -> Any:
    """The value of a column that JSON describes; raises ValueError, TypeError or InvalidOperation."""
    if value is None:
        if not field.null:
            raise ValueError("it is missing")
        return None
    field = field.target_field if isinstance(field, models.ForeignKey) else field
    return next(read for kind, read in READERS if isinstance(field, kind))(value)


def text(value: Any) -> str:
    """A text that a database can hold."""
    if not isinstance(value, str) or "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError("it is not a text")
    return value


def number(value: Any) -> int:
    """A whole number that a database can hold."""
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**63) <= value < 2**63:
        raise ValueError("it is not a whole number")
    return value


def moment(value: Any) -> datetime:
    """A moment with its offset from UTC."""
    when = datetime.fromisoformat(text(value))
    if when.tzinfo is None:
        raise ValueError("the moment names no time zone")
    return when


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("it is neither true nor false")
    return value


def _decimal(value: Any) -> Decimal:
    decimal = Decimal(text(value))
    if not decimal.is_finite():
        raise ValueError("it is not a number")
    return decimal


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise ValueError("it is not a list")
    return [text(part) for part in value]


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {text(name): _json(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_json(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("it is not a number")
    return text(value) if isinstance(value, str) else value


READERS: list[tuple[type[Field], Callable[[Any], Any]]] = [
    (models.BooleanField, _yes_or_no),
    (models.IntegerField, number),
    (models.AutoField, number),
    (models.DecimalField, _decimal),
    (models.DateTimeField, moment),
    (models.DateField, lambda value: date.fromisoformat(text(value))),
    (models.BinaryField, lambda value: bytes.fromhex(text(value))),
    (models.JSONField, _json),
    (ArrayField, _texts),
    (models.CharField, text),
    (models.TextField, text),
]
