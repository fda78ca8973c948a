"""The acts: what they change, and that a refusal changes nothing."""

import pytest

from claims import desk
from claims.errors import Invalid, NotAllowed, NotReady, Refused, Stale
from claims.models import Article, Claim, Publication, Review, Subject
from claims.vocabulary import Status, SubjectKind
from tests import make

pytestmark = pytest.mark.django_db


class TestTakeUp:
    def test_it_puts_the_claim_in_the_hands_of_who_took_it(self) -> None:
        writer = make.writer()

        claim = desk.take_up(make.claim(), by=writer)

        assert (claim.status, claim.assignee) == (Status.CHECKING, writer)


class TestProposeVerdict:
    def test_who_rewrites_it_becomes_its_writer(self) -> None:
        first, second = make.writer(), make.writer()
        claim = make.claim_in_review(by=first)

        verdict = make.propose(claim, by=second, summary="It fell.")

        assert (verdict.written_by, verdict.summary) == (second, "It fell.")

    def test_it_counts_the_claims_version_up(self) -> None:
        claim = make.claim_in_review()

        make.propose(claim, by=make.writer(), summary="It fell.")

        assert Claim.objects.get(pk=claim.pk).version == claim.version + 1

    def test_to_say_the_same_again_makes_nobody_its_writer(self) -> None:
        first = make.writer()
        claim = make.claim_in_review(by=first)

        verdict = make.propose(claim, by=make.writer())

        assert verdict.written_by == first
        assert Claim.objects.get(pk=claim.pk).version == claim.version

    def test_a_rating_of_a_scale_that_is_not_in_use_is_refused(self) -> None:
        claim = make.claim_in_review()
        foreign = make.scale().ratings.get(slug="true")

        with pytest.raises(Invalid) as refusal:
            desk.propose_verdict(claim, by=make.writer(), rating=foreign, summary="Yes.", rationale="So.")

        assert list(refusal.value.fields) == ["rating"]

    def test_a_summary_that_is_too_long_is_refused_and_nothing_is_lost(self) -> None:
        claim = make.claim_in_review(summary="It has not.")

        with pytest.raises(Invalid) as refusal:
            make.propose(claim, by=make.writer(), summary="x" * 281)

        assert list(refusal.value.fields) == ["summary"]
        assert Claim.objects.get(pk=claim.pk).verdict.summary == "It has not."


class TestSendToReview:
    def test_it_names_everything_that_is_missing_at_once(self) -> None:
        writer = make.writer()
        claim = desk.take_up(make.claim(statement="Crime has tripled."), by=writer)

        with pytest.raises(NotReady) as refusal:
            desk.send_to_review(claim, by=writer)

        assert str(refusal.value) == (
            "Nothing was changed in the claim “Crime has tripled.”: it appears in no article; it cites no source;"
            " it has no verdict."
        )

    def test_it_refuses_a_citation_that_names_no_evidence(self) -> None:
        with pytest.raises(NotReady, match=r"its rationale cites \[9\]"):
            make.claim_in_review(rationale="As the report says [9].")

    def test_it_clears_why_the_claim_was_sent_back(self) -> None:
        claim = desk.send_back(make.claim_in_review(), by=make.editor(), reason="Find a second source.")

        desk.send_to_review(claim, by=make.writer())

        assert Claim.objects.get(pk=claim.pk).sent_back_because == ""


class TestPublish:
    def test_it_keeps_what_the_claim_said(self) -> None:
        claim = make.claim_in_review(statement="Crime has tripled.")

        publication = desk.publish(claim, by=make.editor())

        assert publication.document["claim"]["statement"] == "Crime has tripled."

    def test_it_shows_the_claim_to_readers(self) -> None:
        claim = make.claim_in_review()

        desk.publish(claim, by=make.editor())

        assert Review.objects.public().get().claim == claim

    def test_the_writer_of_the_verdict_cannot_approve_it(self) -> None:
        editor = make.editor()
        claim = make.claim_in_review(by=editor)

        with pytest.raises(NotReady, match="the writer of its verdict cannot also approve it"):
            desk.publish(claim, by=editor)

        assert not Publication.objects.exists()

    def test_nobody_approves_words_of_their_own_behind_a_colleagues_last_touch(self) -> None:
        editor = make.editor()
        claim = make.published()
        make.propose(claim, by=editor, summary="The editor's own words.")
        make.propose(claim, by=make.writer(), summary="The editor’s own words.")

        with pytest.raises(NotReady, match="the writer of its verdict cannot also approve it"):
            desk.correct(claim, by=editor, note="Better words.")

    def test_what_was_published_is_no_longer_in_an_approvers_way(self) -> None:
        first, second = make.editor(), make.editor()
        claim = make.published()
        make.propose(claim, by=first, summary="One.")
        desk.correct(claim, by=second, note="One.")
        make.propose(claim, by=make.writer(), summary="Two.")

        assert desk.correct(claim, by=first, note="Two.").approved_by == first

    def test_an_administrator_may_override_with_a_reason_that_the_record_keeps(self) -> None:
        administrator = make.administrator()
        claim = make.claim_in_review(by=administrator)

        publication = desk.publish(claim, by=administrator, override="Alone on election night.")

        assert publication.document["record"]["override_reason"] == "Alone on election night."

    def test_an_editor_may_not_override(self) -> None:
        editor = make.editor()
        claim = make.claim_in_review(by=editor)

        with pytest.raises(NotAllowed):
            desk.publish(claim, by=editor, override="I am in a hurry.")

    def test_what_the_desk_holds_may_change_without_readers_seeing_it(self) -> None:
        claim = make.published(summary="It has not.")

        make.propose(claim, by=make.writer(), summary="It fell.")

        assert Review.objects.get(claim=claim).face["verdict"]["summary"] == "It has not."


