"""What the database keeps of the gate: standards that can be met, waivers of what can be waived, one asked for."""

import pytest
from django.db.models import F
from django.utils import timezone

from claims import desk
from claims.models import SecondVerdict, Standard, Waiver
from tests import make

from .test_constraints import refused_as

pytestmark = pytest.mark.django_db
NEXT = {"version": F("version") + 1}


@pytest.mark.parametrize(
    ("name", "breach"),
    [
        ("standard_asks_for_evidence", {"evidence_at_least": 0}),
        ("standard_asks_for_evidence", {"publishers_at_least": 0}),
        ("standard_summary_can_be_written", {"summary_at_least": 100, "summary_at_most": 99}),
        ("standard_summary_can_be_written", {"summary_at_most": 281}),
        ("standard_kind_is_in_the_vocabulary", {"kind": "mood"}),
    ],
)
def test_a_standard_can_be_met(name: str, breach: dict[str, object]) -> None:
    make.standard()

    assert refused_as(lambda: Standard.objects.update(**NEXT | breach)) == name


def test_a_standard_is_saved_from_the_newest_version() -> None:
    make.standard()

    stale = refused_as(lambda: Standard.objects.update(needs_reply=True))

    assert stale == "claims_standard_version_counts_up_by_one"


@pytest.mark.parametrize(
    ("name", "breach"),
    [("waiver_is_of_a_rule_that_can_be_waived", {"rule": "second_person"}), ("waiver_has_a_reason", {"reason": ""})],
)
def test_a_waiver_is_of_some_rules_and_says_why(name: str, breach: dict[str, str]) -> None:
    desk.waive(make.claim_in_review(), by=make.writer(), rule="reply", reason="A forecast.")

    assert refused_as(lambda: Waiver.objects.update(**breach)) == name


class TestASecondVerdict:
    def test_one_is_asked_for_at_a_time(self) -> None:
        claim, editor = make.claim_in_review(), make.editor()
        desk.ask_second_verdict(claim, by=editor, of=make.writer())
        another = SecondVerdict(claim=claim, asked_by=editor, asked_of=make.writer())

        assert refused_as(another.save) == "second_verdict_is_asked_for_one_at_a_time"

    def test_it_is_given_with_both_ratings(self) -> None:
        desk.ask_second_verdict(make.claim_in_review(), by=make.editor(), of=make.writer())

        breach = refused_as(lambda: SecondVerdict.objects.update(given_at=timezone.now()))

        assert breach == "second_verdict_is_given_with_both_ratings"
