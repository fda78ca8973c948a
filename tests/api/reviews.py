"""Reviews for the tests of the API, put where a test wants them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from claims.models import Claim, Review
from tests import make

NOON = datetime(2023, 3, 30, 12, tzinfo=UTC)


def published_on(moment: datetime, **columns: Any) -> Review:
    """A review that was first published then."""
    review = make.review(**columns)
    Review.objects.filter(pk=review.pk).update(published_at=moment, changed_at=moment)
    review.refresh_from_db()
    return review


def several(count: int, **columns: Any) -> list[Review]:
    """So many reviews by the same two people, an hour apart, newest first."""
    columns = {"by": make.writer(), "editor": make.editor(), "version": make.article()} | columns
    return [published_on(NOON - timedelta(hours=number), **columns) for number in range(count)]


def in_language(tag: str) -> Review:
    """A review of a claim in that language."""
    return make.review(language=tag)


def claim_of(review: Review) -> Claim:
    """The desk's side of a review."""
    return Claim.objects.get(public_id=review.pk)
