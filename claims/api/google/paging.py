"""Pages of Google's lists: opaque tokens that belong to one question, and what they say of where a page begins."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils import timezone

from claims.api.paging import Order
from claims.models.review import RANKED_AT_MOST, ReviewQuerySet

from .errors import Wrong
from .methods import PAGING, Method
from .parameters import Values

DEFAULT_SIZE = 10
LARGEST = 50_000
AT_ONCE = 500  # rows that are held at a time
NEWEST = Order("newest", ("published_at", "public_id"), descending=True)
FOREIGN = "it is not a token of this question: repeat what you asked before, or begin without it"
PLACES = {parameter.name for parameter in PAGING}


@dataclass(frozen=True)
class Page:
    """Where a page begins and how long it may be, for one question."""

    size: int
    offset: int
    place: list[Any]  # what the token of the page before says; empty on the first
    question: str

    @classmethod
    def of(cls, values: Values, method: Method) -> "Page":
        """The page that is asked for; Wrong for a token that we did not give for this question."""
        question, token = _digest(values, method), values.get("pageToken", "")
        return cls(
            size=min(values.get("pageSize") or DEFAULT_SIZE, LARGEST),
            offset=0 if token else values.get("offset", 0),
            place=_read(token, question) if token else [],
            question=question,
        )

    def token(self, place: list[Any]) -> str:
        """The token of a page that begins there."""
        return _signer().sign_object([self.question, *place])


@dataclass(frozen=True)
class More:
    """What comes behind the last row of a page that is not the last: the token of the next."""

    token: str


def newest(reviews: ReviewQuerySet, page: Page) -> Iterator[Any]:
    """Yield the reviews of a page, newest first, then More if there are more."""
    if page.place:
        at, public_id = page.place
        reviews = reviews.filter(NEWEST.beyond([datetime.fromisoformat(at), public_id], backwards=False))
    rows = reviews.newest()[page.offset : page.offset + page.size + 1]
    return ended([rows], page, lambda row, _count: [row.published_at.isoformat(), row.public_id])


def best(reviews: ReviewQuerySet, words: str, language: str, page: Page) -> Iterator[Any]:
    """Yield the reviews of a page that match words, best match first and behind those that are ranked newest first.

    What is published while somebody reads page after page comes into none of them.
    """
    at, begin = page.place or [timezone.now().isoformat(), page.offset]
    if page.place:
        reviews = reviews.published_until(datetime.fromisoformat(at))
    end = begin + page.size + 1
    rows = []
    if begin < RANKED_AT_MOST:
        rows.append(reviews.search(words, language)[begin : min(end, RANKED_AT_MOST)])
    if end > RANKED_AT_MOST:
        rows.append(reviews.matching(words, language).newest()[max(begin, RANKED_AT_MOST) : end])
    return ended(rows, page, lambda _row, count: [at, begin + count])


def ended(queries: Iterable[QuerySet[Any]], page: Page, place_behind: Callable[[Any, int], list[Any]]) -> Iterator[Any]:
    """Yield the rows of a page from queries that find one more than fit, then More if they do.

    `place_behind` says where the next page begins, given the last row and how many there were. Few rows are held at
    a time, however many a page has.
    """
    last, count = None, 0
    for row in chain.from_iterable(map(_held, queries)):
        if count == page.size:
            yield More(page.token(place_behind(last, count)))
            return
        last, count = row, count + 1
        yield row


def _held(query: QuerySet[Any]) -> Iterable[Any]:
    low, high = query.query.low_mark, query.query.high_mark or 0
    return query if high - low <= AT_ONCE else query.iterator(chunk_size=AT_ONCE)


def _digest(values: Values, method: Method) -> str:
    """What a token must belong to: the method and all it was asked, but for the page."""
    said = sorted((p.name, str(values.get(p.name, ""))) for p in method.parameters if p.name not in PLACES)
    return hashlib.sha256(repr([method.name, *said]).encode()).hexdigest()[:16]


def _signer() -> Signer:
    return Signer(sep=".", salt="claims.api.google.paging")


def _read(token: str, question: str) -> list[Any]:
    try:
        known, *place = _signer().unsign_object(token)
    except BadSignature as error:
        raise Wrong({"pageToken": FOREIGN}) from error
    if known != question:
        raise Wrong({"pageToken": FOREIGN})
    return list(place)
