"""Every place of the database where a name may stand, and what stands there without it."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from claims.formats.redaction import Words, quoted
from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Capture,
    Claim,
    Erasure,
    Evidence,
    PublicationBody,
    PublishedAddress,
    ReplyRequest,
    Review,
    Source,
    Speaker,
    Subject,
    User,
    events_of,
)
from claims.models.versioned import Versioned

Noun = type[models.Model]

# The documents are redacted as documents; what readers see is made from them again.
MADE_OTHERWISE: set[Noun] = {PublicationBody, Review, Subject, Erasure}
QUOTED = {"exact", "prefix", "suffix"}
NOBODY = "erased@erased.invalid"


@dataclass(frozen=True)
class Place:
    """One row with a name in it, and its columns without."""

    noun: Noun
    pk: Any
    columns: dict[str, Any]


@dataclass(frozen=True)
class Scope:
    """Where to look: everywhere, or in what belongs to some claims and what they cite."""

    claims: Collection[int] | None = None  # None: everywhere

    def rows(self, noun: Noun) -> models.QuerySet[Any]:
        """The rows of a table that lie in it."""
        every: models.QuerySet[Any] = models.QuerySet(noun)
        if self.claims is None:
            return every
        return every.filter(self._within(noun))

    def holds(self, claim: int) -> bool:
        """Whether a claim lies in it."""
        return self.claims is None or claim in self.claims

    def _within(self, noun: Noun) -> Q:
        tracked = _tracked(noun)
        own = "pk" if tracked is noun else "pgh_obj_id"
        if tracked is Claim:
            return Q(**{f"{own}__in": self.claims})
        if tracked in self._cited:
            return Q(**{f"{own}__in": self._cited[tracked]})
        if tracked is ArticleVersion:
            return Q(article__in=self._cited[Article])
        if tracked is Capture:
            return Q(source__in=self._cited[Source])
        if tracked is Appearance:
            return Q(claim__in=self.claims) | Q(version__in=self._versions)
        if noun is PublishedAddress:
            return Q(slug__in=[slug for cited in (Article, Speaker) for slug in self._slugs(cited)])
        if noun is LogEntry:
            return Q(content_type__model="claim", object_id__in=[str(pk) for pk in self.claims or []])
        of_claim = any(field.name == "claim" for field in noun._meta.concrete_fields)
        return Q(claim__in=self.claims) if of_claim else Q(pk__in=[])

    @cached_property
    def _cited(self) -> dict[Noun, set[int]]:
        """The sources, articles and speakers that the claims use or ever used."""
        return {
            Source: self._ever(Evidence, "source_id"),
            Article: set(ArticleVersion.objects.filter(pk__in=self._versions).values_list("article_id", flat=True)),
            Speaker: self._ever(Appearance, "speaker_id") | self._ever(ReplyRequest, "speaker_id"),
        }

    @cached_property
    def _versions(self) -> set[int]:
        return self._ever(Appearance, "version_id")

    def _ever(self, noun: Noun, column: str) -> set[int]:
        found = events_of(noun).filter(claim_id__in=self.claims or []).values_list(column, flat=True)
        return {pk for pk in found if pk is not None}

    def _slugs(self, noun: Noun) -> Iterator[str]:
        yield from noun._default_manager.filter(pk__in=self._cited[noun]).values_list("slug", flat=True)


def places(words: Words, scope: Scope) -> Iterator[Place]:
    """Every row in the scope that holds one of the words, article texts first."""
    for noun in sorted(_nouns(), key=lambda noun: noun is not ArticleVersion):
        columns = [field for field in noun._meta.concrete_fields if _is_text(noun, field)]
        holds = reduce(or_, [Q(**{f"{field.name}__iregex": words.loosely}) for field in columns], Q(pk__in=[]))
        rows = scope.rows(noun).filter(holds).order_by("pk")
        for pk, *said in list(rows.values_list("pk", *[field.name for field in columns])):
            pairs = zip(columns, said, strict=True)
            if changed := {f.name: new for f, old in pairs if (new := _without(words, f, old)) != old}:
                yield Place(noun, pk, changed)


def redact(place: Place) -> None:
    """Write a row without the words; a row that several people edit counts as saved."""
    columns = dict(place.columns)
    if issubclass(place.noun, Versioned):
        columns["version"] = F("version") + 1
    if _tracked(place.noun) is ArticleVersion:
        columns["sha256"] = digest_of(columns["text"])
    models.QuerySet(place.noun).filter(pk=place.pk).update(**columns)


def requote(version: ArticleVersion) -> None:
    """Have every appearance quote the text of an article version as it is now, in the history too."""
    for quoting in (Appearance.objects.all(), events_of(Appearance)):
        for row in quoting.filter(version=version):
            said = {name: getattr(row, name) for name in QUOTED}
            before, after = len(row.prefix), len(row.suffix)
            says = quoted(version.text, start=row.start, end=row.end, before=before, after=after)
            if says != said:
                quoting.filter(pk=row.pk).update(**says)


def digest_of(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def counted(found: Iterable[Place]) -> dict[str, int]:
    """How many rows of each table, by the names that an editor knows."""
    counts = Counter(_named(place.noun) for place in found)
    return dict(sorted(counts.items()))


def _nouns() -> list[Noun]:
    """Every table that there is, once."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    nouns = apps.get_models(include_auto_created=True)
    return [n for n in nouns if n._meta.db_table in there and not n._meta.proxy and n not in MADE_OTHERWISE]


def _is_text(noun: Noun, field: Any) -> bool:
    if field.choices or field.primary_key or (_tracked(noun) is Appearance and field.name in QUOTED):
        return False  # quotes are made again from their text
    base = field.base_field if isinstance(field, ArrayField) else field
    return isinstance(base, models.CharField | models.TextField | models.JSONField)


def _without(words: Words, field: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return words.out_of_all(value)
    if isinstance(field, models.EmailField):
        return value if not words.stand_in(value) else "" if field.blank else NOBODY
    if _tracked(field.model) is ArticleVersion and field.name == "text":
        return words.out_of_passage(value)
    if isinstance(field, models.SlugField | models.URLField) or field.name == "slug":
        return words.out_of_address(value)
    text = words.out_of_naming(value) if _names_people(field.model) else words.out_of(value)
    return text[: field.max_length]


def _names_people(noun: Noun) -> bool:
    """Whether the rows of a table are about people of the desk: log entries, sign-ins."""
    return any(f.is_relation and f.related_model is User for f in noun._meta.concrete_fields)


def _tracked(noun: Noun) -> Noun:
    """The table whose history a table keeps; otherwise the table itself."""
    return getattr(noun, "pgh_tracked_model", noun)


def _named(noun: Noun) -> str:
    name = str(_tracked(noun)._meta.verbose_name_plural)
    return name if _tracked(noun) is noun else _("%(nouns)s, earlier states") % {"nouns": name}
