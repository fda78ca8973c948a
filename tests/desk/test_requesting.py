"""Impact: the corrections we asked for and what came of them."""

import datetime

import pytest
from django.utils import timezone

from claims import desk
from claims.errors import Invalid
from claims.models import Claim, CorrectionRequest, Review, changes_since
from tests import make

pytestmark = pytest.mark.django_db

ASKED = datetime.date(2026, 5, 3)
CORRECTED = datetime.date(2026, 5, 15)


class TestAskCorrection:
    def test_it_keeps_whom_we_asked_when_and_how(self) -> None:
        claim, speaker = make.published(), make.speaker()

        desk.ask_correction(
            claim, by=make.writer(), addressee="The paper", channel="letter", asked_on=ASKED, speaker=speaker
        )

        request = CorrectionRequest.objects.get()
        assert (request.addressee, request.channel, request.asked_on, request.speaker) == (
            "The paper", "letter", ASKED, speaker,
        )  # fmt: skip
        assert (request.outcome, request.public) == ("waiting", True)
        assert Claim.objects.get(pk=claim.pk).version == claim.version + 1

    def test_it_names_every_faulty_field_at_once(self) -> None:
        claim = make.published()

        with pytest.raises(Invalid) as refusal:
            desk.ask_correction(
                claim, by=make.writer(), addressee=" ", channel="pigeon",
                asked_on=timezone.localdate() + datetime.timedelta(days=1),
            )  # fmt: skip

        assert set(refusal.value.fields) == {"addressee", "channel", "asked_on"}
        assert not CorrectionRequest.objects.exists()


class TestRecordOutcome:
    def test_it_keeps_what_came_of_it_and_after_how_long(self) -> None:
        claim = make.published()
        request = make.correction_request(claim, asked_on=ASKED)

        desk.record_outcome(
            claim, by=make.writer(), request=request, outcome="corrected", outcome_on=CORRECTED,
            url="https://paper.example/1", note="Under the article.",
        )  # fmt: skip

        request.refresh_from_db()
        assert (request.outcome, request.days, request.url) == ("corrected", 12, "https://paper.example/1")

    def test_it_can_be_taken_back(self) -> None:
        claim = make.published()
        request = make.correction_request(claim, outcome="refused", outcome_on=CORRECTED)

        desk.record_outcome(claim, by=make.writer(), request=request, outcome="waiting")

        request.refresh_from_db()
        assert (request.outcome, request.outcome_on, request.days) == ("waiting", None, None)

    @pytest.mark.parametrize(
        ("said", "fields"),
        [
            ({"outcome": "bettered"}, {"outcome"}),
            ({"outcome": "waiting", "outcome_on": CORRECTED}, {"outcome_on"}),
            ({"outcome": "corrected", "outcome_on": datetime.date(2026, 5, 2)}, {"outcome_on"}),
            ({"outcome": "corrected", "outcome_on": datetime.date(2999, 5, 2)}, {"outcome_on"}),
            ({"outcome": "corrected", "url": "javascript:alert(1)", "note": "a\x00"}, {"url", "note"}),
        ],
        ids=lambda value: "-".join(sorted(value)) if isinstance(value, set) else None,
    )
    def test_what_cannot_be_is_refused_by_its_field(self, said: dict[str, str], fields: set[str]) -> None:
        claim = make.published()
        request = make.correction_request(claim, asked_on=ASKED)

        with pytest.raises(Invalid) as refusal:
            desk.record_outcome(claim, by=make.writer(), request=request, **said)  # type: ignore[arg-type]

        assert set(refusal.value.fields) == fields
        assert CorrectionRequest.objects.get().outcome == "waiting"


class TestMending:
    def test_a_wrong_entry_is_said_anew_or_removed_and_the_history_keeps_both(self) -> None:
        claim = make.published()
        request = desk.ask_correction(claim, by=make.writer(), addressee="The papr", asked_on=ASKED)

        desk.amend_correction_request(claim, by=make.writer(), request=request, addressee="The paper")
        desk.remove_correction_request(claim, by=make.editor(), request=request)

        assert not CorrectionRequest.objects.exists()
        assert [change.after for change in changes_since(claim, claim.version)] == ["The papr", "The paper", ""]


class TestWhatReadersSee:
    def test_only_public_ones_are_in_the_document_and_in_the_review(self) -> None:
        claim = make.claim_in_review()
        make.correction_request(claim, asked_on=ASKED, outcome="corrected", outcome_on=CORRECTED, note="Below.")
        make.correction_request(claim, addressee="A friend", asked_on=CORRECTED, public=False)

        told = desk.publish(claim, by=make.editor()).document["impact"]

        assert told == [
            {
                "addressee": "The paper",
                "asked_on": "2026-05-03",
                "outcome": "corrected",
                "outcome_on": "2026-05-15",
                "url": "",
                "note": "Below.",
            }
        ]
        review = Review.objects.get()
        assert (review.impact, review.impact_on) == (told, ASKED)

    def test_a_rebuild_keeps_it(self) -> None:
        claim = make.claim_in_review()
        make.correction_request(claim, asked_on=ASKED)
        desk.publish(claim, by=make.editor())
        before = Review.objects.values("impact", "impact_on").get()

        desk.rebuild()

        assert Review.objects.values("impact", "impact_on").get() == before

    def test_a_withdrawn_claim_counts_no_more(self) -> None:
        claim = make.claim_in_review()
        make.correction_request(claim, asked_on=ASKED)
        desk.publish(claim, by=make.editor())
        assert Review.objects.public().outcomes() == {"waiting": (1, None)}

        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert Review.objects.public().outcomes() == {}

    def test_the_outcomes_are_counted_with_the_median_of_their_days(self) -> None:
        for days in (2, 4, 20):
            claim = make.claim_in_review()
            since = ASKED + datetime.timedelta(days=days)
            make.correction_request(claim, asked_on=ASKED, outcome="corrected", outcome_on=since)
            make.correction_request(claim, asked_on=ASKED)
            desk.publish(claim, by=make.editor())

        assert Review.objects.public().outcomes() == {"corrected": (3, 4.0), "waiting": (3, None)}
