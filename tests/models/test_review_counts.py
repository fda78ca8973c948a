"""Reviews, counted by the database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Claim, Review, Speaker, Tally, review_counts
from tests import make

pytestmark = pytest.mark.django_db


def check(*, at: str = "2026-01-15T12:00Z", said: list[tuple[Speaker, str]] | None = None, **columns: Any) -> Review:
    """A review first published then, of a claim that these said at these times."""
    claim = make.claim_in_review(**columns)
    for speaker, when in said or []:
        make.appearance(claim, speaker=speaker, said_on=when)
    desk.publish(claim, by=make.editor())
    Review.objects.filter(claim=claim).update(published_at=at)
    return Review.objects.get(claim=claim)


class TestProjection:
    def test_it_knows_how_often_a_claim_was_made_and_when_each_speaker_first_made_it(self) -> None:
        ann, bob, unknown = (make.speaker(slug=slug) for slug in ("ann", "bob", "unknown"))

        review = check(said=[(ann, "2023-03-30"), (ann, "2022-12"), (bob, "2024"), (bob, "2024-01"), (unknown, "")])

        assert review.appearances == 6
        assert review.said == {"ann": "2022-12", "bob": "2024"}

    def test_a_withdrawn_claim_was_made_nowhere(self) -> None:
        review = check(said=[(make.speaker(), "2023")])
        desk.withdraw(Claim.objects.get(pk=review.claim_id), by=make.editor(), note="Wrong person.")

        review.refresh_from_db()

        assert (review.appearances, review.said) == (0, {})


class TestTally:
    def test_it_counts_by_rating_and_by_when_that_speaker_said_it(self) -> None:
        ann, bob = make.speaker(slug="ann"), make.speaker(slug="bob")
        for month in ("2023-03-30", "2023-03"):
            check(rating="true", said=[(ann, month), (bob, "2019")])
        scale = check(rating="false", said=[(ann, "")]).scale_slug
        check(rating="false", said=[(bob, "2019")])

        tallies = Review.objects.public().said_by("ann").tally(speaker="ann")

        assert tallies == [
            Tally(scale, "false", "2026-01", said=False, count=1),
            Tally(scale, "true", "2023-03", said=True, count=2),
        ]

    def test_without_a_speaker_it_counts_by_when_it_was_checked(self) -> None:
        check(said=[(make.speaker(), "2019")])

        assert [tally.month for tally in Review.objects.public().tally()] == ["2026-01"]

    def test_a_moment_is_in_the_month_of_the_sites_clock(self) -> None:
        check(at="2026-01-31T22:30Z")

        with timezone.override("Asia/Baku"):
            assert [tally.month for tally in Review.objects.public().tally()] == ["2026-02"]

    def test_a_speaker_may_be_called_by_a_number(self) -> None:
        check(said=[(make.speaker(slug="007"), "2019")])

        assert [tally.month for tally in Review.objects.public().tally(speaker="007")] == ["2019"]

    def test_it_sees_no_draft_and_costs_one_query(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        make.claim_in_review()

        with django_assert_num_queries(1):
            assert Review.objects.public().tally() == []


class TestFacets:
    def test_it_counts_each_value_once_for_each_check(self) -> None:
        oil, iran = make.topic(slug="oil"), make.topic(slug="iran")
        check(topics=[oil, iran], rating="true", kind="quantity", language="en-GB")
        check(topics=[oil], rating="true", kind="event", language="az", at="2025-06-01T00:00Z")

        counted = Review.objects.public().facets()

        assert (counted.total, counted.more) == (2, False)
        assert {name: dict(values) for name, values in counted.values.items()} == {
            "rating": {"true": 2},
            "topic": {"oil": 2, "iran": 1},
            "kind": {"quantity": 1, "event": 1},
            "language": {"en": 1, "az": 1},
            "year": {"2026": 1, "2025": 1},
        }

    def test_of_many_it_counts_the_newest_and_says_that_there_are_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(review_counts, "COUNTED_AT_MOST", 2)
        for year in (2023, 2024, 2025, 2026):
            check(at=f"{year}-01-01T00:00Z")

        counted = Review.objects.public().facets()

        assert (counted.total, counted.more) == (2, True)
        assert "2023" not in counted.values["year"]

    def test_of_nothing_it_counts_nothing(self) -> None:
        assert Review.objects.none().facets().total == 0
        assert Review.objects.public().facets().total == 0


class TestPerMonth:
    @override_settings(TIME_ZONE="Asia/Baku")
    def test_it_counts_by_the_sites_months_newest_first(self) -> None:
        for moment in ("2026-01-31T19:59Z", "2026-01-31T20:01Z", "2026-02-10T00:00Z"):
            check(at=moment)

        assert Review.objects.public().per_month() == {date(2026, 2, 1): 2, date(2026, 1, 1): 1}

    def test_it_counts_nothing_that_is_to_come_or_was_withdrawn(self) -> None:
        make.scheduled()
        Review.objects.filter(pk=check().pk).update(withdrawn=True)

        assert Review.objects.public().per_month() == {}


class TestBeside:
    def test_it_finds_the_nearest_on_either_side(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        for month in ("01", "02", "04", "06", "07"):
            check(at=f"2026-{month}-10T00:00Z")
        begins, ends = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)

        with django_assert_num_queries(1):
            earlier, later = Review.objects.public().beside(begins, ends)

        assert (earlier and earlier.month, later and later.month) == (2, 6)

    def test_there_may_be_none(self) -> None:
        check()

        moment = datetime(2026, 1, 1, tzinfo=UTC)
        assert Review.objects.public().beside(moment, datetime(2027, 1, 1, tzinfo=UTC)) == (None, None)
