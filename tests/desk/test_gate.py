"""The gate: each rule when it is missing, met and waived, where it holds back, and what an override leaves."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.errors import Invalid, NotAllowed, NotReady, Stale
from claims.models import Capture, Claim, Evidence, Publication, Standard, Waiver
from claims.vocabulary import CorrectionKind, GateRule, Ground, Status
from tests import make

pytestmark = pytest.mark.django_db


def fresh(claim: Claim) -> Claim:
    return Claim.objects.for_the_desk().get(pk=claim.pk)


def missing(claim: Claim, rule: str, **approved: Any) -> str | None:
    """What a rule finds missing; None when it is not in force."""
    checks = {check.rule: check for check in desk.checklist(fresh(claim), **approved)}
    return checks[rule].missing if rule in checks else None  # type: ignore[index]


def capture(source: Any) -> None:
    Capture.objects.create(source=source, url=f"https://archive.example/{source.pk}", captured_at="2026-01-01T00:00Z")


class TestTheLeastStandard:
    def test_a_claim_with_a_source_and_a_second_person_is_ready(self) -> None:
        claim = make.claim_in_review()

        checks = desk.checklist(claim, approver=make.editor())

        assert [check.rule for check in checks] == ["appearance", "evidence", "verdict", "citations", "second_person"]
        assert all(check.met for check in checks)

    def test_each_rule_says_what_would_meet_it(self) -> None:
        assert all(check.remedy for check in desk.checklist(make.claim()))

    def test_nobody_has_approved_what_nobody_looks_at(self) -> None:
        assert missing(make.claim_in_review(), "second_person") == "somebody other than its writer has to approve it"


class TestARule:
    def test_evidence_is_counted(self) -> None:
        claim = make.claim_in_review()
        make.standard(evidence_at_least=2)

        assert missing(claim, "evidence") == "it has 1 piece of evidence, and 2 are asked for"

        make.evidence(claim)
        assert missing(claim, "evidence") == ""

    def test_publishers_count_by_who_published_first_however_it_is_written(self) -> None:
        agency = {"original_publisher": "Agence  France-Presse"}
        claim = make.claim_in_review(source=make.source(publisher="One paper", **agency))
        make.evidence(claim, source=make.source(publisher="AGENCE FRANCE-PRESSE"))
        make.standard(publishers_at_least=2)

        assert (
            missing(claim, "publishers") == "its evidence comes from 1 publisher, and 2 independent ones are asked for"
        )

        make.evidence(claim, source=make.source(publisher="Statistical office"))
        assert missing(claim, "publishers") == ""

    def test_a_primary_source_is_asked_for(self) -> None:
        claim = make.claim_in_review()
        make.standard(needs_primary=True)

        assert missing(claim, "primary") == "none of its evidence is a primary source"

        Evidence.objects.update(primary=True)
        assert missing(claim, "primary") == ""

    def test_each_online_source_is_archived(self) -> None:
        first, second, printed = make.source(), make.source(), make.source(url="")
        claim = make.claim_in_review(source=first)
        make.evidence(claim, source=second)
        make.evidence(claim, source=printed)
        make.standard(needs_archive=True)

        assert missing(claim, "archived") == "the online sources of evidence [1], [2] are not archived"

        capture(first)
        assert missing(claim, "archived") == "the online source of evidence [2] is not archived"

        capture(second)
        assert missing(claim, "archived") == ""

    def test_a_reply_is_recorded(self) -> None:
        claim = make.claim_in_review()
        make.standard(needs_reply=True)

        assert missing(claim, "reply") == "nobody was asked for a reply"

        claim.reply_requests.create(addressee="The ministry", asked_at="2026-01-01T00:00Z")
        assert missing(claim, "reply") == ""

    def test_a_number_claimed_is_compared_in_its_own_unit(self) -> None:
        claim = make.claim_in_review(figure_value=30, figure_unit="% of the oil")
        make.evidence(claim, figure_value=28, figure_unit="barrels")
        make.standard(needs_quantity=True)

        assert missing(claim, "quantity") == "no number found stands against the number claimed"

        make.evidence(claim, figure_value=28, figure_unit="% of the Oil")
        assert missing(claim, "quantity") == ""

    def test_a_number_found_without_a_unit_counts(self) -> None:
        claim = make.claim_in_review(figure_value=30, figure_unit="people")
        make.evidence(claim, figure_low=20, figure_high=25)
        make.standard(needs_quantity=True)

        assert missing(claim, "quantity") == ""

    def test_a_claim_of_a_quantity_has_its_number_entered(self) -> None:
        make.standard(needs_quantity=True)

        assert missing(make.claim(kind="quantity"), "quantity") == "it claims a quantity, and the number is not entered"
        assert missing(make.claim(kind="event"), "quantity") is None

    @pytest.mark.parametrize(("length", "met"), [(19, False), (20, True), (40, True), (41, False)])
    def test_the_summary_has_a_length(self, length: int, met: bool) -> None:
        claim = make.claim_in_review(summary="x" * length)
        make.standard(summary_at_least=20, summary_at_most=40)

        clause = "" if met else f"its summary has {length} characters, and 20 to 40 are asked for"
        assert missing(claim, "summary") == clause

    def test_a_citation_of_nothing_is_named(self) -> None:
        claim = make.claim_in_review()
        make.propose(claim, by=make.writer(), rationale="See [7] and [1] and [9].")

        assert missing(claim, "citations") == "its rationale cites [7], [9], and no evidence has those numbers"

    def test_it_is_of_the_claims_kind_before_every_kind(self) -> None:
        make.standard(summary_at_least=3)
        make.standard(kind="opinion", needs_primary=True)
        opinion, event = make.claim(kind="opinion"), make.claim(kind="event")

        assert missing(opinion, "primary") is not None
        assert missing(event, "primary") is None


class TestTwoDoors:
    def test_what_the_checker_can_do_holds_back_from_review(self) -> None:
        make.standard(evidence_at_least=2, needs_primary=True, needs_archive=True, summary_at_least=200)

        with pytest.raises(NotReady) as refusal:
            make.claim_in_review()

        assert list(refusal.value.reasons) == [
            "it has 1 piece of evidence, and 2 are asked for",
            "none of its evidence is a primary source",
            "the online source of evidence [1] is not archived",
            "its summary has 11 characters, and 200 to 280 are asked for",
        ]

    def test_what_needs_others_holds_back_only_from_readers(self) -> None:
        make.standard(needs_reply=True, needs_second_verdict=True)
        claim = make.claim_in_review()

        with pytest.raises(NotReady) as refusal:
            desk.publish(claim, by=make.editor())

        assert list(refusal.value.reasons) == [
            "nobody was asked for a reply",
            "nobody has given a blind second verdict",
        ]
        assert not Publication.objects.exists()


class TestAWaiver:
    @pytest.fixture
    def claim(self) -> Claim:
        claim = make.claim_in_review()
        make.standard(needs_primary=True)
        return claim

    def test_it_meets_the_rule_and_says_who_gave_it_and_why(self, claim: Claim) -> None:
        writer = make.writer()

        desk.waive(claim, by=writer, rule="primary", reason=" The ministry publishes none. ")

        (check,) = [check for check in desk.checklist(fresh(claim)) if check.rule == GateRule.PRIMARY]
        assert check.met
        assert check.waived
        assert check.missing == "none of its evidence is a primary source"
        assert check.waiver is not None
        assert (check.waiver.reason, check.waiver.waived_by) == ("The ministry publishes none.", writer)
        assert desk.publish(claim, by=make.editor()).override_reason == ""

    def test_it_is_no_longer_needed_when_the_rule_is_met(self, claim: Claim) -> None:
        desk.waive(claim, by=make.writer(), rule="primary", reason="None found.")
        Evidence.objects.update(primary=True)

        (check,) = [check for check in desk.checklist(fresh(claim)) if check.rule == GateRule.PRIMARY]

        assert check.met
        assert not check.waived

    def test_said_again_the_new_reason_stands(self, claim: Claim) -> None:
        desk.waive(claim, by=make.writer(), rule="primary", reason="None found.")
        desk.waive(claim, by=make.writer(), rule="primary", reason="Its archive is closed.")

        assert Waiver.objects.get().reason == "Its archive is closed."

    def test_taken_back_the_rule_holds_again(self, claim: Claim) -> None:
        desk.waive(claim, by=make.writer(), rule="primary", reason="None found.")

        desk.unwaive(claim, by=make.writer(), rule="primary")

        assert missing(claim, "primary") != ""
        with pytest.raises(Invalid, match="this rule is not waived"):
            desk.unwaive(claim, by=make.writer(), rule="primary")

    @pytest.mark.parametrize("rule", ["evidence", "second_person", "second_verdict", "verdict", "nonsense"])
    def test_some_rules_have_none_and_every_reason_comes_at_once(self, claim: Claim, rule: str) -> None:
        with pytest.raises(Invalid) as refusal:
            desk.waive(claim, by=make.writer(), rule=rule, reason=" ")

        assert set(refusal.value.fields) == {"rule", "reason"}
        assert not Waiver.objects.exists()

    def test_who_approves_has_seen_it(self, claim: Claim) -> None:
        seen = fresh(claim).version

        desk.waive(claim, by=make.writer(public_name="Nadia"), rule="primary", reason="None found.")

        reasons = desk.stale(fresh(claim), seen).reasons
        assert any("Nadia changed waiver, added" in reason and "None found." in reason for reason in reasons)


class TestAnOverride:
    def test_the_record_keeps_which_rules_were_set_aside(self) -> None:
        administrator = make.administrator()
        claim = make.claim_in_review(by=administrator)
        make.standard(needs_primary=True)

        publication = desk.publish(claim, by=administrator, override=" Alone on election night. ")

        record = publication.document["record"]
        assert record["override_reason"] == publication.override_reason == "Alone on election night."
        assert record["overridden"] == ["primary", "second_person"]

    def test_no_reason_is_kept_when_nothing_stood_in_the_way(self) -> None:
        publication = desk.publish(make.claim_in_review(), by=make.administrator(), override="To be safe.")

        assert publication.override_reason == publication.document["record"]["override_reason"] == ""
        assert publication.document["record"]["overridden"] == []

    def test_it_needs_the_right_even_when_nothing_stands_in_the_way(self) -> None:
        with pytest.raises(NotAllowed):
            desk.publish(make.claim_in_review(), by=make.editor(), override="To be safe.")

    def test_it_makes_up_for_no_verdict(self) -> None:
        claim = make.claim_in_review()
        Claim.objects.get(pk=claim.pk).verdict.delete()

        with pytest.raises(NotReady):
            desk.publish(claim, by=make.administrator(), override="Hurry.")

    def test_of_a_withdrawal_it_names_the_second_person(self) -> None:
        administrator = make.administrator()
        claim = make.published(by=administrator)

        alone = desk.withdraw(claim, by=administrator, note="Wrong person.", override="Nobody else is here.")

        assert alone.document["record"]["overridden"] == ["second_person"]


class TestAStandardMadeSince:
    @pytest.fixture
    def claim(self) -> Claim:
        """Published, then held to more than it has, then reworded on the desk."""
        claim = make.published()
        make.standard(evidence_at_least=2, needs_reply=True, needs_second_verdict=True)
        make.propose(claim, by=make.writer(), summary="It  has not!")
        return claim

    def test_it_does_not_keep_a_typo_before_readers(self, claim: Claim) -> None:
        assert desk.correct(claim, by=make.editor(), note="A letter.", kind=CorrectionKind.TYPO)

    def test_it_holds_back_what_says_more_than_a_typo(self, claim: Claim) -> None:
        with pytest.raises(NotReady) as refusal:
            desk.correct(claim, by=make.editor(), note="The year was wrong.")

        assert list(refusal.value.reasons) == [
            "it has 1 piece of evidence, and 2 are asked for",
            "nobody was asked for a reply",
        ]

    def test_a_typo_too_has_a_second_person(self, claim: Claim) -> None:
        editor = make.editor()
        make.propose(claim, by=editor, summary="It has; not.")

        with pytest.raises(NotReady, match="the writer of its verdict"):
            desk.correct(claim, by=editor, note="A comma.", kind=CorrectionKind.TYPO)

    def test_a_restoration_meets_it(self, claim: Claim) -> None:
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        with pytest.raises(NotReady, match="nobody was asked for a reply"):
            desk.restore(claim, by=make.editor(), note="The right person.")

        assert fresh(claim).status == Status.WITHDRAWN


def test_the_checklist_costs_the_same_for_many_pieces_of_evidence() -> None:
    make.standard(
        publishers_at_least=2, needs_primary=True, needs_archive=True, needs_reply=True, needs_quantity=True,
        summary_at_least=1, needs_second_verdict=True,
    )  # fmt: skip
    claim, editor = make.claim(figure_value=3), make.editor()
    make.propose(desk.take_up(claim, by=make.writer()), by=make.writer())
    costs = []

    for pieces in (1, 10):
        for _piece in range(pieces):
            capture(make.evidence(claim).source)
        held = fresh(claim)
        with CaptureQueriesContext(connection) as queries:
            checks = desk.checklist(held, approver=editor)
        costs.append(len(queries))
        assert len(checks) == len(GateRule) + len(Ground)

    assert costs[0] == costs[1] <= 11


def test_a_standard_is_saved_from_the_version_that_was_seen() -> None:
    make.standard()
    first, second = Standard.objects.get(), Standard.objects.get()
    first.save()

    with pytest.raises(Stale):
        second.save()
