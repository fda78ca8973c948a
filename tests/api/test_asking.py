"""Reply, correction and re-check by program: the acts, and the lists of what is due."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.models import Claim, CorrectionRequest, Publication, ReplyRequest, User
from claims.vocabulary import Status
from tests import make

from .test_desk import Desk

pytestmark = pytest.mark.django_db

REPLIES, RECHECK = "/api/v1/desk/replies/", "/api/v1/desk/recheck/"
LONG_AGO = datetime.date(2026, 3, 30)
DEADLINE = datetime.datetime(2026, 5, 5, 17, tzinfo=datetime.UTC)


class TestRightOfReply:
    def test_it_is_asked_answered_mended_and_removed(self) -> None:
        claim, speaker, editor = make.claim_at(Status.CHECKING), make.speaker(), Desk(make.editor())
        asked = {"addressee": "The minstry", "speaker": speaker.slug, "asked_at": "2026-05-03T09:30:00Z"}

        (request,) = editor.act(claim, "ask-reply", asked).json()["reply_requests"]
        named = {"request": request["request"]}
        editor.act(claim, "record-answer", {**named, "answer": "Raw.", "public_answer": "No."})
        held = editor.act(claim, "amend-reply-request", {**named, **asked, "addressee": "The ministry"}).json()
        removed = editor.act(claim, "remove-reply-request", named).json()

        (reply,) = held["reply_requests"]
        assert (reply["addressee"], reply["speaker"], reply["answer"]) == ("The ministry", speaker.slug, "Raw.")
        assert held["replies"][0]["answer"] == "No."
        assert removed["reply_requests"] == []

    def test_faults_are_named_by_their_fields(self) -> None:
        claim, writer = make.claim_at(Status.CHECKING), Desk(make.writer())
        later = {"asked_at": "2999-01-01T00:00Z", "deadline": "2998-01-01T00:00Z"}

        refused = writer.act(claim, "ask-reply", {"addressee": "The ministry", **later})
        unknown = writer.act(claim, "ask-reply", {"addressee": "The ministry", "speaker": "nobody"})
        gone = writer.act(claim, "record-answer", {"request": 1, "answer": "No."})

        assert (refused.status_code, set(refused.json()["fields"])) == (400, {"asked_at", "deadline"})
        assert (unknown.status_code, set(unknown.json()["fields"])) == (400, {"speaker"})
        assert (gone.status_code, set(gone.json()["fields"])) == (400, {"request"})
        assert not ReplyRequest.objects.exists()

    def test_an_old_version_is_refused(self) -> None:
        claim, writer = make.claim_at(Status.CHECKING), Desk(make.writer())
        seen = writer.read(claim)["ETag"]
        writer.act(claim, "ask-reply", {"addressee": "The ministry"})

        again = writer.act(claim, "ask-reply", {"addressee": "The ministry"}, **{"if-match": seen})

        assert again.status_code == 412
        assert ReplyRequest.objects.count() == 1


class TestCorrections:
    def test_one_is_asked_for_and_its_outcome_kept(self) -> None:
        claim, writer = make.published(), Desk(make.writer())

        asked = {"addressee": "The papr", "asked_on": "2026-05-03", "channel": "letter"}
        (request,) = writer.act(claim, "ask-correction", asked).json()["correction_requests"]
        named = {"request": request["request"]}
        writer.act(claim, "amend-correction-request", {**named, **asked, "addressee": "The paper"})
        outcome = {"outcome": "corrected", "outcome_on": "2026-05-15", "url": "https://paper.example/1"}
        held = writer.act(claim, "record-outcome", {**named, **outcome}).json()

        (correction,) = held["correction_requests"]
        assert (correction["addressee"], correction["days"]) == ("The paper", 12)
        assert held["impact"][0]["outcome"] == "corrected"
        assert writer.act(claim, "remove-correction-request", named).status_code == 403
        assert Desk(make.editor()).act(claim, "remove-correction-request", named).status_code == 200
        assert not CorrectionRequest.objects.exists()


class TestRecheck:
    def test_a_claim_is_put_on_the_list_taken_off_and_confirmed(self) -> None:
        claim = make.published(verdict={"as_of": LONG_AGO})
        editor = Desk(make.editor())

        editor.act(claim, "ask-recheck", {"because": "A source is gone."})
        (due,) = editor.client.get(RECHECK).json()["results"]
        editor.act(claim, "drop-recheck")
        dropped = editor.client.get(RECHECK).json()["results"]
        held = editor.act(claim, "still-stands", {"note": "The copy says the same.", "review_by": "2099-01-31"}).json()

        assert (due["id"], due["because"], due["as_of"]) == (claim.public_id, "A source is gone.", "2026-03-30")
        assert dropped == []
        assert held["verdict"]["review_by"] == "2099-01-31"
        assert Publication.objects.in_order().last().act == "confirm"  # type: ignore[union-attr]

    def test_a_verdict_has_a_day_to_look_again(self) -> None:
        claim, writer = make.claim_at(Status.CHECKING), Desk(make.writer())
        make.rating()
        verdict = {"rating": "false", "summary": "No.", "rationale": "So."}

        held = writer.act(claim, "verdict", {**verdict, "review_by": "2099-01-31"}).json()
        refused = writer.act(claim, "verdict", {**verdict, "as_of": "2026-03-30", "review_by": "2026-03-30"})

        assert held["verdict"]["review_by"] == "2099-01-31"
        assert (refused.status_code, set(refused.json()["fields"])) == (400, {"review_by"})


class TestTheLists:
    def test_they_are_for_those_who_work_there(self, client: Client) -> None:
        guest = Client()
        guest.force_login(User.objects.create_user("guest"))

        assert [client.get(path).status_code for path in (REPLIES, RECHECK)] == [401, 401]
        assert [guest.get(path).status_code for path in (REPLIES, RECHECK)] == [403, 403]

    def test_replies_can_be_narrowed_to_the_overdue(self) -> None:
        claim, writer = make.claim(), Desk(make.writer())
        make.reply_request(claim, addressee="Late", deadline=DEADLINE)
        make.reply_request(claim, addressee="Early", asked_at=DEADLINE)

        waiting = writer.client.get(REPLIES).json()["results"]
        overdue = writer.client.get(f"{REPLIES}?overdue=yes").json()["results"]

        assert [reply["addressee"] for reply in waiting] == ["Late", "Early"]
        assert [(reply["addressee"], reply["overdue"]) for reply in overdue] == [("Late", True)]
        assert waiting[0]["claim"]["id"] == claim.public_id

    @pytest.mark.parametrize("path", [REPLIES, RECHECK])
    def test_they_go_on_from_page_to_page_at_the_same_cost(self, path: str) -> None:
        writer = Desk(make.writer())
        costs = []
        for number in (1, 9):
            for _each in range(number):
                make.reply_request(due(), deadline=DEADLINE)
            with CaptureQueriesContext(connection) as queries:
                answer = writer.client.get(path)
            costs.append(len(queries))

        assert costs[0] == costs[1]
        assert len(answer.json()["results"]) == 10
        assert len(every(writer, f"{path}?page_size=4")) == 10


def due() -> Claim:
    """A published claim that is to be checked again."""
    claim = make.published(verdict={"as_of": LONG_AGO})
    return desk.ask_recheck(claim, by=make.writer(), because="A source is gone.")


def every(person: Desk, path: str) -> list[Any]:
    """All results from the first page to the last."""
    results = []
    while path:
        page = person.client.get(path).json()
        results += page["results"]
        path = page["next"]
    return results
