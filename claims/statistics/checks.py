"""What the checks stand on: sources, primary sources, replies; and what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, F, Func

from claims.models import Review, Subject
from claims.models.review import ReviewQuerySet
from claims.vocabulary import ClaimKind, SourceKind, SubjectKind

from .period import Period

MOST = 20  # groups that are told apart; the rest are counted together

# Of the checks first published in the period, as readers see them now.
STANDING = """
SELECT count(*), coalesce(sum(pieces), 0), coalesce(sum(primaries), 0), coalesce(sum(archived), 0),
       coalesce(sum(online), 0), percentile_cont(0.5) WITHIN GROUP (ORDER BY pieces),
       count(*) FILTER (WHERE publishers > 1), count(*) FILTER (WHERE primaries > 0),
       count(*) FILTER (WHERE stances > 1),
       count(*) FILTER (WHERE jsonb_array_length(said -> 'replies') > 0),
       count(*) FILTER (WHERE jsonb_array_length(said -> 'verdict' -> 'open_questions') > 0)
FROM (SELECT document::jsonb AS said FROM ({published}) AS shown) AS checks,
LATERAL (
    SELECT count(*) AS pieces,
           count(*) FILTER (WHERE (piece ->> 'primary')::boolean) AS primaries,
           count(*) FILTER (WHERE source ->> 'url' <> '') AS online,
           count(*) FILTER (WHERE source ->> 'url' <> '' AND jsonb_array_length(source -> 'captures') > 0) AS archived,
           count(DISTINCT lower(coalesce(nullif(source ->> 'original_publisher', ''), source ->> 'publisher')))
               AS publishers,
           count(DISTINCT piece ->> 'stance') FILTER (WHERE piece ->> 'stance' <> 'context') AS stances
    FROM jsonb_array_elements(said -> 'evidence') AS piece, LATERAL (SELECT piece -> 'source' AS source) AS cited
) AS found
"""
SOURCES = """
SELECT e -> 'source' ->> 'kind', count(*), count(*) FILTER (WHERE (e ->> 'primary')::boolean)
FROM ({published}) AS shown, jsonb_array_elements(document::jsonb -> 'evidence') AS e
GROUP BY 1 ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True)
class Standing:
    """What the checks of a period stand on; every number but the last counts checks or pieces of evidence."""

    checks: int
    evidence: int
    primary: int
    archived: int
    online: int
    evidence_median: float | None
    several_publishers: int
    with_primary: int
    both_sides: int
    with_reply: int
    with_open_questions: int


@dataclass(frozen=True)
class Share:
    """How many of the checks fall to one group; `of` is how many checks there are in all."""

    name: str
    count: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.count / self.of if self.of else 0.0


def standing(period: Period) -> Standing:
    """What the checks first published in the period stand on."""
    with connection.cursor() as cursor:
        cursor.execute(*_asked(STANDING, period))
        return Standing(*cursor.fetchone())


def by_source_kind(period: Period) -> list[Share]:
    """The evidence by what sort of document it is taken from."""
    with connection.cursor() as cursor:
        cursor.execute(*_asked(SOURCES, period))
        rows = cursor.fetchall()
    of = sum(count for _kind, count, _primary in rows)
    labels = dict(SourceKind.choices)
    return [Share(str(labels.get(kind, kind)), count, of) for kind, count, _primary in rows]


def by_rating(period: Period) -> list[Share]:
    """The checks by rating, each with its label."""
    scales = Subject.objects.public().of_kind(SubjectKind.SCALE)
    labels = {rating["slug"]: rating["label"] for scale in scales for rating in scale.document["ratings"]}
    counted = _published(period).order_by().values_list("rating_slug").annotate(n=Count("pk")).order_by("-n")
    return _shares(period, ((labels.get(slug, slug), n) for slug, n in counted))


def by_kind(period: Period) -> list[Share]:
    """The checks by kind of claim."""
    labels = dict(ClaimKind.choices)
    counted = _published(period).order_by().values_list("kind").annotate(n=Count("pk")).order_by("-n")
    return _shares(period, ((str(labels.get(kind, kind)), n) for kind, n in counted))


def by_speaker(period: Period) -> list[Share]:
    """The checks by who said what was checked; one check may fall to several."""
    return _by_subject(period, "speaker_slugs", SubjectKind.SPEAKER)


def by_topic(period: Period) -> list[Share]:
    """The checks by topic; one check may fall to several."""
    return _by_subject(period, "topic_slugs", SubjectKind.TOPIC)


def speakers_checked(period: Period) -> int:
    """How many speakers the checks are about."""
    said_by = _published(period).order_by().annotate(slug_of=Func(F("speaker_slugs"), function="unnest"))
    return said_by.values("slug_of").distinct().count()


def _published(period: Period) -> ReviewQuerySet:
    begins, ends = period.span
    return Review.objects.public().filter(published_at__gte=begins, published_at__lt=ends)


def _asked(question: str, period: Period) -> tuple[str, tuple[Any, ...]]:
    """A question in SQL about the documents that readers see, with what it is asked with."""
    published, given = _published(period).order_by().values("document").query.sql_with_params()
    return question.format(published=published), given


def _by_subject(period: Period, column: str, kind: SubjectKind) -> list[Share]:
    slugs = _published(period).order_by().annotate(slug_of=Func(F(column), function="unnest"))
    counted = list(slugs.values_list("slug_of").annotate(n=Count("pk")).order_by("-n", "slug_of")[:MOST])
    named = Subject.objects.public().of_kind(kind).filter(slug__in=[slug for slug, _n in counted])
    names = dict(named.values_list("slug", "name"))
    return _shares(period, ((names.get(slug, slug), n) for slug, n in counted))


def _shares(period: Period, counted: Iterable[tuple[str, int]]) -> list[Share]:
    of = _published(period).count()
    return [Share(name, n, of) for name, n in counted]
