"""Who does it, until when, and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import desk
from claims.errors import Invalid, NotAllowed, NotReady
from claims.models import Claim, Recusal, User
from claims.vocabulary import Priority, Queue, Status
from tests import make

pytestmark = pytest.mark.django_db


class TestAssign:
    def test_it_puts_a_claim_into_somebodys_hands(self) -> None:
        writer, claim = make.writer(), make.claim(queue=Queue.WRITERS)

        desk.assign(claim, by=make.editor(), to=writer)

        claim.refresh_from_db()
        assert (claim.assignee, claim.queue, claim.status) == (writer, "", Status.SPOTTED)

    def test_it_puts_a_claim_into_a_queue_and_out_of_all_hands(self) -> None:
        claim = desk.take_up(make.claim(), by=make.writer())

        desk.assign(claim, by=make.editor(), queue=Queue.EDITORS)

        claim.refresh_from_db()
        assert (claim.assignee, claim.queue) == (None, "editors")

    def test_it_gives_every_reason_why_not_to_that_person(self) -> None:
        topic = make.topic(name="Oil")
        gone = User.objects.create(username="gone", is_active=False)
        Recusal.objects.create(person=gone, topic=topic, reason="Owns shares.")
        claim = make.claim(topics=[topic])

        with pytest.raises(Invalid) as refusal:
            desk.assign(claim, by=make.editor(), to=gone, queue=Queue.WRITERS)

        assert list(refusal.value.reasons) == [
            "give it to one person or to a queue, not to both",
            "gone no longer works here",
            "gone is recused from “Oil” (Owns shares)",
        ]
        assert Claim.objects.get(pk=claim.pk).version == claim.version

    def test_it_refuses_somebody_who_may_not_work_on_claims(self) -> None:
        with pytest.raises(Invalid, match="guest may not work on claims"):
            desk.assign(make.claim(), by=make.editor(), to=User.objects.create(username="guest"))

    def test_who_is_recused_may_give_it_to_somebody_else(self) -> None:
        topic, editor, writer = make.topic(), make.editor(), make.writer()
        Recusal.objects.create(person=editor, topic=topic, reason="Owns shares.")
        claim = make.claim(topics=[topic])

        assert desk.assign(claim, by=editor, to=writer).assignee == writer

    def test_only_who_works_here_and_is_not_recused_is_offered(self) -> None:
        topic, writer, recused = make.topic(), make.writer(), make.editor()
        Recusal.objects.create(person=recused, topic=topic, reason="Owns shares.")
        make.writer(is_active=False)
        User.objects.create(username="guest")

        assert list(desk.may_be_given(make.claim(topics=[topic]))) == [writer]


class TestPlan:
    def test_it_sets_what_is_said_and_leaves_the_rest(self) -> None:
        due = timezone.now() + timedelta(days=1)
        claim = make.claim(public_interest="Many believe it.")

        desk.plan(claim, by=make.editor(), due_at=due, priority=Priority.URGENT)

        claim.refresh_from_db()
        assert (claim.due_at, claim.priority, claim.public_interest) == (due, Priority.URGENT, "Many believe it.")

    def test_a_plan_that_changes_nothing_makes_no_new_version(self) -> None:
        claim = make.claim()

        desk.plan(claim, by=make.editor(), due_at=None, priority=Priority.NORMAL)

        assert Claim.objects.get(pk=claim.pk).version == claim.version

    @pytest.mark.parametrize(
        ("field", "value"),
        [("due_at", timezone.now() - timedelta(days=1)), ("priority", 9), ("public_interest", "x" * 1001)],
    )
    def test_it_refuses_what_cannot_be_meant(self, field: str, value: object) -> None:
        with pytest.raises(Invalid) as refusal:
            desk.plan(make.claim(), by=make.editor(), **{field: value})

        assert set(refusal.value.fields) == {field}


class TestTakingUp:
    def test_it_takes_a_claim_out_of_its_queue(self) -> None:
        assert desk.take_up(make.claim(queue=Queue.WRITERS), by=make.writer()).queue == ""

    def test_what_waits_for_an_editor_is_no_writers_to_take(self) -> None:
        claim = make.claim(queue=Queue.EDITORS)

        with pytest.raises(NotAllowed, match="it waits for an editor"):
            desk.take_up(claim, by=make.writer())

        assert desk.take_up(claim, by=make.editor()).status == Status.CHECKING

    def test_what_is_being_checked_is_taken_over_only_from_nobody(self) -> None:
        first, second = make.writer(public_name="First"), make.writer()
        claim = desk.take_up(make.claim(), by=first)

        with pytest.raises(NotReady, match="it is in the hands of First"):
            desk.take_over(claim, by=second)

        User.objects.filter(pk=first.pk).update(is_active=False)
        assert desk.take_over(claim, by=second).assignee == second


class TestPullBack:
    def test_who_sent_it_takes_it_out_of_review(self) -> None:
        writer = make.writer()
        claim = desk.pull_back(make.claim_in_review(by=writer), by=writer)

        assert (claim.status, claim.assignee) == (Status.CHECKING, writer)

    def test_nobody_else_does(self) -> None:
        claim = make.claim_in_review()

        with pytest.raises(NotAllowed, match="only who had it in hand or wrote its verdict"):
            desk.pull_back(claim, by=make.writer())


class TestDecline:
    def test_the_reason_stays_with_it_until_it_is_reopened(self) -> None:
        claim = desk.decline(desk.take_up(make.claim(), by=make.writer()), by=make.writer(), reason=" An opinion. ")
        assert (claim.status, claim.declined_because) == (Status.DECLINED, "An opinion.")

        claim = desk.reopen(claim, by=make.writer())

        assert (claim.status, claim.declined_because, claim.assignee) == (Status.SPOTTED, "", None)


class TestTheStateOfAClaim:
    def test_it_is_known_since_when(self) -> None:
        claim = make.claim()
        Claim.objects.filter(pk=claim.pk).update(
            status_since=timezone.now() - timedelta(days=9), version=claim.version + 1
        )

        planned = desk.plan(claim, by=make.editor(), priority=Priority.HIGH)
        planned.refresh_from_db()
        assert (timezone.now() - planned.status_since).days == 9

        taken = desk.take_up(claim, by=make.writer())
        taken.refresh_from_db()
        assert (timezone.now() - taken.status_since).days == 0
