"""What is counted over a span of days."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from claims import desk
from claims.errors import Invalid
from claims.models import Claim, events_of
from claims.statistics import checks, corrections, flow
from claims.statistics.agreement import agreement_within
from claims.statistics.period import Period
from claims.statistics.report import report
from claims.vocabulary import Status
from tests import make
from tests.tampering import tamper

pytestmark = pytest.mark.django_db

TODAY = Period(date(2000, 1, 1), date(2999, 12, 31))
LONG_AGO = Period(date(2001, 1, 1), date(2001, 12, 31))


def spotted(hours: float, claim: Claim) -> None:
    """Let the claim's history say that it was made so long ago."""
    made = events_of(Claim).filter(id=claim.pk, status=Status.SPOTTED)
    tamper(lambda: made.update(pgh_created_at=F("pgh_created_at") - timedelta(hours=hours)))


class TestPeriod:
    def test_it_counts_its_first_and_its_last_day(self) -> None:
        period = Period.asked({"from": "2026-03-01", "until": "2026-03-31"})

        assert period.days == 31
        assert period.ends - period.begins == timedelta(days=31)

    def test_three_months_to_today_are_usual(self) -> None:
        assert Period.asked({}).last == timezone.localdate()
        assert Period.asked({}).days == 90

    def test_every_fault_is_named_at_once(self) -> None:
        with pytest.raises(Invalid) as refusal:
            Period.asked({"from": "March", "until": "2026-02-31"})

        assert sorted(refusal.value.fields) == ["from", "until"]

    def test_it_does_not_run_backwards(self) -> None:
        with pytest.raises(Invalid, match="after the last"):
            Period.asked({"from": "2026-03-02", "until": "2026-03-01"})


class TestStays:
    def test_they_are_counted_where_a_claim_left_a_state(self) -> None:
        slow, quick = make.claim(), make.claim()
        for claim, hours in ((slow, 9), (quick, 3)):
            spotted(hours, claim)
            claim.statement += " Reworded, which is no other state."
            claim.save()
            desk.take_up(claim, by=make.writer())

        (stay,) = flow.stays(TODAY)

        assert (stay.status, stay.claims, stay.median_words) == (Status.SPOTTED, 2, "6 hours")

    def test_a_stay_that_ended_in_other_days_is_left_out(self) -> None:
        desk.take_up(make.claim(), by=make.writer())

        assert flow.stays(LONG_AGO) == []


class TestOutput:
    def test_it_tells_what_is_new_from_what_is_corrected(self) -> None:
        claim = make.published()
        make.published()
        make.propose(claim, by=make.writer(), summary="It fell.")
        desk.correct(claim, by=make.editor(), note="Old figure.")

        parts = flow.output(Period.asked({}))

        assert [(part.first, part.corrected, part.others) for part in parts[-1:]] == [(2, 1, 0)]
        assert sum(part.first for part in parts) == 2
        assert len(parts) in (13, 14)

    def test_a_long_span_is_counted_by_the_month(self) -> None:
        assert len(flow.output(Period(date(2001, 1, 15), date(2001, 12, 2)))) == 12


class TestStanding:
    def test_it_counts_what_readers_see_and_nothing_else(self) -> None:
        claim = make.claim_in_review(source=make.source(publisher="Office"))
        make.evidence(claim, primary=True, stance="refutes", source=make.source(publisher="OFFICE", url=""))
        make.evidence(claim, stance="supports", source=make.source(publisher="Other"))
        desk.publish(claim, by=make.editor())
        make.scheduled()
        make.claim_in_review()

        standing = checks.standing(TODAY)

        assert (standing.checks, standing.evidence, standing.primary, standing.online) == (1, 3, 1, 2)
        assert (standing.several_publishers, standing.with_primary, standing.both_sides) == (1, 1, 1)

    def test_nothing_published_is_no_division_by_nothing(self) -> None:
        assert checks.standing(TODAY).evidence_median is None
        assert report(TODAY)


class TestShares:
    def test_each_group_has_its_name_and_its_share(self) -> None:
        oil = make.topic(name="Oil")
        make.published(topics=[oil], rating="false")
        make.published(topics=[oil], rating="true")
        make.published(rating="true")

        assert [(share.name, share.count, share.of) for share in checks.by_topic(TODAY)] == [("Oil", 2, 3)]
        assert [(share.name, share.count) for share in checks.by_rating(TODAY)] == [("True", 2), ("False", 1)]


class TestCorrections:
    def test_they_are_told_by_kind_with_who_stood_over_them(self) -> None:
        administrator = make.administrator()
        alone = make.claim_in_review(by=administrator)
        desk.publish(alone, by=administrator, override="Alone on election night.")
        desk.withdraw(make.published(), by=make.editor(), note="Wrong person.")

        counted = corrections.corrections(TODAY)

        assert (counted.entries, counted.withdrawn, counted.one_pair_of_eyes, counted.overridden) == (3, 1, 1, 1)
        assert counted.median_until is not None


class TestAgreement:
    def test_it_counts_the_second_verdicts_of_these_days(self) -> None:
        for second in ("false", "true"):
            claim, other = make.claim_in_review(rating="false"), make.editor()
            desk.ask_second_verdict(claim, by=make.editor(), of=other)
            desk.give_second_verdict(claim, by=other, rating=make.rating(second), reason="The tables say so.")

        found = agreement_within(TODAY)

        assert found is not None
        assert (found.pairs, found.raw, found.kappa) == (2, 0.5, 0.0)
        assert agreement_within(LONG_AGO) is None


class TestReport:
    def test_each_criterion_says_what_is_shown_or_what_to_enclose(self) -> None:
        make.published()

        assert all(criterion.shown or criterion.enclose for criterion in report(TODAY))
        assert len({criterion.code for criterion in report(TODAY)}) == 5
