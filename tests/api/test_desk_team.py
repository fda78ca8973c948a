"""The acts of a team, by a program."""

from typing import Any

import pytest

from claims.models import Claim, Recusal
from claims.vocabulary import Status
from tests import make

from .test_desk import Desk

pytestmark = pytest.mark.django_db
RECUSALS = "/api/v1/desk/recusals/"


@pytest.fixture
def editor() -> Desk:
    return Desk(make.editor())


class TestTheActsOfATeam:
    def test_a_claim_is_planned_given_declined_and_reopened(self, editor: Desk) -> None:
        claim, writer = make.claim(), make.writer()
        due = "2099-01-01T12:00:00.000Z"

        steps: list[tuple[str, Any, dict[str, Any]]] = [
            ("plan", {"due_at": due, "priority": 4, "public_interest": "Many believe it."}, {"priority": 4}),
            ("plan", {"priority": 3}, {"due_at": due, "priority": 3, "public_interest": "Many believe it."}),
            ("plan", {"due_at": None}, {"due_at": None, "priority": 3}),
            ("assign", {"to": writer.public_id}, {"assignee": {"id": writer.public_id, "name": writer.byline}}),
            ("assign", {"to": None, "queue": "writers"}, {"assignee": None, "queue": "writers"}),
            ("decline", {"reason": "An opinion."}, {"status": "declined", "declined_because": "An opinion."}),
            ("reopen", None, {"status": "spotted", "declined_because": ""}),
            ("take-up", None, {"status": "checking"}),
            ("assign", {"to": None}, {"assignee": None}),
            ("take-over", None, {"status": "checking"}),
        ]
        for act, body, expected in steps:
            answer = editor.act(claim, act, body)
            assert answer.status_code == 200, (act, answer.content)
            assert expected.items() <= answer.json().items()

    def test_who_sent_it_to_review_takes_it_back(self) -> None:
        writer = make.writer()
        claim = make.claim_in_review(by=writer)

        assert Desk(make.writer()).act(claim, "pull-back").status_code == 403
        assert Desk(writer).act(claim, "pull-back").json()["status"] == "checking"

    def test_a_duplicate_is_merged(self, editor: Desk) -> None:
        claim, other = make.published(), make.published()

        without = editor.act(claim, "merge", {"into": other.public_id})
        done = editor.act(claim, "merge", {"into": other.public_id, "note": "They say the same."})

        assert without.status_code == 400
        assert without.json()["fields"] == {"note": ["tell readers why it leads to another claim now"]}
        assert (done.json()["status"], done.json()["merged_into"]) == ("merged", other.public_id)

    def test_a_part_becomes_a_claim_of_its_own(self, editor: Desk) -> None:
        claim = make.claim()
        make.appearance(claim)
        make.appearance(claim, quote="Taxes fell")

        answer = editor.act(claim, "split", {"statement": "Taxes fell.", "appearances": [2]})

        part = Claim.objects.get(split_from=claim)
        assert (answer.status_code, answer["Location"][-13:-1]) == (201, part.public_id)
        assert answer.json()["split_from"] == claim.public_id
        assert [appearance.exact for appearance in part.appearances.all()] == ["Taxes fell"]

    @pytest.mark.parametrize(
        ("act", "body", "field"),
        [
            ("assign", {}, "to"),
            ("assign", {"to": "zzzzzzzzzzzz"}, "to"),
            ("assign", {"to": None, "queue": "nurses"}, "queue"),
            ("plan", {"priority": 9}, "priority"),
            ("plan", {"due_at": "2020-01-01T00:00:00Z"}, "due_at"),
            ("plan", {"due_at": "tomorrow"}, "due_at"),
            ("decline", {"reason": " "}, "reason"),
            ("merge", {"into": "zzzzzzzzzzzz"}, "into"),
            ("split", {"statement": "x" * 501}, "statement"),
            ("split", {"statement": "x", "appearances": [7]}, "appearances"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_by_its_field(
        self, editor: Desk, act: str, body: dict[str, Any], field: str
    ) -> None:
        claim = make.claim()

        answer = editor.act(claim, act, body)

        assert answer.status_code == 400, answer.content
        assert [name.partition(".")[0] for name in answer.json()["fields"]] == [field]
        assert Claim.objects.get().version == claim.version


class TestRecusals:
    def test_they_are_recorded_listed_and_lifted(self, editor: Desk) -> None:
        writer, topic = make.writer(), make.topic()
        body = {"person": writer.public_id, "topic": topic.slug, "reason": "Owns shares."}

        made = editor.post(RECUSALS, body)
        listed = editor.client.get(RECUSALS).json()["results"]
        refused = Desk(writer).act(make.claim(topics=[topic]), "take-up")
        lifted = editor.post(f"{RECUSALS}{made.json()['id']}/lift/")

        assert made.status_code == 201
        assert listed == [made.json()]
        assert refused.status_code == 403
        assert "(Owns shares)" in refused.json()["detail"]
        assert lifted.status_code == 204
        assert not Recusal.objects.exists()

    def test_a_writer_may_see_them_and_change_none(self) -> None:
        writer = make.writer()
        body = {"person": writer.public_id, "topic": make.topic().slug, "reason": "Owns shares."}

        assert Desk(writer).client.get(RECUSALS).status_code == 200
        assert Desk(writer).post(RECUSALS, body).status_code == 403

    def test_one_names_a_speaker_or_a_topic_and_a_reason_once(self, editor: Desk) -> None:
        writer, topic = make.writer(), make.topic()
        body = {"person": writer.public_id, "topic": topic.slug, "reason": "Owns shares."}
        editor.post(RECUSALS, body)

        for wrong in (
            body,
            body | {"speaker": make.speaker().slug},
            {"person": writer.public_id, "reason": "Owns shares."},
            body | {"person": "zzzzzzzzzzzz"},
            body | {"topic": "no-such-topic"},
        ):
            assert editor.post(RECUSALS, wrong).status_code == 400, wrong
        assert Recusal.objects.count() == 1


def test_a_claim_says_since_when_it_stands_there(editor: Desk) -> None:
    claim = make.claim_at(Status.CHECKING)

    assert editor.read(claim).json()["status_since"] > editor.read(make.claim()).json()["status_since"][:4]
