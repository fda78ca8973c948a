"""The history screens: who changed what, any two moments beside each other, and texts that are put back."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Change, Claim, Comment, Evidence, Source, User, Waiver, changes_of, events_of, moments
from claims.vocabulary import GateRule
from tests import make

from .browsing import address, at_desk, open_claim, save_claim, text_of

pytestmark = pytest.mark.django_db


def lines_of(claim: Claim) -> list[tuple[str, str, str]]:
    return [(change.field, change.before, change.after) for change in changes_of(claim)]


def change_of(claim: Claim, field: str) -> Change:
    """The last change of a field."""
    return [change for change in changes_of(claim) if change.field == field][-1]


def restore(client: Client, claim: Claim, change: Change) -> HttpResponse:
    """Press the button beside a change."""
    assert change.since is not None
    said = {"noun": change.noun, "row": change.row, "field": change.column, "moment": change.since.isoformat()}
    version = Claim.objects.get(pk=claim.pk).version
    return client.post(reverse("admin:claims_claim_restore_text", args=[claim.pk]), said | {"version": version})


class TestTheHistoryOfAClaim:
    def test_it_holds_topics_waivers_and_that_there_are_comments(self) -> None:
        claim, by = make.claim(), make.editor()
        oil = make.topic(name="Oil")
        claim.topics.add(oil)
        claim.topics.remove(oil)
        Waiver.objects.create(claim=claim, rule=GateRule.PRIMARY, reason="None exists.", waived_by=by)
        Comment.objects.create(claim=claim, body="Between us.", written_by=by)

        assert lines_of(claim) == [
            ("topic, added", "", "Oil"),
            ("topic, removed", "Oil", ""),
            ("waiver, added", "", "None exists."),
            ("comment, added", "", ""),
        ]

    def test_it_sees_what_sql_did(self) -> None:
        claim = make.claim(statement="Before.")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE claims_claim SET statement = 'After.', version = version + 1")

        assert lines_of(claim) == [("statement", "Before.", "After.")]

    def test_a_deleted_draft_leaves_its_history(self) -> None:
        claim = make.claim_in_review()

        at_desk(make.editor()).post(address("claim", "delete", claim.pk), {"post": "yes"})

        assert events_of(Claim).filter(id=claim.pk).last().pgh_label == "delete"
        assert events_of(Evidence).filter(claim_id=claim.pk).exists()

    def test_who_owes_a_blind_second_verdict_does_not_see_the_first(self) -> None:
        claim = make.claim_in_review(summary="By no means.")
        second, editor = make.writer(), make.editor()
        claim.second_verdicts.create(asked_by=editor, asked_of=second)

        seen = [text_of(at_desk(who).get(address("claim", "history", claim.pk))) for who in (second, editor)]

        assert ["By no means." in words for words in seen] == [False, True]

    def test_it_costs_as_much_for_ten_changes_as_for_one(self) -> None:
        claim, client = make.claim_in_review(), at_desk(make.editor())
        costs = []
        for number in range(2):
            for again in range(1 + number * 9):
                make.evidence(claim, source=make.source())
                claim.topics.add(make.topic())
                make.propose(claim, by=make.writer(), summary=f"Not {number} {again} times.")
            with CaptureQueriesContext(connection) as queries:
                client.get(address("claim", "history", claim.pk))
            costs.append(len(queries))

        assert costs[0] == costs[1] <= 30


class TestTwoMoments:
    def test_they_are_compared_whatever_lies_between(self) -> None:
        claim = make.claim_in_review(summary="One.")
        for summary in ("Two.", "Three.", "Four."):
            make.propose(claim, by=make.writer(), summary=summary)
        chosen = moments(change for change in changes_of(claim) if change.field == "summary")
        client = at_desk(make.editor())

        page = client.get(
            reverse("admin:claims_claim_compare", args=[claim.pk]), {"from": chosen[2].key, "to": chosen[0].key}
        )

        shown = [(line.change.field, line.change.before, line.change.after) for line in page.context["lines"]]
        assert ("summary", "Two.", "Four.") in shown
        assert "Three." not in text_of(page).split("What differs")[1]

    @pytest.mark.parametrize("query", ["?from=x&to=y", "?from=2026-01-01", "?from=9999-99-99T00:00Z&to=%00"])
    def test_what_is_no_moment_is_no_error_of_ours(self, query: str) -> None:
        claim = make.claim()

        answer = at_desk(make.editor()).get(reverse("admin:claims_claim_compare", args=[claim.pk]) + query)

        assert answer.status_code == 400


class TestRestoring:
    def test_a_statement_says_again_what_it_said(self) -> None:
        claim = make.claim(statement="Crime has tripled.")
        client = at_desk(make.writer())
        save_claim(client, claim, open_claim(client, claim), statement="Crime has doubled.")

        restore(client, claim, change_of(claim, "statement"))

        after = Claim.objects.get(pk=claim.pk)
        assert (after.statement, after.version) == ("Crime has tripled.", 3)

    def test_who_restores_a_verdicts_text_becomes_its_writer(self) -> None:
        claim = make.claim_in_review(summary="It has not.", verdict={"conflicts": ["Two offices."]})
        make.propose(claim, by=make.writer(), summary="Never.", conflicts=["Two offices."])
        somebody = make.writer()

        restore(at_desk(somebody), claim, change_of(claim, "summary"))

        verdict = Claim.objects.get(pk=claim.pk).verdict
        assert (verdict.summary, verdict.written_by, verdict.conflicts) == ("It has not.", somebody, ["Two offices."])

    def test_removed_evidence_comes_back_as_a_new_piece(self) -> None:
        claim = make.claim()
        make.evidence(claim, finding="It fell.", locator="p. 4").delete()

        restore(at_desk(make.writer()), claim, change_of(claim, "evidence, removed"))

        piece = claim.evidence.get()
        assert (piece.number, piece.finding, piece.locator) == (2, "It fell.", "p. 4")

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"noun": "claim", "field": "status"}, "cannot be restored"),
            ({"noun": "claim", "field": "slug"}, "cannot be restored"),
            ({"noun": "user", "field": "email"}, "cannot be restored"),
            ({"noun": "appearance", "row": "9", "field": "hedge"}, "no such text"),
            ({"moment": "2020-01-01T00:00:00+00:00"}, "no such text"),
            ({"moment": "yesterday"}, "could not be understood"),
            ({"noun": "claim", "field": ""}, "cannot be restored"),
            ({"version": "7"}, "somebody else saved it"),
        ],
    )
    def test_what_cannot_be_restored_is_refused(self, said: dict[str, str], why: str) -> None:
        claim = make.claim()
        now = events_of(Claim).last().pgh_created_at.isoformat()
        words = {"noun": "claim", "row": "0", "field": "statement", "moment": now, "version": "1"}

        answer = at_desk(make.writer()).post(
            reverse("admin:claims_claim_restore_text", args=[claim.pk]), words | said, follow=True
        )

        assert why in text_of(answer)
        assert Claim.objects.get(pk=claim.pk).version == 1

    def test_a_row_that_was_removed_has_no_text_to_restore(self) -> None:
        claim = make.claim()
        piece = make.evidence(claim, finding="One.")
        Evidence.objects.filter(pk=piece.pk).update(finding="Two.")
        change = change_of(claim, "evidence [1]: finding")
        piece.delete()

        client = at_desk(make.writer())
        restore(client, claim, change)

        assert "put it back first" in text_of(client.get(address("claim", "history", claim.pk)))
        assert not claim.evidence.exists()


class TestEveryOtherNoun:
    @pytest.mark.parametrize(
        ("noun", "change"),
        [
            (Source, lambda row: row.captures.create(url="https://a.example", captured_at="2026-01-01T00:00Z")),
            (User, lambda row: User.objects.filter(pk=row.pk).update(public_name="https://a.example")),
        ],
        ids=["source", "user"],
    )
    def test_its_history_holds_what_belongs_to_it(self, noun: type, change: Callable) -> None:
        row = make.source() if noun is Source else make.writer()
        change(row)

        page = at_desk(make.administrator()).get(address(noun._meta.model_name, "history", row.pk))  # type: ignore[attr-defined]

        assert "https://a.example" in text_of(page)

    def test_what_has_no_history_shows_the_log(self) -> None:
        entry = make.publication()

        assert at_desk(make.editor()).get(address("publication", "history", entry.pk)).status_code == 200
