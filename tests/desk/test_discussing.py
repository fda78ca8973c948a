"""Talking about a claim: where words may stand, whom they call, and who is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from claims import desk
from claims.errors import Invalid, NotAllowed, Refused, WrongMove
from claims.models import Claim, Comment, Notification, Recusal, User
from claims.vocabulary import News, Status
from tests import make

from .test_scheduling import soon, wait_for

pytestmark = pytest.mark.django_db


def told(person: User) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("news", flat=True))


def later_by(comment: Comment, minutes: int) -> None:
    Comment.objects.filter(pk=comment.pk).update(written_at=F("written_at") - timedelta(minutes=minutes))


class TestComment:
    @pytest.mark.parametrize("status", Status)
    def test_it_stands_at_a_claim_in_any_state_and_leaves_its_version(self, status: Status) -> None:
        claim = make.claim_at(status)

        make.comment(claim)

        assert Claim.objects.get(pk=claim.pk).version == claim.version
        assert claim.comments.count() == 1

    def test_it_is_about_a_piece_of_evidence(self) -> None:
        claim = make.claim_in_review()
        piece = claim.evidence.get()

        assert make.comment(claim, evidence=piece).evidence == piece

    def test_it_is_about_words_that_stand_in_the_rationale_however_they_are_broken(self) -> None:
        claim = make.claim_in_review(rationale="The statistics say\notherwise [1].")

        said = make.comment(claim, passage=" statistics  say otherwise ")

        assert said.passage == "statistics say otherwise"
        assert said.still_stands_in(claim.verdict.rationale)

    def test_it_knows_that_its_words_have_gone(self) -> None:
        claim = make.claim_in_review()
        said = make.comment(claim, passage="say otherwise")

        make.propose(claim, by=make.writer(), rationale="They do not [1].")

        assert not said.still_stands_in(Claim.objects.get(pk=claim.pk).verdict.rationale)

    def test_each_fault_is_told_at_once_and_nothing_is_kept(self) -> None:
        claim, other = make.claim_in_review(), make.claim_in_review()
        places: list[tuple[dict[str, Any], set[str]]] = [
            ({"body": " ", "passage": "never written"}, {"body", "passage"}),
            ({"body": "a\x00b", "evidence": other.evidence.get()}, {"body", "evidence"}),
            ({"body": "x" * 5001, "answers": make.comment(other)}, {"body", "answers"}),
            ({"evidence": claim.evidence.get(), "passage": "say otherwise"}, {"passage"}),
            ({"answers": make.comment(claim), "evidence": claim.evidence.get()}, {"answers"}),
            ({"passage": "x" * 501}, {"passage"}),
        ]
        kept = Comment.objects.count()

        for said, at_fault in places:
            with pytest.raises(Invalid) as refusal:
                make.comment(claim, **said)
            assert set(refusal.value.fields) == at_fault
        assert Comment.objects.count() == kept

    def test_words_of_a_claim_without_a_verdict_are_refused(self) -> None:
        with pytest.raises(Invalid, match="do not stand in the rationale"):
            make.comment(make.claim(), passage="otherwise")

    def test_an_answer_to_an_answer_stays_in_its_thread(self) -> None:
        claim = make.claim()
        thread = make.comment(claim)

        answer = make.comment(claim, answers=make.comment(claim, answers=thread))

        assert answer.answers == thread

    def test_an_answer_opens_a_resolved_thread_again(self) -> None:
        claim = make.claim()
        thread = desk.resolve(make.comment(claim), by=make.writer())

        make.comment(claim, answers=thread)

        assert Comment.objects.open().get() == thread

    def test_who_is_recused_reads_along_and_says_nothing(self) -> None:
        claim, topic, recused = make.claim(), make.topic(), make.editor()
        claim.topics.add(topic)
        Recusal.objects.create(person=recused, topic=topic, reason="Owns shares.")
        thread = make.comment(claim)

        acts = (lambda: make.comment(claim, by=recused), lambda: desk.resolve(thread, by=recused))
        for act in acts:
            with pytest.raises(NotAllowed, match="is recused"):
                act()


class TestMentions:
    @pytest.mark.parametrize(
        "body",
        ["@anna look", "See (@Anna).", 'and @"Anna Example"!', "and @“anna example”", "@anna @anna"],
    )
    def test_somebody_is_called_by_either_name(self, body: str) -> None:
        anna = make.writer(username="anna", public_name="Anna Example")

        said = make.comment(make.claim(), body=body)

        assert list(said.mentions.all()) == [anna]
        assert told(anna) == [News.MENTIONED]
        assert desk.unknown_names(body) == []

    @pytest.mark.parametrize("body", ["write to x@anna", "@@anna", "@ anna", "anna"])
    def test_what_only_looks_like_it_calls_nobody(self, body: str) -> None:
        anna = make.writer(username="anna")

        make.comment(make.claim(), body=body)

        assert told(anna) == []

    def test_a_name_that_nobody_has_is_a_hint_and_no_error(self) -> None:
        gone = make.writer(username="gone", is_active=False)

        make.comment(make.claim(), body="@gone and @nobody")

        assert told(gone) == []
        assert ["“gone”" in hint or "“nobody”" in hint for hint in desk.unknown_names("@gone and @nobody")] == [
            True
        ] * 2

    def test_a_name_that_two_share_calls_neither_and_says_so(self) -> None:
        make.writer(public_name="Anna"), make.writer(public_name="Anna")

        make.comment(make.claim(), body="@Anna")

        assert not Notification.objects.exists()
        assert "2 people" in desk.unknown_names("@Anna")[0]


class TestWhoIsTold:
    def test_of_a_comment_whoever_has_the_claim_wrote_its_verdict_or_spoke_before(self) -> None:
        first, second, third = make.writer(), make.writer(), make.editor()
        claim = make.claim_in_review(by=first)
        Claim.objects.filter(pk=claim.pk).update(assignee=second, version=F("version") + 1)
        Notification.objects.all().delete()

        thread = make.comment(claim, by=third)
        make.comment(claim, by=first, answers=thread)
        make.comment(claim, by=make.editor(), body=f"@{second.username}", answers=thread)

        assert told(first) == [News.COMMENTED] * 2
        assert told(second) == [News.COMMENTED] * 2 + [News.MENTIONED]
        assert told(third) == [News.COMMENTED] * 2

    def test_of_a_claim_in_review_whoever_may_approve_it(self) -> None:
        writer, editor, recused, wrote_too = make.writer(), make.editor(), make.editor(), make.editor()
        topic = make.topic()
        Recusal.objects.create(person=recused, topic=topic, reason="Owns shares.")
        claim = make.claim_at(Status.CHECKING)
        claim.topics.add(topic)
        make.appearance(claim)
        make.evidence(claim)
        make.propose(claim, by=wrote_too, summary="Not at all.")
        make.propose(claim, by=writer, summary="No.")

        desk.send_to_review(claim, by=writer)

        assert told(editor) == [News.IN_REVIEW]
        assert [told(person) for person in (writer, recused, wrote_too)] == [[], [], []]

    def test_it_is_taken_back_from_those_who_have_not_read_it_once_somebody_acted(self) -> None:
        sends, publishes, reads, waits = (make.editor() for _number in range(4))
        claim, other = make.claim_in_review(), make.claim_in_review()
        desk.mark_read(Notification.objects.of(reads))

        desk.send_back(claim, by=sends, reason="Find a second source.")
        desk.publish(other, by=publishes)

        assert told(waits) == []
        assert len(told(reads)) == 2

    def test_of_a_claim_sent_back_or_published_its_checker(self) -> None:
        checker, editor = make.writer(), make.editor()
        back, out = make.claim_in_review(by=checker), make.claim_in_review(by=checker)

        desk.send_back(back, by=editor, reason="Find a second source.")
        desk.publish(out, by=editor)
        make.propose(out, by=checker, summary="By no means.")
        desk.correct(out, by=editor, note="The summary said too little.")
        desk.withdraw(out, by=editor, note="Wrong person.")
        desk.restore(out, by=editor, note="It was the right person.")

        assert told(checker) == [News.SENT_BACK, *[News.PUBLISHED] * 3]

    def test_of_what_is_given_pulled_back_scheduled_or_called_off(self) -> None:
        checker, editor, other = make.writer(), make.editor(), make.editor()

        claim = desk.assign(make.claim(), by=editor, to=checker)
        pulled, promised = make.claim_in_review(by=checker), make.claim_in_review(by=checker)
        desk.pull_back(pulled, by=checker)
        desk.schedule(promised, by=editor, publish_at=timezone.now() + timedelta(hours=1))
        waits = told(other)
        desk.call_off(promised, by=editor)

        assert told(checker) == [News.ASSIGNED]
        assert Notification.objects.get(news=News.ASSIGNED).claim == claim
        assert waits == []
        assert told(other) == [News.IN_REVIEW]

    def test_of_a_reply_that_did_not_come_and_of_a_second_look(self) -> None:
        checker = make.writer()
        claim = make.published(by=checker)
        Notification.objects.all().delete()
        request = make.reply_request(claim, deadline=make.ASKED)

        for _time in range(2):
            desk.remind_of_reply(request.pk)
        desk.ask_recheck(claim, by=make.writer(), because="The figures are new.")

        assert told(checker) == [News.REPLY_DUE, News.RECHECK_DUE]

    def test_of_what_is_published_by_itself_at_its_moment(self) -> None:
        checker = make.writer()
        claim, editor = make.claim_in_review(by=checker), make.editor()
        moment = soon(seconds=1)
        desk.schedule(claim, by=editor, publish_at=moment)
        before = told(checker)
        wait_for(moment)

        desk.enter_what_is_due()

        assert before == []
        assert told(checker) == [News.PUBLISHED]


class TestReword:
    def test_it_is_done_by_its_writer_and_seen(self) -> None:
        anna, ben = make.writer(), make.writer(username="ben")
        said = make.comment(make.claim(), by=anna)

        changed = desk.reword(said, by=anna, body="Is it, @ben?")

        assert (changed.body, changed.edited_at is None) == ("Is it, @ben?", False)
        assert told(ben) == [News.MENTIONED]
        assert said.events.filter(body="Is this the right table?").exists()

    def test_who_was_called_before_is_not_told_again(self) -> None:
        anna, ben = make.writer(), make.writer(username="ben")
        said = make.comment(make.claim(), by=anna, body="@ben")

        desk.reword(said, by=anna, body="@ben?")

        assert told(ben) == [News.MENTIONED]

    def test_the_same_words_change_nothing(self) -> None:
        anna = make.writer()
        said = make.comment(make.claim(), by=anna)

        assert desk.reword(said, by=anna, body=f" {said.body}\r\n").edited_at is None

    def test_nobody_else_does_and_nobody_later(self) -> None:
        anna = make.writer()
        said = make.comment(make.claim(), by=anna)

        with pytest.raises(NotAllowed, match="only who wrote"):
            desk.reword(said, by=make.administrator(), body="Yes.")
        with pytest.raises(Invalid):
            desk.reword(said, by=anna, body=" ")
        later_by(said, 16)
        with pytest.raises(WrongMove, match="within 15 minutes"):
            desk.reword(said, by=anna, body="Yes.")


class TestResolve:
    def test_it_says_by_whom_and_can_be_undone(self) -> None:
        anna = make.writer()
        thread = make.comment(make.claim())

        assert desk.resolve(thread, by=anna).resolved_by == anna
        assert desk.reopen_thread(thread, by=anna).resolved_at is None

    def test_it_is_of_a_whole_thread_and_not_done_twice(self) -> None:
        anna, claim = make.writer(), make.claim()
        thread = make.comment(claim)
        answer = make.comment(claim, answers=thread)

        refused = [lambda: desk.resolve(answer, by=anna), lambda: desk.reopen_thread(thread, by=anna)]
        desk.resolve(make.comment(claim), by=anna)
        for act in refused:
            with pytest.raises(WrongMove):
                act()
        desk.resolve(thread, by=anna)
        with pytest.raises(WrongMove, match="resolved already"):
            desk.resolve(thread, by=anna)

    def test_somebody_of_no_group_does_nothing_here(self) -> None:
        guest = User.objects.create(username="guest")
        said = make.comment(make.claim())

        for act in (desk.resolve, desk.reopen_thread, lambda c, by: desk.reword(c, by=by, body="x")):
            with pytest.raises(Refused):
                act(said, by=guest)
