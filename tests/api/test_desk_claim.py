"""Claims written by programs: created, rewritten, removed, row by row, under the rules of the desk."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.api.urls import ACTS, ON_COMMENTS
from claims.models import Claim, Recusal, User, events_of
from claims.vocabulary import Queue, Status, TokenScope
from tests import make

from .writing import Program, at, fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Program:
    return Program(make.writer())


@pytest.fixture
def editor() -> Program:
    return Program(make.editor())


class TestCreate:
    def test_a_claim_comes_with_where_it_was_made_and_what_is_held_against_it(self, writer: Program) -> None:
        text, speaker, source, topic = make.article(), make.speaker(role="Minister"), make.source(), make.topic()
        body = {
            "statement": "Crime has  tripled.",
            "language": "en-GB",
            "kind": "quantity",
            "topics": [topic.slug],
            "figure": {"value": 3, "unit": "times", "as_of": "2024"},
            "appearances": [{"article": text.article.slug, "exact": "Crime has tripled", "speaker": speaker.slug}],
            "evidence": [
                {"source": source.public_id, "finding": "It fell.", "stance": "refutes", "figure": {"value": -0.1}}
            ],
        }

        answer = writer.post("claims/", body)

        held = answer.json()
        assert answer.status_code == 201, answer.content
        assert answer["Location"].endswith(f"/api/v1/desk/claims/{held['id']}/")
        assert answer["ETag"] == writer.get(f"claims/{held['id']}/")["ETag"]
        assert held["status"] == "spotted"
        assert held["claim"]["statement"] == "Crime has tripled."
        assert held["claim"]["slug"] == "crime-has-tripled"
        assert held["claim"]["quantity"] == {"value": 3, "unit": "times", "as_of": "2024"}
        (appearance,) = held["appearances"]
        assert appearance["position"] == {"start": 0, "end": 17}
        assert appearance["role"] == "Minister"
        (piece,) = held["evidence"]
        assert (piece["number"], piece["stance"], piece["figure"]) == (1, "refutes", {"value": -0.1})

    def test_the_history_says_who_did_it(self, writer: Program) -> None:
        writer.post("claims/", {"statement": "Crime has tripled."})

        (event,) = events_of(Claim)

        assert (event.pgh_context["user"], event.pgh_context["act"]) == (writer.person.pk, "spot")

    def test_every_fault_is_named_with_its_path_and_nothing_is_kept(self, writer: Program) -> None:
        text = make.article().article.slug
        body = {
            "statement": "Crime has tripled.",
            "topics": ["nowhere"],
            "appearances": [{"article": text, "exact": "Crime", "speaker": "nobody"}],
            "evidence": [{"source": "zzz", "finding": "It fell."}],
        }

        answer = writer.post("claims/", body)

        assert fields(answer) == {"topics", "appearances.0.speaker", "evidence.0.source"}
        assert not Claim.objects.exists()

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({}, "statement"),
            ({"statement": " "}, "statement"),
            ({"statement": "x" * 501}, "statement"),
            ({"statement": "x", "status": "published"}, "status"),
            ({"statement": "x", "language": "english!"}, "language"),
            ({"statement": "x", "kind": "rumour"}, "kind"),
            ({"statement": "x", "slug": "a b"}, "slug"),
            ({"statement": "x", "slug": "bulk"}, "slug"),
            ({"statement": "x", "topics": "oil"}, "topics"),
            ({"statement": "x", "figure": {"unit": "tonnes"}}, "figure"),
            ({"statement": "x", "figure": {"value": 1, "low": 2}}, "figure"),
            ({"statement": "x", "figure": {"value": "1"}}, "figure.value"),
            ({"statement": "x", "figure": {"value": True}}, "figure.value"),
            ({"statement": "x", "figure": {"value": 1e300}}, "figure"),
            ({"statement": "x", "figure": {"value": 0.1234567}}, "figure"),
            ({"statement": "x", "figure": {"value": 1, "as_of": "2023-13"}}, "figure.as_of"),
            ({"statement": "x", "appearances": [{"exact": "Crime"}]}, "appearances.0.article"),
            ({"statement": "x", "evidence": [1]}, "evidence.0"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_by_its_field(self, writer: Program, body: Any, field: str) -> None:
        assert field in fields(writer.post("claims/", body))
        assert not Claim.objects.exists()

    def test_a_range_with_one_end_is_refused_in_the_words_of_the_rule(self, writer: Program) -> None:
        answer = writer.post("claims/", {"statement": "x", "figure": {"low": 1}})

        assert answer.status_code == 400
        assert "A range needs both ends" in answer.json()["detail"]

    def test_a_slug_of_another_claim_is_refused(self, writer: Program) -> None:
        make.claim(slug="crime")

        assert fields(writer.post("claims/", {"statement": "x", "slug": "crime"})) == {"slug"}

    def test_why_it_is_checked_is_for_those_to_say_who_give_out_work(self, writer: Program, editor: Program) -> None:
        body = {"statement": "Crime has tripled.", "public_interest": "It decides the vote."}

        assert writer.post("claims/", body).status_code == 403
        assert editor.post("claims/", body).json()["public_interest"] == "It decides the vote."

    def test_nobody_spots_what_they_keep_out_of(self, writer: Program) -> None:
        topic = make.topic(name="Oil")
        Recusal.objects.create(person=writer.person, topic=topic, reason="Owns shares.")

        answer = writer.post("claims/", {"statement": "Oil is dear.", "topics": [topic.slug]})

        assert answer.status_code == 403
        assert "is recused from “Oil”" in answer.json()["detail"]
        assert not Claim.objects.exists()

    def test_it_needs_the_right_and_the_scope(self) -> None:
        nobody = Program(User.objects.create_user("nobody", password="password"))
        reader = make.token(make.writer(), TokenScope.READ)
        url, body = "/api/v1/desk/claims/", {"statement": "x"}

        refused = nobody.client.post(url, body, content_type="application/json", headers=make.bearer(reader))

        assert nobody.post("claims/", body).status_code == 403
        assert refused.status_code == 403
        assert "“write”" in refused.json()["detail"]


class TestEdit:
    def test_what_is_sent_takes_the_place_of_what_was(self, writer: Program) -> None:
        claim = make.claim(statement="Crime has tripled.", topics=[make.topic()])
        topic = make.topic(name="Police")

        answer = writer.patch(at(claim), {"statement": "Crime has doubled.", "topics": [topic.slug]})

        held = answer.json()
        assert answer.status_code == 200
        assert held["claim"]["statement"] == "Crime has doubled."
        assert [each["name"] for each in held["claim"]["topics"]] == ["Police"]
        assert held["claim"]["slug"] == claim.slug
        assert held["version"] == claim.version + 1
        assert answer["ETag"] == writer.get(at(claim))["ETag"]

    def test_a_figure_is_given_and_taken_as_a_whole(self, writer: Program) -> None:
        claim = make.claim()
        writer.patch(at(claim), {"figure": {"value": 3, "unit": "times"}})

        changed = writer.patch(at(claim), {"figure": {"low": 1, "high": 2}}).json()
        removed = writer.patch(at(claim), {"figure": None}).json()

        assert changed["claim"]["quantity"] == {"low": 1, "high": 2}
        assert removed["claim"]["quantity"] is None

    def test_what_says_the_same_changes_nothing(self, writer: Program) -> None:
        claim = make.claim(statement="Crime has tripled.")

        answer = writer.patch(at(claim), {"statement": "Crime has tripled.", "topics": [], "public_interest": ""})

        assert answer.json()["version"] == claim.version

    def test_it_names_the_version_that_was_seen(self, writer: Program, editor: Program) -> None:
        claim = make.claim(statement="Crime has tripled.")
        seen = writer.get(at(claim))["ETag"]
        editor.patch(at(claim), {"statement": "Crime has doubled."})

        absent = writer.send("patch", at(claim), {"statement": "x"})
        stale = writer.patch(at(claim), {"statement": "x"}, if_match=seen)

        assert (absent.status_code, absent.json()["code"]) == (428, "version_required")
        assert (stale.status_code, stale.json()["code"]) == (412, "stale")
        assert f"{editor.person} changed" in stale.json()["detail"]
        assert Claim.objects.get().statement == "Crime has doubled."

    def test_an_address_that_readers_have_stays(self, editor: Program) -> None:
        claim = make.published()

        answer = editor.patch(at(claim), {"slug": "elsewhere"})

        assert fields(answer) == {"slug"}
        assert "The address has been published" in answer.json()["detail"]

    def test_what_readers_see_stays_until_it_is_published(self, writer: Program) -> None:
        claim = make.published(statement="Crime has tripled.")

        held = writer.patch(at(claim), {"statement": "Crime has doubled."}).json()

        (difference,) = held["differences"]
        assert (difference["record"], difference["desk"]) == ("Crime has tripled.", "Crime has doubled.")

    @pytest.mark.parametrize("status", [Status.DECLINED, Status.MERGED])
    def test_what_is_laid_aside_is_not_written_on(self, editor: Program, status: Status) -> None:
        claim = make.claim_at(status)

        assert editor.patch(at(claim), {"statement": "x"}).status_code == 409

    def test_who_is_to_judge_it_blind_changes_nothing(self, editor: Program) -> None:
        claim = make.claim_in_review()
        make.second_verdict_asked(claim, editor.person)

        answer = editor.patch(at(claim), {"statement": "x"})

        assert answer.status_code == 403
        assert "blind" in answer.json()["detail"]

    def test_nobody_makes_it_a_claim_that_they_keep_out_of(self, writer: Program) -> None:
        claim, topic = make.claim(), make.topic(name="Oil")
        Recusal.objects.create(person=writer.person, topic=topic, reason="Owns shares.")

        answer = writer.patch(at(claim), {"topics": [topic.slug]})

        assert answer.status_code == 403
        assert not claim.topics.exists()

    def test_a_right_that_was_taken_away_is_missed(self, writer: Program) -> None:
        group = writer.person.groups.get()
        group.permissions.remove(group.permissions.get(codename="change_claim"))

        assert writer.patch(at(make.claim()), {"statement": "x"}).status_code == 403


class TestRemove:
    def test_a_claim_that_no_reader_knows_is_removed(self, editor: Program) -> None:
        claim = make.claim_in_review()

        assert editor.delete(at(claim)).status_code == 204
        assert not Claim.objects.exists()
        assert events_of(Claim).filter(pgh_label="delete", id=claim.pk).exists()

    def test_a_writer_may_not(self, writer: Program) -> None:
        assert writer.delete(at(make.claim())).status_code == 403

    @pytest.mark.parametrize("status", [Status.PUBLISHED, Status.SCHEDULED, Status.WITHDRAWN, Status.MERGED])
    def test_what_was_told_or_is_part_of_another_stays(self, editor: Program, status: Status) -> None:
        claim = make.claim_at(status)

        answer = editor.delete(at(claim))

        assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")
        assert Claim.objects.filter(pk=claim.pk).exists()

    def test_it_names_the_version_that_was_seen(self, editor: Program) -> None:
        claim = make.claim()

        assert editor.send("delete", at(claim)).status_code == 428
        assert editor.delete(at(claim), if_match='"v7"').status_code == 412

    def test_what_another_was_merged_into_stays(self, editor: Program) -> None:
        claim = make.claim()
        desk.merge(make.claim(), by=editor.person, into=claim)

        assert editor.delete(at(claim)).status_code == 409

    def test_nobody_removes_what_they_keep_out_of_or_judge_blind(self, editor: Program) -> None:
        topic, blind = make.topic(), make.claim_in_review()
        kept_out = make.claim(topics=[topic])
        Recusal.objects.create(person=editor.person, topic=topic, reason="Owns shares.")
        make.second_verdict_asked(blind, editor.person)

        assert [editor.delete(at(claim)).status_code for claim in (kept_out, blind)] == [403, 403]


class TestList:
    def found(self, program: Program, query: str) -> list[str]:
        answer = program.get(f"claims/?{query}")
        assert answer.status_code == 200, answer.content
        return [row["id"] for row in answer.json()["results"]]

    def test_it_is_narrowed_to_whose_it_is(self, writer: Program, editor: Program) -> None:
        mine, theirs, free = make.claim(), make.claim(), make.claim()
        desk.take_up(mine, by=writer.person)
        desk.take_up(theirs, by=editor.person)

        assert self.found(writer, "assignee=me") == [mine.public_id]
        assert self.found(writer, f"assignee={editor.person.public_id}") == [theirs.public_id]
        assert self.found(writer, "assignee=nobody") == [free.public_id]
        assert writer.get("claims/?assignee=zzz").status_code == 400

    def test_it_is_narrowed_by_queue_words_and_time(self, writer: Program, editor: Program) -> None:
        old = make.claim(statement="Wind farms kill whales.")
        queued = make.claim(statement="Crime has tripled.")
        desk.assign(queued, by=editor.person, queue=Queue.EDITORS)

        assert self.found(writer, "queue=editors") == [queued.public_id]
        assert self.found(writer, "q=wind+farms") == [old.public_id]
        since = Claim.objects.get(pk=queued.pk).changed_at.isoformat()
        assert self.found(writer, f"changed_since={since}") == [queued.public_id]
        assert self.found(writer, "changed_since=2999") == []
        assert writer.get("claims/?changed_since=yesterday").status_code == 400
        assert writer.get("claims/?changed_since=2026-02-30T00:00:00Z").status_code == 400

    def test_filters_cost_no_more_with_more_claims(self, writer: Program) -> None:
        costs = []
        for count in (1, 9):
            for _number in range(count):
                make.claim()
            with CaptureQueriesContext(connection) as queries:
                writer.get("claims/?assignee=nobody&changed_since=2020&q=crime")
            costs.append(len(queries))

        assert costs[0] == costs[1]


# Acts of the desk that programs are not offered, and why.
NOT_OFFERED = {
    "join_tip": "tips are handled at the desk",
    "look_at_tip": "tips are handled at the desk",
    "make_claim_of_tip": "tips are handled at the desk",
    "refuse_tip": "tips are handled at the desk",
    "remove_tip": "tips are handled at the desk",
    "judge_suggestion": "suggestions are judged where claims are marked",
    "choose_mail": "what somebody is told by mail is theirs to choose, on the screen",
    "deactivate": "people are looked after on the screen, with a second factor",
    "reactivate": "people are looked after on the screen, with a second factor",
    "remove_second_factor": "people are looked after on the screen, with a second factor",
    "invite": "people are looked after on the screen, with a second factor",
    "send_invitation_again": "people are looked after on the screen, with a second factor",
    "take_back_invitation": "people are looked after on the screen, with a second factor",
    "erase_member": "what a law asks for is done by a person who has read what is erased",
    "erase_words": "what a law asks for is done by a person who has read what is erased",
    "issue_token": "no program gives itself or others a key",
    "revoke_token": "keys are taken away on the screen",
    "publish_page": "what the house says of itself is put in force by a person who has read it",
    "let_go": "jobs are tended on the screen",
    "try_again": "jobs are tended on the screen",
    **dict.fromkeys(
        ["add_webhook", "change_webhook", "remove_webhook", "rotate_secret", "test_webhook", "replay_delivery"],
        "no program says where news of the desk go, nor learns their secret",
    ),
    **dict.fromkeys(
        ["keep_markup", "replace_markup", "remove_markup"], "they are reached as Google's clients ask for them"
    ),
}
ELSEWHERE = {"comment", "reword", "resolve", "reopen_thread", "recuse", "lift_recusal"}  # on addresses of their own
EDITING = {"spot", "edit_claim", "remove_claim", "display_article"} | {
    f"{act}_{part}" for act in ("add", "edit", "remove") for part in ("appearance", "evidence")
}


def test_every_act_is_offered_or_has_a_reason_why_not() -> None:
    offered = {name.replace("-", "_") for name in ACTS} | {"propose_verdict"} | ELSEWHERE | EDITING

    assert set(desk.ACTS) - offered == set(NOT_OFFERED)
    assert not offered & set(NOT_OFFERED)
    assert len(ON_COMMENTS) == 3
