"""The discussion for programs."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim, Comment, User
from tests import make

from .test_desk import Desk

pytestmark = pytest.mark.django_db


def address(claim: Claim, *rest: object) -> str:
    return "/".join(["/api/v1/desk/claims", claim.public_id, "comments", *map(str, rest), ""])


@pytest.fixture
def writer() -> Desk:
    return Desk(make.writer(public_name="Anna"))


class TestReading:
    def test_it_is_oldest_first_with_all_that_a_screen_shows(self, writer: Desk) -> None:
        claim = make.claim_in_review()
        first = make.comment(claim, by=make.editor(public_name="Ben"), passage="say otherwise")
        make.comment(claim, answers=first)

        results = writer.client.get(address(claim)).json()["results"]

        assert [result["answers"] for result in results] == [None, first.pk]
        shown = results[0]
        assert (shown["passage"], shown["passage_stands"]) == ("say otherwise", True)
        assert (shown["body"], shown["written_by"]["name"]) == ("Is this the right table?", "Ben")

    def test_it_has_pages_and_costs_as_much_for_ten_as_for_one(
        self, writer: Desk, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        claim = make.claim_in_review()
        for more in (1, 9):
            for _number in range(more):
                make.comment(claim, evidence=claim.evidence.get())
            writer.client.get(address(claim))
            with django_assert_num_queries(7):
                writer.client.get(address(claim))

        page = writer.client.get(address(claim) + "?page_size=4").json()
        assert len(page["results"]) == 4
        assert len(writer.client.get(page["next"]).json()["results"]) == 4

    def test_nobody_reads_it_who_does_not_work_here_or_owes_a_blind_verdict(self, writer: Desk) -> None:
        claim = make.claim()
        make.comment(claim)
        second = make.writer()
        make.second_verdict_asked(claim, of=second)

        assert Client().get(address(claim)).status_code == 401
        assert Desk(User.objects.create_user("nobody")).client.get(address(claim)).status_code == 404
        hidden = Desk(second).client.get(address(claim))
        assert (hidden.status_code, hidden.json()["code"]) == (403, "not_allowed")
        assert writer.client.get(address(claim) + "?page=2").status_code == 400


class TestWriting:
    def test_it_needs_no_version_and_answers_with_hints(self, writer: Desk) -> None:
        claim = make.claim_in_review()

        answer = writer.post(address(claim), {"body": "@nobody look", "evidence": 1})

        assert answer.status_code == 201
        assert (answer.json()["evidence"], answer.json()["written_by"]["name"]) == (1, "Anna")
        assert "“nobody”" in answer.json()["hints"][0]
        assert Claim.objects.get(pk=claim.pk).version == claim.version

    @pytest.mark.parametrize(
        ("body", "at_fault"),
        [
            ({}, {"body"}),
            ({"body": "x", "evidence": 9, "answers": 2**31 - 1}, {"evidence", "answers"}),
            ({"body": "x", "passage": "never written"}, {"passage"}),
            ({"body": "x", "mood": "bad"}, {"mood"}),
            ({"body": "x", "evidence": 2**40}, {"evidence"}),
        ],
    )
    def test_each_fault_is_named(self, writer: Desk, body: dict[str, Any], at_fault: set[str]) -> None:
        claim = make.claim_in_review()

        answer = writer.post(address(claim), body)

        assert answer.status_code == 400
        assert set(answer.json()["fields"]) == at_fault
        assert not Comment.objects.exists()

    def test_a_thread_is_answered_changed_settled_and_taken_up_again(self, writer: Desk) -> None:
        claim = make.claim()
        thread = writer.post(address(claim), {"body": "Is this right?"}).json()["id"]

        answers = [
            writer.post(address(claim), {"body": "It is.", "answers": thread}),
            writer.post(address(claim, thread, "reword"), {"body": "Is it?"}),
            writer.post(address(claim, thread, "resolve")),
            writer.post(address(claim, thread, "resolve")),
            writer.post(address(claim, thread, "reopen")),
        ]

        assert [answer.status_code for answer in answers] == [201, 200, 200, 409, 200]
        assert answers[1].json()["body"] == "Is it?"
        assert answers[2].json()["resolved_by"]["name"] == "Anna"

    def test_a_comment_of_another_claim_is_not_found(self, writer: Desk) -> None:
        said = make.comment(make.claim())

        assert writer.post(address(make.claim(), said.pk, "resolve")).status_code == 404
