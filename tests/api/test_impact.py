"""What programs learn of the corrections that we asked for."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/impact/"


class TestImpact:
    def test_it_counts_and_lists_like_the_page(self, client: Client) -> None:
        claim = make.published_asking(addressee="The paper", url="https://paper.example/1")

        answer = client.get(ADDRESS).json()

        assert answer["asked"] == 1
        assert answer["outcomes"][0] == {"outcome": "corrected", "requests": 1, "median_days": 12.0}
        (check,) = answer["results"]
        assert (check["id"], check["statement"]) == (claim.public_id, claim.statement)
        assert check["impact"][0]["addressee"] == "The paper"

    def test_it_goes_on_from_page_to_page(self, client: Client) -> None:
        claims = [make.published_asking() for _each in range(3)]

        seen, address = [], f"{ADDRESS}?page_size=2"
        while address:
            answer = client.get(address).json()
            seen += [check["id"] for check in answer["results"]]
            address = answer["next"]

        assert sorted(seen) == sorted(claim.public_id for claim in claims)

    def test_it_is_kept_by_its_etag(self, client: Client) -> None:
        make.published_asking()
        tag = client.get(ADDRESS)["ETag"]

        assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 304

    @pytest.mark.parametrize("number", [1, 10])
    def test_it_costs_two_queries(
        self, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _each in range(number):
            make.published_asking()

        with django_assert_num_queries(2):
            client.get(ADDRESS)
