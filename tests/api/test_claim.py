"""Claims for programs: the stored cards and documents, cheaply, and what stands where one was withdrawn."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Review
from tests import make

from .reviews import NOON, claim_of, published_on, several

pytestmark = pytest.mark.django_db
LIST = "/api/v1/claims/"


class TestList:
    def test_newest_come_first(self, client: Client) -> None:
        newest, older, oldest = several(3)

        answer = client.get(LIST).json()

        assert [card["id"] for card in answer["results"]] == [newest.pk, older.pk, oldest.pk]
        assert answer["next"] is None
        assert answer["previous"] is None

    def test_a_result_is_the_stored_card_with_its_addresses(self, client: Client) -> None:
        review = make.review()

        (card,) = client.get(LIST).json()["results"]

        assert card.pop("url") == f"http://testserver/api/v1/claims/{review.pk}/"
        assert card.pop("html_url") == "http://testserver" + reverse("claim", args=[review.slug])
        assert card == review.summary_card

    def test_an_empty_list_is_a_list(self, client: Client) -> None:
        assert client.get(LIST).json() == {"next": None, "previous": None, "results": []}

    def test_it_costs_one_query_whatever_its_length(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 9):
            several(count)
            for query in ("", "?kind=event", "?q=crime", "?ordering=changed_at", "?page_size=2"):
                with django_assert_num_queries(1):
                    client.get(LIST + query)

    def test_a_withdrawn_claim_is_not_in_it(self, client: Client) -> None:
        shown, withdrawn = several(2)
        desk.withdraw(claim_of(withdrawn), by=make.editor(), note="Wrong person.")

        assert [card["id"] for card in client.get(LIST).json()["results"]] == [shown.pk]

    def test_a_review_of_tomorrow_is_not_in_it_until_then(self, client: Client) -> None:
        tomorrow = published_on(NOON.replace(year=2999))

        assert client.get(LIST).json()["results"] == []
        assert client.get(f"{LIST}{tomorrow.pk}/").status_code == 404

    def test_the_site_may_have_an_address_of_its_own(self, client: Client, settings: object) -> None:
        settings.SITE_URL = "https://facts.example"  # type: ignore[attr-defined]
        make.review()

        (card,) = client.get(LIST).json()["results"]

        assert card["html_url"].startswith("https://facts.example/claims/")


class TestDetail:
    def test_it_is_the_stored_document_with_addresses_and_commitment(self, client: Client) -> None:
        review = make.review()

        document = client.get(f"{LIST}{review.pk}/").json()

        assert document.pop("id") == review.pk
        assert document.pop("url") == f"http://testserver/api/v1/claims/{review.pk}/"
        assert document.pop("html_url") == "http://testserver" + reverse("claim", args=[review.slug])
        assert document.pop("commitment") == review.commitment
        assert document == json.loads(review.document)

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        first, second = make.review(), make.review()

        for review in (first, second):
            with django_assert_num_queries(1):
                assert client.get(f"{LIST}{review.pk}/").json()["id"] == review.pk

    def test_an_unknown_id_is_not_found(self, client: Client) -> None:
        answer = client.get(f"{LIST}zzzzzzzzzzzz/")

        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"

    def test_a_withdrawn_claim_is_gone_with_the_reason_and_its_history(self, client: Client) -> None:
        review = make.review()
        desk.withdraw(claim_of(review), by=make.editor(), note="Wrong person.")

        answer = client.get(f"{LIST}{review.pk}/")

        assert answer.status_code == 410
        assert answer.json() == {
            "code": "withdrawn",
            "detail": "Wrong person.",
            "fields": {},
            "history": f"http://testserver/api/v1/claims/{review.pk}/history/",
        }
        assert client.get(answer.json()["history"]).status_code == 200

    def test_any_site_may_read_it(self, client: Client) -> None:
        answer = client.get(f"{LIST}{make.review().pk}/", headers={"origin": "https://reader.example"})

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer["Access-Control-Expose-Headers"]

    def test_any_site_may_ask_whether_it_has_changed(self, client: Client) -> None:
        asks = {"origin": "https://reader.example", "access-control-request-method": "GET"}

        answer = client.options(LIST, headers=asks | {"access-control-request-headers": "if-none-match"})

        assert "if-none-match" in answer["Access-Control-Allow-Headers"]


class TestCaching:
    def test_a_minute_is_fresh_and_anyone_may_keep_it(self, client: Client) -> None:
        answer = client.get(f"{LIST}{make.review().pk}/")

        assert "public" in answer["Cache-Control"]
        assert "max-age=60" in answer["Cache-Control"]
        assert "Cookie" not in answer.get("Vary", "")

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}'])
    def test_who_has_it_gets_no_body(self, client: Client, form: str) -> None:
        url = f"{LIST}{make.review().pk}/"
        etag = client.get(url)["ETag"]

        answer = client.get(url, headers={"if-none-match": form.format(etag)})

        assert answer.status_code == 304
        assert answer.content == b""
        assert answer["ETag"] == etag

    def test_the_etag_is_strong_and_made_of_the_commitment(self, client: Client) -> None:
        review = make.review()

        etag = client.get(f"{LIST}{review.pk}/")["ETag"]

        assert review.commitment in etag
        assert etag.startswith('"')

    def test_a_correction_is_another_answer(self, client: Client) -> None:
        review = make.review()
        url = f"{LIST}{review.pk}/"
        before = client.get(url)["ETag"]
        claim = claim_of(review)
        claim.statement = "Crime has doubled."
        claim.save()
        desk.correct(claim, by=make.editor(), note="It was doubled.")

        answer = client.get(url, headers={"if-none-match": before})

        assert answer.status_code == 200
        assert answer.json()["claim"]["statement"] == "Crime has doubled."

    def test_a_list_that_has_not_changed_gets_no_body(self, client: Client) -> None:
        make.review()
        etag = client.get(LIST)["ETag"]
        assert client.get(LIST, headers={"if-none-match": etag}).status_code == 304
        make.review()

        assert client.get(LIST, headers={"if-none-match": etag}).status_code == 200

    def test_a_refusal_is_not_kept(self, client: Client) -> None:
        assert client.get(f"{LIST}zzzzzzzzzzzz/")["Cache-Control"] == "no-store"


def test_every_review_of_the_list_is_public(client: Client) -> None:
    several(3)

    shown = {card["id"] for card in client.get(LIST).json()["results"]}

    assert shown == set(Review.objects.public().values_list("pk", flat=True))
