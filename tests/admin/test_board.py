"""The board and my work: whose it is, what presses, how long it has lain there."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import desk
from claims.models import Claim, Recusal, User
from claims.vocabulary import Priority, Queue, Status
from tests import make

from .browsing import at_desk, text_of

pytestmark = pytest.mark.django_db
BOARD, MY_WORK = "/admin/board/", "/admin/my-work/"


def columns(client: Client, query: str = "") -> dict[str, Any]:
    return {column.status: column for column in client.get(BOARD + query).context["columns"]}


def statements(client: Client, query: str = "") -> list[str]:
    return [claim.statement for column in columns(client, query).values() for claim in column.cards]


def since(claim: Claim, *, days: int) -> None:
    """Let a claim have stood in its state for some days."""
    moment = timezone.now() - timedelta(days=days)
    Claim.objects.filter(pk=claim.pk).update(status_since=moment, version=F("version") + 1)


class TestTheBoard:
    def test_each_claim_stands_in_the_column_of_its_state(self) -> None:
        spotted, review = make.claim(), make.claim_in_review()

        board = columns(at_desk(make.writer()))

        assert board[Status.SPOTTED].cards == [spotted]
        assert board[Status.REVIEW].cards == [review]
        assert board[Status.SCHEDULED].cards == []

    def test_what_presses_most_comes_first_and_then_the_nearest_deadline(self) -> None:
        now = timezone.now()
        plain, later, sooner, urgent = make.claim(), make.claim(), make.claim(), make.claim()
        for claim, planned in [
            (later, {"due_at": now + timedelta(days=2)}),
            (sooner, {"due_at": now + timedelta(days=1)}),
            (urgent, {"priority": Priority.URGENT}),
        ]:
            desk.plan(claim, by=make.editor(), **planned)

        assert columns(at_desk(make.writer()))[Status.SPOTTED].cards == [urgent, sooner, later, plain]

    def test_a_column_says_how_many_there_are_and_for_how_long(self) -> None:
        for days in (1, 4, 20):
            since(make.claim(), days=days)

        page = at_desk(make.writer()).get(BOARD)

        assert "Median age 4 days, oldest 2 weeks" in text_of(page)

    def test_what_was_published_long_ago_is_not_on_it(self) -> None:
        old, new = make.published(), make.published()
        since(old, days=8)

        column = columns(at_desk(make.writer()))[Status.PUBLISHED]

        assert (column.cards, column.ages.claims) == ([new], 1)

    def test_a_deadline_that_has_passed_is_said_in_a_word(self) -> None:
        make.claim(due_at=timezone.now() - timedelta(hours=1))

        assert "Overdue:" in text_of(at_desk(make.writer()).get(BOARD))

    def test_it_is_narrowed_by_its_address(self) -> None:
        writer, topic = make.writer(), make.topic()
        make.claim(statement="Mine.", assignee=writer)
        make.claim(statement="Queued.", queue=Queue.EDITORS)
        make.claim(statement="Oil.", topics=[topic])
        make.claim(statement="Late.", due_at=timezone.now() - timedelta(days=1))
        make.claim(statement="Urgent.", priority=Priority.URGENT)
        make.claim(statement="Because.", kind="causal")
        client = at_desk(writer)

        found = {
            query: statements(client, query)
            for query in (
                "?who=me", f"?who={writer.public_id}", "?queue=editors", f"?topic={topic.slug}", "?overdue=on",
                "?priority=4", "?kind=causal", "?who=me&kind=causal",
            )
        }  # fmt: skip

        assert list(found.values()) == [
            ["Mine."], ["Mine."], ["Queued."], ["Oil."], ["Late."], ["Urgent."], ["Because."], [],
        ]  # fmt: skip

    @pytest.mark.parametrize("query", ["?who=x", "?topic=x", "?priority=9", "?queue=x&kind=x", "?topic=%C3"])
    def test_an_address_that_cannot_be_meant_is_said_so(self, query: str) -> None:
        page = at_desk(make.writer()).get(BOARD + query)

        assert page.status_code == 200
        assert "errorlist" in page.content.decode()

    def test_its_columns_lead_to_lists_that_show_the_same(self) -> None:
        topic, editor = make.topic(), make.editor()
        late = {"due_at": timezone.now() - timedelta(days=1), "topics": [topic], "assignee": editor}
        make.claim(statement="This one.", queue="", priority=Priority.HIGH, **late)
        make.claim(statement="Another.")
        client = at_desk(editor)

        column = columns(client, f"?who=me&topic={topic.slug}&overdue=on&priority=3&kind=event")[Status.SPOTTED]
        listed = client.get(column.all)

        assert listed.status_code == 200
        assert [claim.statement for claim in listed.context["cl"].result_list] == ["This one."]

    def test_it_shows_what_somebody_is_recused_from(self) -> None:
        topic, writer = make.topic(), make.writer()
        Recusal.objects.create(person=writer, topic=topic, reason="Owns shares.")
        make.claim(topics=[topic])

        for path in (BOARD, "/admin/claims/claim/"):
            assert "You are recused" in text_of(at_desk(writer).get(path))
            assert "You are recused" not in text_of(at_desk(make.writer()).get(path))

    @pytest.mark.parametrize("path", [BOARD, MY_WORK, "/admin/claims/claim/"])
    def test_it_costs_as_much_for_ten_cards_as_for_one(self, path: str) -> None:
        writer, editor = make.writer(), make.editor()
        client = at_desk(editor)
        counts = []

        for number in (1, 9):
            for _number in range(number):
                make.claim(assignee=editor, topics=[make.topic()], due_at=timezone.now())
                make.claim_in_review(by=writer)
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 18

    def test_it_is_shut_for_those_who_do_not_work_on_claims(self) -> None:
        guest = User.objects.create(username="guest", is_staff=True)

        assert [at_desk(guest).get(path).status_code for path in (BOARD, MY_WORK)] == [403, 403]


class TestMyWork:
    def shown(self, person: User) -> dict[str, list[Claim]]:
        return {s.name: list(s.rows) for s in at_desk(person).get(MY_WORK).context["sections"]}

    def test_what_is_in_my_hands_comes_by_deadline(self) -> None:
        writer = make.writer()
        later = make.claim(assignee=writer, due_at=timezone.now() + timedelta(days=9))
        none = make.claim(assignee=writer)
        sooner = desk.take_up(make.claim(due_at=timezone.now() + timedelta(days=1)), by=writer)

        assert self.shown(writer)["in-hand"] == [sooner, later, none]

    def test_an_editor_is_shown_what_others_sent_to_review_and_a_writer_what_they_sent(self) -> None:
        writer, editor, topic = make.writer(), make.editor(), make.topic()
        Recusal.objects.create(person=editor, topic=topic, reason="Owns shares.")
        sent, own = make.claim_in_review(by=writer), make.claim_in_review(by=editor)
        make.claim_in_review(topics=[topic])

        hers, theirs = self.shown(editor), self.shown(writer)

        assert (hers["to-approve"], hers["sent"]) == ([sent], [own])
        assert theirs["sent"] == [sent]
        assert "to-approve" not in theirs

    def test_a_queue_is_shown_to_those_who_may_take_from_it(self) -> None:
        for_writers = make.claim(queue=Queue.WRITERS)
        for_editors = make.claim(queue=Queue.EDITORS)

        assert self.shown(make.writer())["in-queue"] == [for_writers]
        assert self.shown(make.editor())["in-queue"] == [for_writers, for_editors]

    def test_what_is_due_soon_in_other_hands_is_shown(self) -> None:
        writer, soon = make.writer(), timezone.now() + timedelta(days=2)
        make.claim(assignee=writer, due_at=soon)
        nobodys, others = make.claim(due_at=soon), make.claim(assignee=make.writer(), due_at=soon)
        make.claim(due_at=soon + timedelta(days=5))

        assert self.shown(writer)["due-soon"] == [nobodys, others]

    def test_an_empty_desk_says_what_it_means(self) -> None:
        assert "Nothing is in your hands" in text_of(at_desk(make.writer()).get(MY_WORK))
