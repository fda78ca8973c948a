"""What an entry tells of the change that it makes."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import desk
from claims.formats.changes import ENTRY_AT_MOST, compared, rows
from claims.models import Claim, Publication, PublicationBody, Review
from tests import make

pytestmark = pytest.mark.django_db
OIL = {"slug": "oil", "name": "Oil"}


def corrected(**verdict: Any) -> Publication:
    """A correction of the summary from “It has not.” and of what else is given."""
    claim = make.published(summary="It has not.")
    make.propose(claim, by=make.writer(), **{"summary": "It did not."} | verdict)
    return desk.correct(claim, by=make.editor(), kind="verdict", note="We erred.")


class TestTheRecord:
    def test_it_tells_the_kind_and_what_was_and_is(self) -> None:
        record = corrected(rating="half-true").document["record"]

        assert record["correction"] == "verdict"
        assert record["changes"] == [
            {"path": "verdict.rating.label", "was": "False", "now": "Half true"},
            {"path": "verdict.summary", "was": "It has not.", "now": "It did not."},
        ]
        assert record["changes_left_out"] == 0

    def test_its_history_keeps_the_changes_of_each_entry(self) -> None:
        entry = corrected()
        make.propose(entry.claim, by=make.writer(), summary="It never did.")
        desk.update(entry.claim, by=make.editor(), note="New.")

        first, second = Review.objects.get().face["history"]

        assert (first["correction"], first["changes"]) == ("", [])
        assert (second["correction"], second["changes"]) == ("verdict", entry.document["record"]["changes"])

    def test_a_first_publication_and_a_withdrawal_change_nothing(self) -> None:
        first = make.publication()
        last = desk.withdraw(first.claim, by=make.editor(), note="Wrong person.")

        assert first.document["record"]["changes"] == last.document["record"]["changes"] == []

    def test_a_restoration_is_compared_with_what_was_last_found(self) -> None:
        claim = make.published(summary="It has not.")
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        make.propose(claim, by=make.writer(), summary="He has not.")

        record = desk.restore(claim, by=make.editor(), note="The right one.").document["record"]

        assert record["changes"] == [{"path": "verdict.summary", "was": "It has not.", "now": "He has not."}]

    def test_it_is_bounded_whatever_was_rewritten(self) -> None:
        claim = make.claim_in_review(rationale="It is so [1]. " * 1400)
        for number in range(9):
            make.evidence(claim, finding=f"Was {number}. " * 150)
        desk.publish(claim, by=make.editor())
        make.propose(claim, by=make.writer(), rationale="No [1]. " * 2000)
        for piece in claim.evidence.all():
            piece.finding = f"Is other {piece.number}. " * 120
            piece.save()

        record = desk.correct(claim, by=make.editor(), note="All of it.").document["record"]

        assert len(json.dumps(record["changes"])) < ENTRY_AT_MOST * 1.5
        assert record["changes_left_out"] > 0
        assert "[…]" in record["changes"][0]["was"]

    def test_the_same_change_is_told_the_same(self) -> None:
        assert corrected().document["record"]["changes"] == corrected().document["record"]["changes"]


class TestVerifyRecord:
    def test_it_names_an_entry_whose_kind_is_not_what_its_document_says(self) -> None:
        entry = corrected()
        make.against_the_triggers(lambda: Publication.objects.filter(pk=entry.pk).update(correction="typo"))

        with pytest.raises(CommandError, match="Entry 2 does not fit: its kind of correction is not"):
            call_command("verify_record")


class TestAnErasedDocument:
    def test_the_next_entry_can_still_be_written(self) -> None:
        entry = corrected()
        make.against_the_triggers(lambda: PublicationBody.objects.filter(publication__number=1).delete())
        make.propose(entry.claim, by=make.writer(), summary="It never did.")

        history = desk.update(entry.claim, by=make.editor(), note="New.").document["history"]

        assert (history[0]["statement"], history[0]["changes"]) == ("", [])
        assert history[1]["summary"] == "It did not."


class TestCard:
    def test_a_typo_is_no_correction_that_readers_count(self) -> None:
        claim: Claim = corrected().claim
        make.propose(claim, by=make.writer(), summary="It did not!")
        desk.correct(claim, by=make.editor(), kind="typo")

        assert Review.objects.get().summary_card["corrections"] == 1


class TestKindOfATopic:
    def test_a_document_from_before_there_were_kinds_tells_nothing_else(self) -> None:
        before, now = ({"claim": {"topics": [topic]}} for topic in (OIL, OIL | {"kind": "theme"}))

        assert compared(before, now) == []

    @pytest.mark.parametrize("was", [{}, {"kind": "theme"}])
    def test_that_it_is_a_place_is_a_change_and_told_in_words(self, was: dict[str, str]) -> None:
        before, now = ({"claim": {"topics": [topic]}} for topic in (OIL | was, OIL | {"kind": "place"}))

        (row,) = rows(compared(before, now), "en")

        assert row.where == "Claim: topic, oil, kind"
        assert [piece.text for piece in row.pieces] == ["Place"]