class TestCorrect:
    def test_it_tells_both_wordings_and_why(self) -> None:
        claim = make.published(summary="It has not.")
        make.propose(claim, by=make.writer(), summary="It fell.")

        desk.correct(claim, by=make.editor(), note="The first figure was for 2019.")

        face = Review.objects.get(claim=claim).face
        assert (face["history"][0]["summary"], face["verdict"]["summary"]) == (
            "It has not.",
            "It fell.",
        )
        assert face["record"]["note"] == "The first figure was for 2019."

    def test_it_refuses_when_nothing_differs(self) -> None:
        claim = make.published()

        with pytest.raises(NotReady, match="does not differ"):
            desk.correct(claim, by=make.editor(), note="To be sure.")

    def test_each_entry_names_the_commitment_of_the_one_before(self) -> None:
        first = make.publication()
        make.publication()
        make.propose(first.claim, by=make.writer(), summary="It fell.")

        third = desk.correct(first.claim, by=make.editor(), note="Old figure.")

        assert (third.number, third.previous) == (3, first.commitment)

    def test_the_first_day_stays_the_first_day(self) -> None:
        first = make.publication()
        Review.objects.update(published_at="2020-01-01T00:00Z")
        make.propose(first.claim, by=make.writer(), summary="It fell.")

        desk.correct(first.claim, by=make.editor(), note="Old figure.")

        assert Review.objects.get().published_at == first.published_at


class TestWithdraw:
    def test_it_leaves_a_notice_and_none_of_the_findings(self) -> None:
        claim = make.published(summary="She is a fraud.")

        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        review = Review.objects.readable().get()
        assert (review.face["record"]["note"], review.face["verdict"]) == ("Wrong person.", None)
        assert not Review.objects.public().exists()

    def test_it_tells_nothing_that_the_desk_has_not_published(self) -> None:
        claim = make.published(statement="Crime has tripled.")
        claim.statement = "She is a thief."
        claim.save()

        publication = desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert publication.document["claim"]["statement"] == "Crime has tripled."

    def test_an_editor_who_is_rewording_it_may_still_withdraw_what_others_wrote(self) -> None:
        editor, writer = make.editor(), make.writer()
        claim = make.published(by=writer)
        make.propose(claim, by=editor, summary="Not yet.")

        assert desk.withdraw(claim, by=editor, note="Wrong person.").written_by == writer

    def test_the_writer_cannot_withdraw_alone(self) -> None:
        editor = make.editor()
        claim = make.published(by=editor)

        with pytest.raises(NotReady):
            desk.withdraw(claim, by=editor, note="Never mind.")


class TestRestore:
    def test_it_shows_the_claim_again(self) -> None:
        claim = make.claim_at(Status.WITHDRAWN)

        desk.restore(claim, by=make.editor(), note="It was the right person.")

        assert Review.objects.public().get().claim == claim


class TestStale:
    def test_it_says_who_changed_what_since(self) -> None:
        claim = make.claim_in_review(summary="It has not.")
        seen = claim.version
        make.propose(claim, by=make.writer(public_name="Nadia"), summary="It fell.")

        with pytest.raises(Stale) as refusal:
            desk.publish(claim, by=make.editor(), version=seen)

        assert "Nadia changed summary from “It has not.” to “It fell.”" in refusal.value.reasons

    def test_what_was_changed_before_is_not_told(self) -> None:
        claim = make.claim_in_review(summary="One.")
        make.propose(claim, by=make.writer(), summary="Two.")
        seen = Claim.objects.get(pk=claim.pk).version
        make.propose(claim, by=make.writer(), summary="Three.")

        with pytest.raises(Refused) as refusal:
            desk.publish(claim, by=make.editor(), version=seen)

        assert not any("One." in reason for reason in refusal.value.reasons)


class TestSeen:
    @pytest.mark.parametrize("act", ["publish", "correct"])
    def test_what_an_approver_has_not_seen_is_not_published(self, act: str) -> None:
        source = make.source(note="A report.")
        claim = make.claim_in_review(source=source) if act == "publish" else make.published(source=source)
        make.propose(claim, by=make.writer(), summary="It fell.")
        claim = Claim.objects.get(pk=claim.pk)
        seen = desk.seen_of(claim)
        source.note = "A rumour."
        source.save()
        note = {} if act == "publish" else {"note": "Why."}

        with pytest.raises(Stale, match="a source, speaker, topic or article that it uses was changed"):
            getattr(desk, act)(claim, by=make.editor(), seen=seen, **note)

        claim = Claim.objects.get(pk=claim.pk)
        assert getattr(desk, act)(claim, by=make.editor(), seen=desk.seen_of(claim), **note)


class TestDisplayArticle:
    def test_it_shows_at_once_what_readers_may_see(self) -> None:
        review = make.review()
        article = review.claim.appearances.get().version.article

        desk.display_article(article, by=make.editor(), display="link")

        shown = Subject.objects.get(kind=SubjectKind.ARTICLE)
        assert shown.display == Article.objects.get().display == "link"

    def test_a_writer_may_not_change_it(self) -> None:
        article = make.article().article

        with pytest.raises(NotAllowed):
            desk.display_article(article, by=make.writer(), display="full")
