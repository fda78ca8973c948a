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

from .writing import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Program:
    return Program(make.writer())


@pytest.fixture
def editor() -> Program:
    return Program(make.editor())


def at(claim: Claim, rest: str = "") -> str:
    return f"claims/{claim.public_id}/{rest}"


def fields(answer: Any) -> set[str]:
    assert answer.status_code == 400, answer.content
    return set(answer.json()["fields"])


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


class TestAppearances:
    def add(self, program: Program, claim: Claim, **said: Any) -> Any:
        return program.post(at(claim, "appearances/"), said, seen=at(claim))

    def test_one_more_comes_last_and_makes_another_version(self, writer: Program) -> None:
        claim, text = make.claim(), make.article()
        make.appearance(claim)

        answer = self.add(writer, claim, article=text.article.slug, exact="Taxes fell.", hedge="probably")

        held = answer.json()
        assert answer.status_code == 201, answer.content
        assert [each["quote"]["exact"] for each in held["appearances"]] == ["Crime has tripled", "Taxes fell."]
        assert held["version"] == claim.version + 1

    def test_the_text_is_named_by_number_or_digest(self, writer: Program) -> None:
        old = make.article(text="Crime fell.")
        new = desk.add_text(old.article, by=writer.person, text="Crime rose. Crime fell.")
        claims = [make.claim() for _ in range(3)]
        named: list[dict[str, Any]] = [{}, {"version": 1}, {"sha256": old.sha256}]

        answers = [
            self.add(writer, claim, article=old.article.slug, exact="Crime fell.", **name).json()
            for claim, name in zip(claims, named, strict=True)
        ]

        digests = [held["appearances"][0]["article"]["version"]["sha256"] for held in answers]
        assert digests == [new.sha256, old.sha256, old.sha256]

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"exact": "Crime fell"}, "exact"),
            ({"exact": "e"}, "exact"),
            ({}, "exact"),
            ({"exact": " "}, "exact"),
            ({"start": 5}, "exact"),
            ({"start": 5, "end": 5}, "start"),
            ({"start": 0, "end": 9999}, "start"),
            ({"exact": "Crime", "start": 3}, "start"),
            ({"exact": "Crime", "end": 3}, "end"),
            ({"exact": "Crime", "version": 9}, "version"),
            ({"exact": "Crime", "sha256": "0" * 64}, "sha256"),
            ({"exact": "Crime", "said_on": "yesterday"}, "said_on"),
            ({"exact": "Crime", "role": "Minister"}, ""),
            ({"exact": "Crime", "article": "nowhere"}, "article"),
        ],
    )
    def test_a_place_that_is_none_is_refused(self, writer: Program, said: Any, field: str) -> None:
        claim = make.claim()

        answer = self.add(writer, claim, **{"article": make.article().article.slug} | said)

        assert fields(answer) == ({field} if field else set())
        assert not claim.appearances.exists()

    def test_a_place_alone_says_the_words(self, writer: Program) -> None:
        held = self.add(writer, make.claim(), article=make.article().article.slug, start=0, end=5).json()

        assert held["appearances"][0]["quote"]["exact"] == "Crime"

    def test_what_stands_twice_is_told_apart(self, writer: Program) -> None:
        article = make.article(text="It rose. It fell. It rose.").article.slug

        by_words = self.add(writer, make.claim(), article=article, exact="It rose.", prefix="fell. ").json()
        by_place = self.add(writer, make.claim(), article=article, exact="It rose.", start=18).json()

        assert [held["appearances"][0]["position"]["start"] for held in (by_words, by_place)] == [18, 18]

    def test_a_passage_is_listed_once(self, writer: Program) -> None:
        claim, text = make.claim(), make.article()
        make.appearance(claim, version=text)

        answer = self.add(writer, claim, article=text.article.slug, exact="Crime has tripled")

        assert answer.status_code == 400
        assert "already listed" in answer.json()["detail"]

    def test_it_is_rewritten_at_its_place(self, writer: Program) -> None:
        claim, speaker = make.claim(), make.speaker()
        make.appearance(claim, position=1)
        make.appearance(claim, position=2, quote="Taxes fell.")
        place = at(claim, "appearances/2/")

        first = writer.patch(place, {"speaker": speaker.slug, "said_on": "2023-03"}, seen=at(claim)).json()
        other = writer.patch(place, {"exact": "she said"}, seen=at(claim)).json()
        nobody = writer.patch(place, {"speaker": None}, seen=at(claim)).json()

        assert first["appearances"][1]["speaker"]["slug"] == speaker.slug
        assert first["appearances"][1]["quote"]["exact"] == "Taxes fell."
        assert other["appearances"][1]["quote"]["exact"] == "she said"
        assert other["appearances"][1]["said_on"] == "2023-03"
        assert nobody["appearances"][1]["speaker"] is None
        assert nobody["version"] == claim.version + 3

    def test_it_moves_to_a_newer_text(self, writer: Program) -> None:
        claim, text = make.claim(), make.article(text="Crime has tripled.")
        make.appearance(claim, version=text)
        desk.add_text(text.article, by=writer.person, text="She said: Crime has tripled.")

        held = writer.patch(at(claim, "appearances/1/"), {"version": 2}, seen=at(claim)).json()

        assert held["appearances"][0]["position"] == {"start": 10, "end": 27}

    def test_it_is_removed(self, writer: Program) -> None:
        claim = make.claim()
        make.appearance(claim)

        answer = writer.delete(at(claim, "appearances/1/"), seen=at(claim))

        assert answer.status_code == 200
        assert answer.json()["appearances"] == []
        assert answer.json()["version"] == claim.version + 1

    @pytest.mark.parametrize("rest", ["appearances/1/", "appearances/0/", "evidence/1/", "evidence/99999999999/"])
    def test_what_is_not_there_is_not_found(self, writer: Program, rest: str) -> None:
        claim = make.claim()

        assert writer.patch(at(claim, rest), {}, seen=at(claim)).status_code == 404
        assert writer.delete(at(claim, rest), seen=at(claim)).status_code == 404

    @pytest.mark.parametrize("rest", ["appearances/", "evidence/"])
    def test_each_names_the_version_that_was_seen(self, writer: Program, rest: str) -> None:
        claim = make.claim()
        body = {"article": make.article().article.slug, "exact": "Crime"} if "app" in rest else None
        body = body or {"source": make.source().public_id, "finding": "It fell."}

        assert writer.post(at(claim, rest), body).status_code == 428
        assert writer.post(at(claim, rest), body, if_match='"v9"').status_code == 412

    def test_nobody_adds_a_speaker_whom_they_keep_out_of(self, writer: Program) -> None:
        claim, speaker = make.claim(), make.speaker()
        Recusal.objects.create(person=writer.person, speaker=speaker, reason="A cousin.")

        answer = self.add(writer, claim, article=make.article().article.slug, exact="Crime", speaker=speaker.slug)

        assert answer.status_code == 403
        assert not claim.appearances.exists()


