"""The log of corrections, for programs."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.models import Claim
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/api/v1/corrections/"


def corrected(kind: str = "factual", note: str = "We erred.") -> Claim:
    claim = make.published(statement="Crime has tripled.", summary="It has not.")
    make.propose(claim, by=make.writer(), summary="It did not.")
    desk.correct(claim, by=make.editor(), kind=kind, note=note)
    return claim


class TestList:
    def test_it_tells_each_with_its_claim_and_its_change(self, client: Client) -> None:
        claim = corrected()

        (told,) = client.get(LIST).json()["results"]

        assert (told["kind"], told["act"], told["note"], told["standing"]) == ("factual", "correct", "We erred.", True)
        assert told["changes"] == [{"path": "verdict.summary", "was": "It has not.", "now": "It did not."}]
        assert (told["claim"]["id"], told["claim"]["statement"]) == (claim.public_id, "Crime has tripled.")
        assert json.loads(client.get(told["url"]).content)["record"]["note"] == "We erred."
        assert told["html_url"].endswith(f"/claims/{claim.slug}/#entry-{told['number']}")

    def test_what_was_taken_back_has_its_notices_only(self, client: Client) -> None:
        desk.withdraw(corrected(), by=make.editor(), note="Wrong person.")

        told = client.get(LIST).json()["results"]

        assert [(each["kind"], each["standing"], each["changes"]) for each in told] == [
            ("withdrawal", False, []),
            ("factual", False, []),
        ]

    def test_it_can_be_narrowed_to_a_kind(self, client: Client) -> None:
        corrected("clarification")
        corrected("factual")

        assert [each["kind"] for each in client.get(f"{LIST}?kind=clarification").json()["results"]] == [
            "clarification"
        ]
        assert client.get(f"{LIST}?kind=rumour").status_code == 400

    def test_its_pages_can_be_followed(self, client: Client) -> None:
        for note in ("One.", "Two.", "Three."):
            corrected(note=note)

        first = client.get(f"{LIST}?page_size=2").json()
        second = client.get(first["next"]).json()

        assert [each["note"] for each in first["results"] + second["results"]] == ["Three.", "Two.", "One."]
        assert client.get(second["previous"]).json()["results"] == first["results"]

    def test_its_cost_does_not_grow_with_its_length(self, client: Client) -> None:
        for count in (1, 9):
            for _claim in range(count):
                corrected()
            with CaptureQueriesContext(connection) as queries:
                client.get(LIST)
            assert len(queries) == 2

    def test_it_may_be_kept(self, client: Client) -> None:
        corrected()
        first = client.get(LIST)

        assert client.get(LIST, headers={"if-none-match": first["ETag"]}).status_code == 304
