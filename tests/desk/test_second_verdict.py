"""The blind second verdict: of whom it is asked, what they may do meanwhile, and what is kept."""

import pytest

from claims import desk
from claims.errors import Invalid, NotAllowed, NotReady, Refused, Stale
from claims.models import Claim, Recusal, SecondVerdict, User
from tests import make

pytestmark = pytest.mark.django_db


def asked(claim: Claim, of: User) -> SecondVerdict:
    return desk.ask_second_verdict(claim, by=make.editor(), of=of)


def given(claim: Claim, rating: str, *, of: User | None = None) -> SecondVerdict:
    """A second verdict that was asked for and given."""
    person = of or make.writer()
    asked(claim, person)
    return desk.give_second_verdict(claim, by=person, rating=make.rating(rating), reason="The tables say so.")


class TestAsking:
    def test_one_is_asked_of_a_colleague(self) -> None:
        claim, colleague = make.claim_in_review(), make.writer()

        asked(claim, colleague)

        assert claim.is_blind_for(colleague)
        assert not claim.is_blind_for(claim.verdict.written_by)
        assert claim not in Claim.objects.open_to(colleague)
        assert claim in Claim.objects.open_to(make.writer())

    def test_it_is_an_editors_to_ask_so_that_nobody_chooses_their_own_judge(self) -> None:
        writer = make.writer()

        with pytest.raises(NotAllowed):
            desk.ask_second_verdict(make.claim_in_review(by=writer), by=writer, of=make.writer())

    def test_every_reason_against_it_comes_at_once(self) -> None:
        writer = make.writer(public_name="Wanda")
        topic = make.topic(name="Oil")
        claim = make.claim_in_review(by=writer, topics=[topic])
        Recusal.objects.create(person=writer, topic=topic, reason="Owns shares.")
        asked(claim, make.writer(public_name="Nadia"))
        User.objects.filter(pk=writer.pk).update(is_active=False)

        with pytest.raises(Refused) as refusal:
            asked(claim, User.objects.get(pk=writer.pk))

        assert list(refusal.value.reasons) == [
            "a second verdict is asked of Nadia already",
            "Wanda does not work on claims",
            "Wanda wrote its verdict",
            "Wanda is recused from “Oil” (Owns shares)",
        ]

    def test_nobody_is_asked_by_themselves(self) -> None:
        editor = make.editor()

        with pytest.raises(Refused, match="you know its verdict"):
            desk.ask_second_verdict(make.claim_in_review(), by=editor, of=editor)

    def test_who_wrote_a_part_of_it_is_not_asked(self) -> None:
        claim, part = make.claim_in_review(), make.writer()
        make.propose(claim, by=part, summary="By no means.")
        make.propose(claim, by=make.writer(), summary="Not at all.")

        with pytest.raises(Refused, match="wrote its verdict"):
            asked(claim, part)

    def test_a_claim_without_a_verdict_is_not_judged_twice(self) -> None:
        with pytest.raises(Refused, match="it has no verdict that a second could stand beside"):
            asked(desk.take_up(make.claim(), by=make.writer()), make.writer())

    def test_nobody_can_be_blind_to_what_readers_know(self) -> None:
        claim = make.published(rating="false")

        with pytest.raises(Refused, match="readers know its rating"):
            asked(claim, make.writer())

        make.propose(claim, by=make.writer(), rating="half-true")
        assert asked(claim, make.writer())

    def test_those_who_can_be_asked_are_offered(self) -> None:
        topic = make.topic()
        claim, editor, colleague = make.claim_in_review(topics=[topic]), make.editor(), make.writer()
        Recusal.objects.create(person=make.writer(), topic=topic, reason="Owns shares.")
        make.writer(is_active=False)
        User.objects.create(username="guest")

        assert list(desk.those_to_ask(claim, by=editor)) == [colleague]


class TestMeanwhile:
    @pytest.mark.parametrize(
        "act", [act for act in desk.ACTS.values() if isinstance(act, desk.DeskAct) and not act.even_if_blind],
        ids=lambda act: act.name,
    )  # fmt: skip
    def test_who_is_asked_does_nothing_else_to_the_claim(self, act: desk.DeskAct) -> None:
        claim, person = make.claim_in_review(), make.administrator()
        asked(claim, person)

        with pytest.raises(NotAllowed, match="a blind second verdict on it is asked of you"):
            act(claim, by=person)

    def test_a_refusal_tells_nothing_of_what_was_changed(self) -> None:
        claim, person = make.claim_in_review(), make.writer()
        asked(claim, person)
        seen = Claim.objects.get(pk=claim.pk).version
        make.propose(claim, by=make.writer(), summary="Canary.", rating="true")

        with pytest.raises(Stale) as refusal:
            desk.give_second_verdict(claim, by=person, rating=make.rating("true"), reason="So.", version=seen)

        assert list(refusal.value.reasons) == ["somebody else saved it meanwhile"]

    def test_it_holds_the_claim_back_from_readers_until_it_is_given_or_called_off(self) -> None:
        claim = make.claim_in_review()
        asked(claim, make.writer(public_name="Nadia"))

        with pytest.raises(NotReady, match="Nadia has not given the second verdict yet"):
            desk.publish(claim, by=make.editor())

        desk.call_off_second_verdict(claim, by=make.editor())
        assert desk.publish(claim, by=make.editor())

    def test_called_off_it_leaves_nothing(self) -> None:
        claim, person = make.claim_in_review(), make.writer()
        asked(claim, person)

        desk.call_off_second_verdict(claim, by=make.editor())

        assert not claim.is_blind_for(person)
        with pytest.raises(Refused, match="no second verdict on it is asked of anybody"):
            desk.call_off_second_verdict(claim, by=make.editor())