class TestEvidence:
    def test_the_desk_numbers_it_and_no_number_comes_again(self, writer: Program) -> None:
        claim = make.claim()
        body = {"source": make.source().public_id, "finding": "It fell."}
        writer.post(at(claim, "evidence/"), body, seen=at(claim))
        writer.post(at(claim, "evidence/"), body, seen=at(claim))

        writer.delete(at(claim, "evidence/2/"), seen=at(claim))
        held = writer.post(at(claim, "evidence/"), body | {"position": 0}, seen=at(claim)).json()

        assert [piece["number"] for piece in held["evidence"]] == [3, 1]

    def test_it_is_rewritten_by_its_number(self, writer: Program) -> None:
        claim = make.claim_in_review()
        other = make.source()

        answer = writer.patch(
            at(claim, "evidence/1/"),
            {"source": other.public_id, "stance": "refutes", "figure": {"value": 12.5, "unit": "%"}, "primary": True},
            seen=at(claim),
        )

        (piece,) = answer.json()["evidence"]
        assert answer.status_code == 200
        assert (piece["source"]["id"], piece["stance"], piece["primary"]) == (other.public_id, "refutes", True)
        assert piece["figure"] == {"value": 12.5, "unit": "%"}
        assert piece["finding"] == "It fell by a tenth."
        assert answer.json()["version"] == claim.version + 1

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"finding": ""}, "finding"),
            ({"finding": "x" * 2001}, "finding"),
            ({"number": 7}, "number"),
            ({"stance": "against"}, "stance"),
            ({"source": "zzzz"}, "source"),
            ({"primary": "perhaps"}, "primary"),
            ({"position": -1}, "position"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_by_its_field(self, writer: Program, said: Any, field: str) -> None:
        claim = make.claim()
        body = {"source": make.source().public_id, "finding": "It fell."} | said

        assert field in fields(writer.post(at(claim, "evidence/"), body, seen=at(claim)))


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
