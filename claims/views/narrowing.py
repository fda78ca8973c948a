"""What a list of checks is narrowed to, as it stands in the address, and what it can be narrowed to next."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from claims import cldr
from claims.formats import rating_words
from claims.formats.document import steps
from claims.models import Counted, Review, Subject
from claims.models.review import ReviewQuerySet
from claims.vocabulary import ClaimKind, SubjectKind, TopicKind

from .asking import several, words

CHOICES_AT_MOST = 15  # of one facet, those with the most checks
TOPICS_AT_MOST = 200  # of which the names are looked up
ORDERED = {"rating", "year"}  # by the scale, by time; the others by their counts
YEAR = re.compile("[0-9]{4}")
SORTS = {
    "newest": gettext_lazy("Newest first"),
    "match": gettext_lazy("Best match first"),
    "changed": gettext_lazy("Last changed first"),
    "repeated": gettext_lazy("Most repeated first"),
    "oldest": gettext_lazy("Oldest first"),
}
Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """The words that are looked for, what the list is narrowed to, and its order."""

    q: str = ""
    rating: str = ""
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    kind: str = ""
    language: str = ""
    year: str = ""
    sort: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """What an address asks for; refused only if it cannot be read."""
        lines = {name: words(request, name) for name in ("q", "rating", "kind", "language", "year", "sort")}
        return cls(**lines, topic=several(request, "topic"), place=several(request, "place"))

    @property
    def narrowed(self) -> bool:
        """Whether it is anything but the whole list."""
        return self != Asked(sort=self.sort)

    @property
    def order(self) -> str:
        """The order that is shown: an unknown one counts as none, and only words can match."""
        if self.sort in SORTS and (self.q or self.sort != "match"):
            return self.sort
        return "match" if self.q else "newest"

    def pairs(self) -> list[tuple[str, str]]:
        """As it stands in an address."""
        lists = [(name, value) for name in ("topic", "place") for value in getattr(self, name)]
        lines = [(name, getattr(self, name)) for name in ("q", "rating", "kind", "language", "year", "sort")]
        return [(name, value) for name, value in [*lines, *lists] if value]

    def address(self) -> str:
        """The query part of an address that asks the same."""
        return "?" + urlencode(self.pairs())

    @property
    def narrowing(self) -> list[tuple[str, str]]:
        """What leaves fewer checks, as it stands in an address."""
        return [(name, value) for name, value in self.pairs() if name != "sort"]

    @property
    def query(self) -> str:
        """The query part of the address of its feed, which has an order of its own."""
        return "?" + urlencode(self.narrowing) if self.narrowing else ""

    def toggled(self, facet: str, value: str) -> "Asked":
        """The same with a value of a facet, or without it if it was there."""
        now: Any = getattr(self, facet)
        then: Any = "" if value == now else value
        if isinstance(now, tuple):
            then = tuple(each for each in now if each != value) if value in now else (*now, value)
        return replace(self, **{facet: then})


def matching(asked: Asked) -> ReviewQuerySet:
    """The reviews that are asked for, in no order."""
    reviews = Review.objects.public()
    if asked.rating:
        reviews = reviews.rated(asked.rating)
    for slug in (*asked.topic, *asked.place):
        reviews = reviews.about(slug)
    if asked.kind:
        reviews = reviews.of_kind(asked.kind)
    if asked.language:
        reviews = reviews.in_language(asked.language)
    if asked.year:
        reviews = _of_year(reviews, asked.year)
    return reviews


def in_order(reviews: ReviewQuerySet, asked: Asked) -> ReviewQuerySet:
    """Those of the reviews that match the words, in the order that is asked for."""
    if asked.order == "match":
        return reviews.search(asked.q, get_language())
    orders: dict[str, Callable[[ReviewQuerySet], ReviewQuerySet]] = {
        "newest": ReviewQuerySet.newest,
        "changed": ReviewQuerySet.last_changed,
        "repeated": ReviewQuerySet.most_repeated,
        "oldest": ReviewQuerySet.oldest,
    }
    return orders[asked.order](with_words(reviews, asked))


def with_words(reviews: ReviewQuerySet, asked: Asked) -> ReviewQuerySet:
    """Those of the reviews that match the words, if there are any."""
    return reviews.matching(asked.q, get_language()) if asked.q else reviews


def _of_year(reviews: ReviewQuerySet, year: str) -> ReviewQuerySet:
    if not YEAR.fullmatch(year) or not 0 < int(year) < MAXYEAR:
        return reviews.none()
    begins, ends = (datetime(y, 1, 1, tzinfo=get_current_timezone()) for y in (int(year), int(year) + 1))
    return reviews.published_from(begins).published_before(ends)


def named(asked: Asked, counted: Counted) -> list[Subject]:
    """The subjects that give the choices their names: the scales, the most frequent topics, and the chosen ones."""
    frequent = [slug for slug, _count in counted.values["topic"].most_common(TOPICS_AT_MOST)]
    return list(Subject.objects.public().scales_and_topics([*frequent, *asked.topic, *asked.place]))


def facets(asked: Asked, counted: Counted, subjects: Iterable[Subject]) -> list[Json]:
    """What the list can be narrowed to, with how many checks would be left; and what it is narrowed to."""
    subjects = list(subjects)
    ratings = {
        rating["slug"]: (rating_words.label(rating), rating, steps(subject.document))
        for subject in subjects
        if subject.kind == SubjectKind.SCALE
        for rating in subject.document["ratings"]
    }
    topics = {s.slug: s for s in subjects if s.kind == SubjectKind.TOPIC}
    places = {slug: s.name for slug, s in topics.items() if s.document.get("kind") == TopicKind.PLACE}
    themes = {slug: s.name for slug, s in topics.items() if slug not in places}
    kinds = {str(value): str(label) for value, label in ClaimKind.choices}
    values = counted.values
    languages = {tag: cldr.language(tag) for tag in values["language"]}
    rated = _facet(asked, "rating", _("Rating"), values["rating"], {slug: said[0] for slug, said in ratings.items()})
    for choice in rated["choices"]:
        _label, choice["rating"], choice["steps"] = ratings.get(choice["value"], ("", None, 0))
    return [
        rated,
        _facet(asked, "topic", _("Topic"), values["topic"], themes),
        _facet(asked, "place", _("Place"), values["topic"], places),
        _facet(asked, "kind", _("Kind of claim"), values["kind"], kinds),
        _facet(asked, "language", _("Language"), values["language"], languages),
        _facet(asked, "year", _("Year checked"), values["year"], {y: y for y in sorted(values["year"], reverse=True)}),
    ]


def _facet(asked: Asked, facet: str, title: str, counts: Any, names: Json) -> Json:
    """A facet with its most frequent values, in their own order if they have one; what is chosen stays in any case."""
    now = getattr(asked, facet)
    chosen = [value for value in (now if isinstance(now, tuple) else (now,)) if value]
    found = [value for value, _count in counts.most_common() if value in names and value not in chosen]
    values = [*chosen, *found[:CHOICES_AT_MOST]]
    if facet in ORDERED:
        values = [*(value for value in chosen if value not in names), *(name for name in names if name in values)]
    choices = [
        {
            "value": value,
            "name": names.get(value, value),
            "count": counts[value],
            "chosen": value in chosen,
            "address": asked.toggled(facet, value).address(),
        }
        for value in values
    ]
    return {"name": facet, "title": title, "choices": choices, "more": len(found) > CHOICES_AT_MOST}


def sorts(asked: Asked) -> list[Json]:
    """The orders that the list can be shown in."""
    return [
        {"label": label, "chosen": name == asked.order, "address": replace(asked, sort=name).address()}
        for name, label in SORTS.items()
        if name != "match" or asked.q
    ]
