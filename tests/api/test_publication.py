"""What was published of a claim, and that a stranger can check it."""

import hashlib
import json

import pytest
import rfc8785
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Claim, PublicationBody
from tests import make

pytestmark = pytest.mark.django_db


def corrected() -> Claim:
    """A claim that was published and then corrected."""
    claim = make.published(statement="Crime has tripled.")
    claim.statement = "Crime has doubled."
    claim.save()
    desk.correct(claim, by=make.editor(), note="It was doubled.")
    return claim


def history(client: Client, claim: Claim, query: str = "") -> dict:
    return client.get(f"/api/v1/claims/{claim.public_id}/history/{query}").json()


class TestHistory:
    def test_it_has_every_wording_and_the_note_oldest_first(self, client: Client) -> None:
        first, second = history(client, corrected())["results"]

        assert first["document"]["claim"]["statement"] == "Crime has tripled."
        assert second["document"]["claim"]["statement"] == "Crime has doubled."
        assert (first["act"], second["act"], second["note"]) == ("publish", "correct", "It was doubled.")
        assert second["previous"] == first["commitment"]

    def test_a_stranger_can_check_the_commitment_from_the_bytes(self, client: Client) -> None:
        for entry in history(client, corrected())["results"]:
            document = client.get(entry["url"]).content

            digest = hashlib.sha256(bytes.fromhex(entry["nonce"]) + document).hexdigest()

            assert digest == entry["commitment"]

    def test_a_stranger_can_check_the_commitment_from_the_list(self, client: Client) -> None:
        (entry, _second) = history(client, corrected())["results"]

        digest = hashlib.sha256(bytes.fromhex(entry["nonce"]) + rfc8785.dumps(entry["document"])).hexdigest()

        assert digest == entry["commitment"]

    def test_a_stranger_can_check_the_digest_of_an_entry(self, client: Client) -> None:
        (_first, entry) = history(client, corrected())["results"]
        named = {name: entry[name] for name in ("act", "claim", "commitment", "number", "previous", "published_at")}

        assert hashlib.sha256(rfc8785.dumps(named)).hexdigest() == entry["digest"]

    def test_it_has_pages(self, client: Client) -> None:
        claim = corrected()

        first = history(client, claim, "?page_size=1")
        second = client.get(first["next"]).json()

        assert [entry["act"] for entry in first["results"] + second["results"]] == ["publish", "correct"]
        assert second["next"] is None

    def test_it_costs_two_queries_whatever_its_length(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        claim = make.published()
        for number in range(3):
            with django_assert_num_queries(2):
                history(client, claim)
            claim.statement = f"Crime has risen {number} times."
            claim.save()
            desk.correct(claim, by=make.editor(), note="Again.")

    def test_a_document_that_the_law_had_erased_is_null_and_the_entry_stays(self, client: Client) -> None:
        claim = corrected()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
            PublicationBody.objects.filter(publication=claim.publications.earliest("number")).delete()
            cursor.execute("SET session_replication_role = DEFAULT")

        erased, kept = history(client, claim)["results"]

        assert (erased["document"], erased["nonce"]) == (None, None)
        assert kept["previous"] == erased["commitment"]
        assert client.get(erased["url"]).status_code == 404

    def test_a_draft_has_none(self, client: Client) -> None:
        draft = make.claim_in_review()

        answer = client.get(f"/api/v1/claims/{draft.public_id}/history/")

        assert answer.status_code == 404
        assert json.loads(answer.content) == client.get("/api/v1/claims/zzzzzzzzzzzz/history/").json()

    @pytest.mark.parametrize("number", ["0", "99", "9" * 40])
    def test_an_entry_that_is_not_of_the_claim_is_not_found(self, client: Client, number: str) -> None:
        claim = make.published()

        assert client.get(f"/api/v1/claims/{claim.public_id}/history/{number}/").status_code == 404

    def test_an_entry_of_another_claim_is_not_found(self, client: Client) -> None:
        claim, other = make.published(), make.publication()

        assert client.get(f"/api/v1/claims/{claim.public_id}/history/{other.number}/").status_code == 404
