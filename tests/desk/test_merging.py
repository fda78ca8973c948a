"""Duplicates become one, a claim that says two things becomes two; what readers were told stays true."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.errors import Invalid, NotAllowed
from claims.models import Claim, Publication, Recusal, Review, changes_of
from claims.vocabulary import Status
from tests import make

pytestmark = pytest.mark.django_db
NOTE = "Both checks are about the same sentence."


def merged(claim: Claim, into: Claim) -> Claim:
    return desk.merge(claim, by=make.editor(), into=into, note=NOTE)


class TestMerge:
    def test_the_appearances_go_to_the_other_and_none_is_listed_twice(self) -> None:
        text = make.article()
        claim, other = make.claim(), make.claim()
        make.appearance(claim, version=text)
        moved = make.appearance(claim, quote="Taxes fell")
        kept = make.appearance(other, version=text)

        merged(claim, other)

        assert list(other.appearances.all()) == [kept, moved]
        assert not claim.appearances.exists()

    def test_a_claim_that_readers_never_saw_leaves_no_trace_with_them(self) -> None:
        claim, other = make.claim_in_review(), make.published()

        done = desk.merge(claim, by=make.editor(), into=other)

        assert (done.status, done.merged_into) == (Status.MERGED, other)
        assert Publication.objects.count() == 1

    def test_what_readers_saw_is_told_to_them_in_the_record(self) -> None:
        claim, other = make.published(statement="Crime tripled."), make.published(statement="Crime has tripled.")

        merged(claim, other)

        entry = Publication.objects.in_order().last()
        assert entry is not None
        assert (entry.act, entry.note, entry.claim) == ("merge", NOTE, claim)
        told = {"id": other.public_id, "slug": other.slug, "statement": "Crime has tripled."}
        assert entry.document["merged_into"] == told
        assert entry.document["verdict"] is None

    def test_it_is_told_as_readers_know_the_other_and_not_as_the_desk_holds_it(self) -> None:
        claim, other = make.published(), make.published(statement="Crime has tripled.")
        other.statement = "A secret."
        other.save()

        merged(claim, other)

        assert "A secret." not in Publication.objects.in_order().last().body.text  # type: ignore[union-attr]

    def test_it_gives_every_reason_at_once(self) -> None:
        writer = make.administrator()
        claim, other = make.published(by=writer), make.claim()

        with pytest.raises(Invalid) as refusal:
            desk.merge(claim, by=writer, into=other)

        assert list(refusal.value.reasons) == [
            f"readers know it, and they do not see “{other}”",
            "tell readers why it leads to another claim now",
            "the writer of what is published cannot also approve this",
        ]
        assert set(refusal.value.fields) == {"into", "note"}

    @pytest.mark.parametrize("status", [Status.DECLINED, Status.MERGED, Status.SCHEDULED])
    def test_it_refuses_a_claim_that_takes_no_more(self, status: Status) -> None:
        claim, other = make.claim(), make.claim_at(status)

        with pytest.raises(Invalid, match=str(status.label)):
            merged(claim, other)

    def test_it_refuses_itself(self) -> None:
        claim = make.claim()

        with pytest.raises(Invalid, match="it cannot be merged into itself"):
            merged(claim, claim)

    def test_who_is_recused_from_the_other_does_not_do_it(self) -> None:
        topic, editor = make.topic(name="Oil"), make.editor()
        Recusal.objects.create(person=editor, topic=topic, reason="Owns shares.")

        with pytest.raises(NotAllowed, match="is recused from “Oil”"):
            desk.merge(make.claim(), by=editor, into=make.claim(topics=[topic]))

    def test_both_claims_are_locked_at_once_in_the_order_of_their_keys(self) -> None:
        first, second = make.claim(), make.claim()

        with CaptureQueriesContext(connection) as queries:
            merged(second, first)

        first_lock = next(query["sql"] for query in queries if query["sql"].endswith("FOR NO KEY UPDATE"))
        assert {str(first.pk), str(second.pk)} == set(
            re.findall(r"\d+", first_lock.partition(" IN (")[2].partition(")")[0])
        )
        assert 'ORDER BY "claims_claim"."id" ASC' in first_lock

    def test_the_history_of_both_is_shown_with_the_one_that_stays(self) -> None:
        claim, other = make.claim(statement="Crime tripled."), make.claim()
        make.appearance(claim)
        desk.take_up(claim, by=make.writer())

        merged(claim, other)

        told = {(change.of, change.field, change.after) for change in changes_of(other)}
        assert ("Crime tripled.", "status", "Being checked") in told
        assert ("", "appearance, from another claim", "Crime has tripled") in told


class TestTheOldAddress:
    def test_it_leads_to_the_other_through_every_merge_and_also_after_a_rebuild(self, client: Client) -> None:
        first, second, third = make.published(), make.published(), make.published()
        merged(first, second)
        merged(second, third)

        for _time in ("as projected", "as rebuilt"):
            page = client.get(f"/claims/{first.slug}/")
            data = client.get(f"/api/v1/claims/{first.public_id}/")

            assert (page.status_code, page["Location"]) == (301, f"/claims/{third.slug}/")
            assert (data.status_code, data["Location"]) == (
                301,
                f"http://testserver/api/v1/claims/{third.public_id}/",
            )
            call_command("rebuild_reviews")

    def test_its_history_can_still_be_checked_there(self, client: Client) -> None:
        claim, other = make.published(), make.published()
        merged(claim, other)

        data = client.get(f"/api/v1/claims/{claim.public_id}/")
        history = client.get(data.json()["history"]).json()["results"]

        assert data.json()["code"] == "merged"
        assert [entry["act"] for entry in history] == ["publish", "merge"]
        assert client.get(history[1]["url"]).json()["merged_into"]["id"] == other.public_id
        call_command("verify_record")

    def test_a_withdrawn_claim_leads_there_too(self, client: Client) -> None:
        claim, other = make.claim_at(Status.WITHDRAWN), make.published()

        merged(claim, other)

        assert client.get(f"/claims/{claim.slug}/")["Location"] == f"/claims/{other.slug}/"

    def test_no_list_shows_it_any_more(self, client: Client) -> None:
        claim, other = make.published(), make.published()

        merged(claim, other)

        assert [review.claim for review in Review.objects.public()] == [other]
        listed = client.get("/api/v1/claims/").json()["results"]
        assert [card["id"] for card in listed] == [other.public_id]


class TestSplit:
    def test_the_part_takes_the_chosen_appearances_with_it(self) -> None:
        topic = make.topic()
        claim = make.claim(topics=[topic], language="az", kind="causal")
        stays, goes = make.appearance(claim), make.appearance(claim, quote="Taxes fell")

        part = desk.split(claim, by=make.writer(), statement="Taxes fell.", appearances=[goes])

        assert (part.status, part.split_from, part.language, part.kind) == (Status.SPOTTED, claim, "az", "causal")
        assert (list(part.topics.all()), list(part.appearances.all())) == ([topic], [goes])
        assert list(claim.appearances.all()) == [stays]

    def test_the_part_of_a_claim_in_work_is_in_the_hands_of_who_split_it(self) -> None:
        writer = make.writer()

        part = desk.split(make.published(), by=writer, statement="Taxes fell.")

        assert (part.status, part.assignee) == (Status.CHECKING, writer)

    def test_both_histories_say_so(self) -> None:
        claim = make.claim(statement="Crime rose and taxes fell.")
        goes = make.appearance(claim, quote="Taxes fell")

        part = desk.split(claim, by=make.writer(public_name="Ada"), statement="Taxes fell.", appearances=[goes])

        def told(of: Claim) -> list[Any]:
            return [(change.who, change.field, change.before, change.after) for change in changes_of(of)]

        assert ("Ada", "split from", "", "Crime rose and taxes fell.") in told(part)
        assert ("Ada", "split off", "", "Taxes fell.") in told(claim)
        assert ("Ada", "appearance, moved to another claim", "Taxes fell", "") in told(claim)

    def test_it_refuses_what_belongs_to_another(self) -> None:
        with pytest.raises(Invalid, match="does not belong to the claim"):
            desk.split(
                make.claim(), by=make.writer(), statement="Taxes fell.", appearances=[make.appearance(make.claim())]
            )
