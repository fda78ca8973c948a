"""The right of reply: what is kept, what is refused, and what readers are told of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import desk
from claims.errors import Invalid
from claims.jobs import JOBS
from claims.models import Claim, ReplyRequest, changes_since
from claims.vocabulary import Status
from tests import make

pytestmark = pytest.mark.django_db

ASKED = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
DEADLINE = datetime(2026, 5, 5, 17, tzinfo=UTC)


def document_of(claim: Claim) -> Any:
    return claim.publications.order_by("number").last().document  # type: ignore[union-attr]


class TestAskReply:
    def test_it_keeps_whom_we_asked_when_how_and_until_when(self) -> None:
        claim, speaker = make.claim_at(Status.CHECKING), make.speaker()

        request = desk.ask_reply(
            claim, by=make.writer(), addressee=" The ministry ", channel="phone", asked_at=ASKED, deadline=DEADLINE,
            question="Is it so?", speaker=speaker, public=False,
        )  # fmt: skip

        kept = ReplyRequest.objects.get(pk=request.pk)
        assert (kept.addressee, kept.channel, kept.speaker, kept.public) == ("The ministry", "phone", speaker, False)
        assert (kept.asked_at, kept.deadline, kept.question) == (ASKED, DEADLINE, "Is it so?")
        assert Claim.objects.get(pk=claim.pk).version == claim.version + 1

    def test_it_names_every_faulty_field_at_once_and_keeps_nothing(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        future = timezone.now() + timedelta(days=2)

        with pytest.raises(Invalid) as refusal:
            desk.ask_reply(
                claim, by=make.writer(), addressee="x" * 201, channel="pigeon", asked_at=future, deadline=future,
                question="nul\x00",
            )  # fmt: skip

        assert set(refusal.value.fields) == {"addressee", "channel", "asked_at", "deadline", "question"}
        assert len(refusal.value.reasons) == 5
        assert not ReplyRequest.objects.exists()
        assert Claim.objects.get(pk=claim.pk).version == claim.version


class TestRecordAnswer:
    def test_it_keeps_the_answer_and_what_of_it_readers_see(self) -> None:
        claim = make.published()
        request = make.reply_request(claim)

        desk.record_answer(
            claim, by=make.writer(), request=request, answer="No. And my number is 555.", public_answer="No.",
            answered_at=DEADLINE,
        )  # fmt: skip

        request.refresh_from_db()
        assert (request.answer, request.public_answer) == ("No. And my number is 555.", "No.")
        assert request.answered_at == DEADLINE

    def test_an_answer_in_the_minute_of_the_question_can_be_kept(self) -> None:
        claim, writer = make.claim_at(Status.CHECKING), make.writer()
        request = desk.ask_reply(claim, by=writer, addressee="The ministry")

        desk.record_answer(claim, by=writer, request=request, answer="No comment.")

        assert ReplyRequest.objects.get().answered_at

    def test_one_that_came_before_the_question_is_refused(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        request = make.reply_request(claim)

        with pytest.raises(Invalid) as refusal:
            desk.record_answer(
                claim, by=make.writer(), request=request, answer="No.", answered_at=ASKED - timedelta(days=9)
            )

        assert list(refusal.value.fields) == ["answered_at"]

    def test_a_request_about_another_claim_is_refused(self) -> None:
        theirs = make.reply_request(make.claim())

        with pytest.raises(Invalid, match="no such request for this claim"):
            desk.record_answer(make.claim_at(Status.CHECKING), by=make.writer(), request=theirs, answer="No.")


class TestMending:
    def test_a_wrong_entry_is_said_anew_and_the_history_keeps_the_first(self) -> None:
        claim, writer = make.claim_at(Status.CHECKING), make.writer(public_name="Ada")
        request = desk.ask_reply(claim, by=writer, addressee="The minstry", deadline=None)
        seen = Claim.objects.get(pk=claim.pk).version

        desk.amend_reply_request(claim, by=writer, request=request, addressee="The ministry")

        (change,) = changes_since(claim, seen)
        assert (change.who, change.before, change.after) == ("Ada", "The minstry", "The ministry")

    def test_to_say_the_same_again_changes_nothing(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        request = make.reply_request(claim, addressee="The ministry")

        desk.amend_reply_request(claim, by=make.writer(), request=request, addressee="The ministry")

        assert Claim.objects.get(pk=claim.pk).version == claim.version

    def test_one_that_was_entered_by_mistake_is_removed_and_the_history_says_so(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        request = make.reply_request(claim, addressee="The ministry")

        desk.remove_reply_request(claim, by=make.editor(), request=request)

        assert not ReplyRequest.objects.exists()
        assert changes_since(claim, claim.version)[-1].before == "The ministry"


class TestTheDocument:
    def test_it_holds_what_readers_may_see_of_it_and_nothing_else(self) -> None:
        claim = make.claim_in_review()
        make.reply_request(
            claim, asked_at=ASKED, deadline=DEADLINE, answered_at=DEADLINE, question="Asked?", answer="Raw.",
            public_answer="It is not so.",
        )  # fmt: skip
        make.reply_request(claim, addressee="A tipster", public=False)

        document = desk.publish(claim, by=make.editor()).document

        assert document["replies"] == [
            {
                "addressee": "The ministry",
                "asked_on": "2026-05-03",
                "deadline": "2026-05-05T17:00:00.000Z",
                "answered_on": "2026-05-05",
                "answer": "It is not so.",
            }
        ]
        assert not any(word in str(document) for word in ("Asked?", "Raw.", "A tipster"))

    def test_a_reply_that_comes_after_publication_is_a_difference_to_publish(self) -> None:
        claim = make.published()
        request = desk.ask_reply(claim, by=make.writer(), addressee="The ministry", asked_at=ASKED)
        desk.record_answer(claim, by=make.writer(), request=request, answer="Raw.", public_answer="It is not so.")

        before = [difference.path for difference in desk.differences(claim)]
        desk.update(claim, by=make.editor(), note="They replied.")

        assert before == ["replies"]
        assert not desk.differences(claim)
        assert document_of(claim)["replies"][0]["answer"] == "It is not so."

    def test_one_that_is_not_public_makes_no_difference(self) -> None:
        claim = make.published()

        desk.ask_reply(claim, by=make.writer(), addressee="The ministry", public=False)

        assert not desk.differences(claim)

    def test_a_notice_of_withdrawal_has_none(self) -> None:
        claim = make.claim_in_review()
        make.reply_request(claim)
        desk.publish(claim, by=make.editor())

        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert document_of(claim)["replies"] == []


def reminded(request: ReplyRequest) -> bool:
    """Whether the job, done now, has reminded of it."""
    JOBS["remind_of_replies"].do(request=request.pk)
    request.refresh_from_db()
    return request.reminded_at is not None


class TestTheReminder:
    def test_it_waits_for_the_deadline(self) -> None:
        deadline = timezone.now() + timedelta(days=2)
        claim = make.claim_at(Status.CHECKING)

        request = desk.ask_reply(claim, by=make.writer(), addressee="The ministry", deadline=deadline)

        job = ProcrastinateJob.objects.get(task_name="remind_of_replies")
        assert (job.scheduled_at, job.args) == (deadline, {"request": request.pk})
        assert not reminded(request)

    def test_it_is_given_once(self) -> None:
        request = make.reply_request(make.claim(), deadline=DEADLINE)

        assert reminded(request)
        first = request.reminded_at
        assert reminded(request)
        assert request.reminded_at == first

    @pytest.mark.parametrize(
        "columns",
        [{"deadline": None}, {"answered_at": ASKED, "answer": "No."}, {"deadline": datetime(2099, 1, 1, tzinfo=UTC)}],
        ids=["none", "answered", "moved"],
    )
    def test_it_does_nothing_when_there_is_nothing_to_remind_of(self, columns: dict[str, Any]) -> None:
        assert not reminded(make.reply_request(make.claim(), **{"deadline": DEADLINE} | columns))

    def test_it_leaves_declined_claims_alone(self) -> None:
        assert not reminded(make.reply_request(make.claim_at(Status.DECLINED), deadline=DEADLINE))

    def test_a_deadline_that_is_moved_reminds_again(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        request = make.reply_request(claim, deadline=DEADLINE)
        assert reminded(request)
        later = timezone.now() + timedelta(days=2)

        desk.amend_reply_request(claim, by=make.writer(), request=request, addressee="The ministry", deadline=later)

        assert ProcrastinateJob.objects.get(task_name="remind_of_replies").scheduled_at == later
        assert not reminded(request)


class TestTheLists:
    def test_what_waits_comes_by_deadline_and_what_is_overdue_is_among_it(self) -> None:
        claim = make.claim()
        later = timezone.now() + timedelta(days=1)
        none, due, coming = (make.reply_request(claim, deadline=d) for d in (None, DEADLINE, later))
        make.reply_request(claim, answered_at=ASKED, answer="No.")
        make.reply_request(make.claim_at(Status.DECLINED), deadline=DEADLINE)

        assert list(ReplyRequest.objects.waiting()) == [due, coming, none]
        assert list(ReplyRequest.objects.overdue()) == [due]
        assert [due.is_overdue, coming.is_overdue, none.is_overdue] == [True, False, False]