class TestGiving:
    def test_the_first_rating_of_that_moment_is_kept_beside_it(self) -> None:
        claim = make.claim_in_review(rating="false")
        person = make.writer()
        asked(claim, person)
        make.propose(claim, by=make.writer(), rating="half-true")

        desk.give_second_verdict(claim, by=person, rating=make.rating("mostly-true"), reason=" The tables say so. ")

        make.propose(claim, by=make.writer(), rating="true")
        second = SecondVerdict.objects.given().get()
        assert (str(second.rating), str(second.first_rating)) == ("Mostly true", "Half true")
        assert second.reason == "The tables say so."
        assert not claim.is_blind_for(person)

    def test_only_who_is_asked_gives_it(self) -> None:
        claim = make.claim_in_review()
        asked(claim, make.writer())

        with pytest.raises(NotAllowed, match="no second verdict on it is asked of you"):
            desk.give_second_verdict(claim, by=make.administrator(), rating=make.rating("true"), reason="So.")

    def test_it_is_given_once(self) -> None:
        claim, person = make.claim_in_review(), make.writer()
        given(claim, "true", of=person)

        with pytest.raises(NotAllowed):
            desk.give_second_verdict(claim, by=person, rating=make.rating("false"), reason="So.")

    def test_it_is_given_on_the_scale_of_the_first(self) -> None:
        claim, person = make.claim_in_review(), make.writer()
        asked(claim, person)
        foreign = make.scale().ratings.get(slug="true")

        with pytest.raises(Invalid) as refusal:
            desk.give_second_verdict(claim, by=person, rating=foreign, reason="So.")

        assert list(refusal.value.fields) == ["rating"]

    def test_it_is_refused_when_readers_know_the_rating_by_now(self) -> None:
        claim, person = make.claim_in_review(), make.writer()
        asked(claim, person)
        desk.publish(claim, by=make.administrator(), override="Election night.")

        with pytest.raises(Refused, match="nobody is blind to it any more"):
            desk.give_second_verdict(claim, by=person, rating=make.rating("true"), reason="So.")

    def test_who_gave_it_may_approve(self) -> None:
        claim, editor = make.claim_in_review(), make.editor()
        given(claim, "true", of=editor)

        assert desk.publish(claim, by=editor).approved_by == editor


class TestTheRule:
    @pytest.fixture
    def claim(self) -> Claim:
        claim = make.claim_in_review(rating="false")
        make.standard(needs_second_verdict=True)
        return claim

    def missing(self, claim: Claim) -> list[str]:
        return desk.missing_for_readers(Claim.objects.get(pk=claim.pk), approver=make.editor())

    def test_it_is_met_by_agreement_and_by_difference(self, claim: Claim) -> None:
        assert self.missing(claim) == ["nobody has given a blind second verdict"]

        given(claim, "true")
        assert self.missing(claim) == []

    def test_the_first_may_come_round_to_the_second(self, claim: Claim) -> None:
        given(claim, "true")

        make.propose(claim, by=make.writer(), rating="true")

        assert self.missing(claim) == []

    def test_a_third_rating_needs_another(self, claim: Claim) -> None:
        given(claim, "true")

        make.propose(claim, by=make.writer(), rating="half-true")

        assert self.missing(claim) == ["its rating was changed after the second verdict to one that neither had given"]

    def test_a_rating_that_readers_know_needs_none(self, claim: Claim) -> None:
        desk.publish(claim, by=make.administrator(), override="Election night.")
        make.propose(claim, by=make.writer(), rating="false", summary="By no means.")

        assert self.missing(claim) == []

        make.propose(claim, by=make.writer(), rating="true")
        assert self.missing(claim) == ["nobody has given a blind second verdict"]


class TestStepsApart:
    @pytest.mark.parametrize(
        ("first", "second", "steps"),
        [
            ("false", "false", 0),
            ("false", "mostly-false", 1),
            ("true", "false", 4),
            ("unverifiable", "unverifiable", 0),
            ("true", "unverifiable", None),
            ("unverifiable", "not-checkable", None),
        ],
    )
    def test_they_are_counted_on_the_scale(self, first: str, second: str, steps: int | None) -> None:
        assert desk.steps_apart(make.rating(first), make.rating(second)) == steps


class TestAgreementPerMonth:
    def test_it_is_counted_by_the_month_in_which_the_second_was_given(self) -> None:
        def second(month: int, rating: str) -> None:
            found = given(make.claim_in_review(rating="false"), rating)
            SecondVerdict.objects.filter(pk=found.pk).update(given_at=f"2026-{month:02}-15T12:00Z")

        for month, rating in [(1, "false"), (1, "true"), (3, "false"), (5, "unverifiable")]:
            second(month, rating)

        from_february = SecondVerdict.objects.agreement_per_month(since="2026-02-01T00:00Z")

        found = {month.isoformat(): (a.pairs, a.raw, a.kappa) for month, a in from_february.items()}
        assert found == {"2026-03-01": (1, 1.0, None), "2026-05-01": (1, 0.0, 0.0)}
        (january, *_later) = SecondVerdict.objects.agreement_per_month(since="2026-01-01T00:00Z").values()
        assert (january.pairs, january.raw, january.kappa) == (2, 0.5, 0.0)
