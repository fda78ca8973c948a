"""Following the pages of a list while it changes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from claims import desk
from claims.models import Review
from tests import make

from .reviews import NOON, claim_of, published_on, several

pytestmark = pytest.mark.django_db
LIST = "/api/v1/claims/"


def pages(client: Client, url: str, direction: str = "next") -> Iterator[list[str]]:
    """The ids of each page from there on."""
    address: str | None = url
    while address:
        answer: dict[str, Any] = client.get(address).json()
        yield [result["id"] for result in answer["results"]]
        address = answer[direction]


class TestWalk:
    def test_it_meets_each_once_in_every_order(self, client: Client) -> None:
        reviews = {review.pk for review in several(7)}
        for ordering in ("-published_at", "published_at", "-changed_at", "changed_at", "relevance&q=crime"):
            met = list(pages(client, f"{LIST}?page_size=3&ordering={ordering}"))

            assert [len(page) for page in met] == [3, 3, 1], ordering
            assert {pk for page in met for pk in page} == reviews, ordering

    def test_it_is_steady_while_claims_are_published_and_withdrawn(self, client: Client) -> None:
        reviews = several(6)
        walk = pages(client, f"{LIST}?page_size=2")

        met = next(walk)
        published_on(NOON + timedelta(days=1))
        desk.withdraw(claim_of(reviews[1]), by=make.editor(), note="Wrong person.")
        met += [pk for page in walk for pk in page]

        assert met == [review.pk for review in reviews]

    def test_rows_of_one_moment_are_told_apart(self, client: Client) -> None:
        several(5)
        Review.objects.update(published_at=NOON)

        met = [pk for page in pages(client, f"{LIST}?page_size=2") for pk in page]

        assert len(met) == len(set(met)) == 5

    def test_it_leads_back_the_way_it_came(self, client: Client) -> None:
        reviews = [review.pk for review in several(5)]
        last = client.get(client.get(client.get(f"{LIST}?page_size=2").json()["next"]).json()["next"])

        back = list(pages(client, last.json()["previous"], "previous"))

        assert back == [reviews[2:4], reviews[0:2]]

    def test_the_first_page_has_none_before_and_the_last_none_after(self, client: Client) -> None:
        several(3)

        first = client.get(f"{LIST}?page_size=2").json()
        last = client.get(first["next"]).json()

        assert first["previous"] is None
        assert last["next"] is None
        assert client.get(last["previous"]).json()["previous"] is None

    def test_the_links_keep_what_was_asked(self, client: Client) -> None:
        several(3, kind="causal")
        published_on(NOON)

        met = [pk for page in pages(client, f"{LIST}?kind=causal&page_size=2") for pk in page]

        assert len(met) == 3

    def test_a_cursor_of_another_order_is_refused(self, client: Client) -> None:
        several(3)
        following = client.get(f"{LIST}?page_size=2").json()["next"]

        answer = client.get(following + "&ordering=published_at")

        assert answer.status_code == 400
        assert "another order" in answer.json()["fields"]["cursor"][0]

    def test_a_cursor_that_was_changed_is_refused(self, client: Client) -> None:
        several(3)
        following = client.get(f"{LIST}?page_size=2").json()["next"]

        assert client.get(following[:-1] + ("A" if following[-1] != "A" else "B")).status_code == 400

    def test_a_full_last_page_has_no_page_after(self, client: Client) -> None:
        several(4)

        assert [len(page) for page in pages(client, f"{LIST}?page_size=2")] == [2, 2]
