"""The record proves itself, and what readers see can be made again from it."""

import hashlib
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import desk
from claims.models import Claim, Publication, PublicationBody, Review, Subject
from tests import make
from tests.tampering import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_entries() -> list[Publication]:
    """Two claims, the first of them corrected."""
    first = make.publication(speaker=make.speaker(), topics=[make.topic()], summary="It has not.")
    second = make.publication()
    make.propose(first.claim, by=make.writer(), summary="It fell.")
    return [first, second, desk.correct(first.claim, by=make.editor(), note="Old figure.")]


class TestPublication:
    def test_anybody_can_check_its_commitment_with_a_hash_alone(self, three_entries: list[Publication]) -> None:
        body = PublicationBody.objects.get(publication=three_entries[0])

        digest = hashlib.sha256(bytes(body.nonce) + body.text.encode()).hexdigest()

        assert digest == three_entries[0].commitment

    def test_the_same_document_never_has_the_same_commitment(self) -> None:
        assert len({make.publication().commitment for _ in range(3)}) == 3

    def test_its_document_is_canonical_json(self, three_entries: list[Publication]) -> None:
        text = three_entries[0].body.text

        assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class TestVerifyRecord:
    def test_it_passes_an_untouched_record(self, three_entries: list[Publication], capsys: Any) -> None:
        call_command("verify_record")

        assert "3 entries" in capsys.readouterr().out

    def test_it_passes_an_empty_record(self, capsys: Any) -> None:
        call_command("verify_record")

        assert "0 entries" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "columns",
        [
            {"note": "Old figurE."},
            {"act": "update", "correction": ""},
            {"commitment": "a" * 64},
            {"previous": "a" * 64},
            {"digest": "a" * 64},
            {"published_at": "2020-01-01T00:00Z"},
            {"override_reason": "x"},
        ],
        ids=lambda columns: next(iter(columns)),
    )
    def test_it_names_the_entry_whose_column_was_changed(
        self, three_entries: list[Publication], columns: dict[str, str]
    ) -> None:
        tamper(lambda: Publication.objects.filter(number=3).update(**columns))

        with pytest.raises(CommandError, match="Entry 3 does not fit"):
            call_command("verify_record")

    @pytest.mark.parametrize("person", ["written_by", "approved_by"])
    def test_it_names_the_entry_whose_person_was_changed(self, three_entries: list[Publication], person: str) -> None:
        somebody = make.editor()
        tamper(lambda: Publication.objects.filter(number=3).update(**{person: somebody}))

        with pytest.raises(CommandError, match="Entry 3 does not fit"):
            call_command("verify_record")

    def test_it_names_the_entry_with_one_byte_changed(self, three_entries: list[Publication]) -> None:
        text = three_entries[1].body.text
        assert "It has not." in text
        tamper(
            lambda: PublicationBody.objects.filter(publication=three_entries[1]).update(
                text=text.replace("It has not.", "It has noT.")
            )
        )

        with pytest.raises(CommandError, match="Entry 2 does not fit: its document is not the one it commits to"):
            call_command("verify_record")

    def test_it_names_an_entry_that_was_taken_out(self, three_entries: list[Publication]) -> None:
        Review.objects.all().delete()
        tamper(lambda: PublicationBody.objects.filter(publication__number=2).delete())
        tamper(lambda: Publication.objects.filter(number=2).delete())

        with pytest.raises(CommandError, match="Entry 2 does not fit: it is missing"):
            call_command("verify_record")

    def test_it_names_the_entry_that_readers_are_shown_otherwise(self, three_entries: list[Publication]) -> None:
        Review.objects.filter(number=2).update(document="{}")

        with pytest.raises(CommandError, match="Entry 2 does not fit: readers are shown another document"):
            call_command("verify_record")

    def test_it_names_the_entry_that_readers_are_not_shown(self, three_entries: list[Publication]) -> None:
        Review.objects.filter(number=2).delete()

        with pytest.raises(CommandError, match="Entry 2 does not fit: readers are not shown it"):
            call_command("verify_record")


def rows() -> list[dict[str, Any]]:
    """Every column of both projections."""
    return [*Review.objects.order_by("pk").values(), *Subject.objects.order_by("pk").values()]


class TestRebuildReviews:
    def test_it_makes_the_identical_rows(self, three_entries: list[Publication]) -> None:
        withdrawn = make.published(speaker=make.speaker())
        desk.withdraw(withdrawn, by=make.editor(), note="Wrong person.")
        before = rows()

        call_command("rebuild_reviews")

        assert rows() == before
        assert len(before) > 6

    def test_it_mends_what_was_broken(self, three_entries: list[Publication]) -> None:
        before = rows()
        Review.objects.update(statement="Vandalised", document="{}")
        Subject.objects.all().delete()

        call_command("rebuild_reviews")

        assert rows() == before


class TestSubject:
    def test_it_goes_when_its_last_claim_is_withdrawn(self) -> None:
        speaker = make.speaker(slug="eli")
        claim = make.published(speaker=speaker)
        assert Subject.objects.public().filter(slug="eli").exists()

        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert not Subject.objects.filter(slug="eli").exists()

    def test_it_stays_as_last_published_until_the_next_publication(self) -> None:
        speaker = make.speaker(name="Eli")
        claim = make.published(speaker=speaker)
        speaker.name = "Eliyahu"
        speaker.save()
        assert Subject.objects.get(slug=speaker.slug).name == "Eli"

        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), note="His full name.")

        assert Subject.objects.get(slug=speaker.slug).name == "Eliyahu"

    def test_it_counts_the_public_reviews(self) -> None:
        topic = make.topic()
        make.published(topics=[topic])
        make.published(topics=[topic])
        make.claim_in_review(topics=[topic])

        assert Subject.objects.get(slug=topic.slug).reviews == 2
