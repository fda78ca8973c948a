"""The archive: a calendar of months, and the checks of one."""

from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from claims.models import Review
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


def check(at: str, **columns: Any) -> Review:
    review = make.review(**columns)
    Review.objects.filter(pk=review.pk).update(published_at=at)
    return review


class TestCalendar:
    def test_it_has_each_month_of_a_year_with_its_count(self, client: Client) -> None:
        for moment in ("2026-03-01T00:00Z", "2026-03-31T23:00Z", "2024-11-05T00:00Z"):
            check(moment)

        page = words(client.get("/archive/"))

        assert "2026 2 checks Jan none Feb none Mar 2 Apr none" in page
        assert "2024 1 check Jan none" in page
        assert page.index("2026 2") < page.index("2024 1")
        assert 'href="/archive/2026/3/"' in html(client.get("/archive/"))
        assert 'aria-label="March 2026: 2 checks"' in html(client.get("/archive/"))

    def test_it_says_so_when_there_is_nothing(self, client: Client) -> None:
        assert "Nothing has been published yet." in words(client.get("/archive/"))

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        for month in range(1, 5):
            check(f"2026-0{month}-01T00:00Z")

        with django_assert_num_queries(1):
            client.get("/archive/")


class TestMonth:
    def test_it_has_the_checks_of_the_month_by_the_sites_clock(self, client: Client) -> None:
        check("2026-01-31T20:30Z", statement="Baku, February.")
        check("2026-02-28T20:30Z", statement="Baku, March.")

        with override_settings(TIME_ZONE="Asia/Baku"):
            page = words(client.get("/archive/2026/2/"))

        assert "Baku, February." in page
        assert "Baku, March." not in page

    def test_it_leads_to_the_nearest_months_that_have_checks(self, client: Client) -> None:
        for month in ("2025-12", "2026-03", "2026-07"):
            check(f"{month}-10T00:00Z")

        page = html(client.get("/archive/2026/3/"))

        assert '<a href="/archive/2025/12/">Before: December 2025</a>' in page
        assert '<a href="/archive/2026/7/">After: July 2026</a>' in page

    def test_an_empty_month_says_so_and_leads_on(self, client: Client) -> None:
        check("2026-03-10T00:00Z")

        page = client.get("/archive/2026/4/")

        assert "No check was first published in this month." in words(page)
        assert "/archive/2026/3/" in html(page)

    @pytest.mark.parametrize("month", ["2026/0", "2026/13", "0/1", "99999/1", f"{'9' * 30}/1", "x/1"])
    def test_what_is_no_month_is_not_there(self, client: Client, month: str) -> None:
        assert client.get(f"/archive/{month}/").status_code == 404

    @pytest.mark.parametrize("month", ["1/1", "9998/12"])
    def test_the_first_and_the_last_that_there_can_be_are_answered(self, client: Client, month: str) -> None:
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            with override_settings(TIME_ZONE=zone):
                assert client.get(f"/archive/{month}/").status_code == 200

    def test_it_costs_the_same_two_queries_however_many_there_are(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 9):
            for _check in range(count):
                check("2026-03-10T00:00Z")
            with django_assert_num_queries(2):
                client.get("/archive/2026/3/")
