"""The sections of a claim's screen that say whom we asked, and the lists of what is due."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import desk
from claims.formats.naming import in_words
from claims.models import Claim, CorrectionRequest, Publication, ReplyRequest, User
from claims.vocabulary import Status
from tests import make

from .browsing import act, address, at_desk, open_claim, save_claim, text_of

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.date(2026, 3, 30)
DEADLINE = datetime.datetime(2026, 5, 5, 17, tzinfo=datetime.UTC)


def screen(claim: Claim, person: User) -> Any:
    return at_desk(person).get(address("claim", "change", claim.pk))


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


class TestRightOfReply:
    def test_a_request_is_kept_and_shown_with_what_is_overdue(self) -> None:
        claim, writer = make.claim_at(Status.CHECKING), make.writer()

        answer = act(
            at_desk(writer), claim, "ask_reply", addressee="The ministry", channel="phone", question="Is it so?",
            asked_at="2026-05-03T09:30", deadline="2026-05-05T17:00", public="on",
        )  # fmt: skip

        assert answer.status_code == 302
        request = ReplyRequest.objects.get()
        assert (request.deadline, request.public, request.speaker) == (DEADLINE, True, None)
        words = text_of(screen(claim, writer))
        assert "The ministry asked by telephone, 3 May 2026, 09:30 UTC" in words
        assert "Overdue: no answer by 5 May 2026, 17:00 UTC" in words

    def test_an_answer_is_kept_beside_its_request(self) -> None:
        claim, writer = make.claim_at(Status.CHECKING), make.writer()
        request = make.reply_request(claim)

        act(at_desk(writer), claim, "record_answer", request=request.pk, answer="No.\r\nNever.", public_answer="No.")

        words = text_of(screen(claim, writer))
        assert "What they answered No. Never." in words
        assert "What readers see of it No." in words

    def test_its_form_begins_with_what_was_entered(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        speaker = make.speaker(name="Ada")
        request = make.reply_request(claim, speaker=speaker, deadline=DEADLINE, public=False)

        page = screen(claim, make.writer()).content.decode()

        assert f'id="act-amend_reply_request-{request.pk}"' in page
        assert 'value="2026-05-05T17:00"' in page
        assert f'<option value="{speaker.pk}" selected>Ada</option>' in page

    def test_to_mend_nothing_changes_nothing(self) -> None:
        claim, client = make.claim_at(Status.CHECKING), at_desk(make.writer())
        request = make.reply_request(claim, speaker=make.speaker(), question="Is it so?", deadline=DEADLINE)
        typed = {
            "request": request.pk, "addressee": "The ministry", "channel": "email", "speaker": request.speaker.pk,
            "asked_at": "2026-05-03T09:00", "deadline": "2026-05-05T17:00", "question": "Is it so?", "public": "on",
        }  # fmt: skip

        assert act(client, claim, "amend_reply_request", **typed).status_code == 302
        assert Claim.objects.get(pk=claim.pk).version == claim.version

    def test_a_refusal_gives_every_reason_and_keeps_what_was_typed(self) -> None:
        claim = make.claim_at(Status.CHECKING)

        answer = act(
            at_desk(make.writer()), claim, "ask_reply", addressee=" ", asked_at="2999-01-01T00:00", channel="email",
            question="An hour's work.",
        )  # fmt: skip

        words = text_of(answer)
        assert answer.status_code == 400
        assert "whom we asked: This field cannot be blank." in words
        assert "asked: that moment has not come yet" in words
        assert "An hour's work." in words

    def test_one_that_somebody_removed_meanwhile_is_said_to_be_gone(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        theirs = make.reply_request(make.claim())

        answer = act(at_desk(make.writer()), claim, "record_answer", request=theirs.pk, answer="No.")

        assert answer.status_code == 400
        assert "Somebody else removed it in the meantime." in text_of(answer)

    def test_a_writer_mends_and_an_editor_removes(self) -> None:
        claim = make.claim_at(Status.CHECKING)
        request = make.reply_request(claim)

        assert "act-remove_reply_request" not in screen(claim, make.writer()).content.decode()
        assert act(at_desk(make.editor()), claim, "remove_reply_request", request=request.pk).status_code == 302
        assert not ReplyRequest.objects.exists()


class TestCorrectionsAskedFor:
    def test_a_request_and_its_outcome_are_kept_and_shown(self) -> None:
        claim, client = make.published(), at_desk(make.writer())

        act(
            client, claim, "ask_correction", addressee="The paper", channel="letter", asked_on="2026-05-03", public="on"
        )
        request = CorrectionRequest.objects.get()
        act(
            client, claim, "record_outcome", request=request.pk, outcome="corrected", outcome_on="2026-05-15",
            url="https://paper.example/1", note="Below.",
        )  # fmt: skip

        words = text_of(client.get(address("claim", "change", claim.pk)))
        assert "The paper asked by letter, 3 May 2026 Corrected, 15 May 2026 after 12 days" in words
        assert "Correction we asked for" in words.partition("Readers are told something else")[2]


class TestCheckingAgain:
    def test_a_claim_is_put_on_the_list_and_confirmed_from_there(self) -> None:
        claim = make.published(verdict={"as_of": LONG_AGO})
        writer, editor = at_desk(make.writer()), at_desk(make.editor())

        act(writer, claim, "ask_recheck", because="A source is gone.")
        listed = text_of(editor.get("/admin/recheck/"))
        act(editor, claim, "still_stands", note="The copy says the same.", review_by="2099-01-31")

        assert "A source is gone." in listed
        assert "as of 30 March 2026" in listed
        entry = Publication.objects.in_order().last()
        assert entry is not None
        assert (entry.act, entry.note) == ("confirm", "The copy says the same.")
        assert "No claim is due." in text_of(editor.get("/admin/recheck/"))

    def test_the_list_has_a_form_for_who_may_say_so(self) -> None:
        claim = make.published(verdict={"as_of": LONG_AGO, "review_by": datetime.date(2026, 4, 30)})

        page = at_desk(make.editor()).get("/admin/recheck/")

        assert f'id="act-still_stands-{claim.pk}"' in page.content.decode()
        assert "Readers were told that we look again by 30 April 2026" in text_of(page)
        assert "act-still_stands" not in at_desk(make.writer()).get("/admin/recheck/").content.decode()

    def test_the_verdict_has_a_day_to_look_again(self) -> None:
        claim, client = make.claim_in_review(), at_desk(make.writer())
        fields = open_claim(client, claim)

        save_claim(client, claim, fields, **{"verdict-0-review_by": "2099-01-31"})

        assert Claim.objects.get(pk=claim.pk).verdict.review_by == datetime.date(2099, 1, 31)


class TestTheLists:
    def test_the_home_page_counts_what_is_due(self) -> None:
        claim = make.published()
        desk.ask_recheck(claim, by=make.writer(), because="A source is gone.")
        make.reply_request(claim, deadline=DEADLINE)
        make.reply_request(claim)

        words = text_of(at_desk(make.writer()).get("/admin/"))

        assert "1 To be checked again 2 Replies that we wait for, 1 overdue" in words

    def test_whoever_does_not_work_at_the_desk_sees_neither(self) -> None:
        guest = at_desk(User.objects.create_user("guest", is_staff=True))

        assert [guest.get(path).status_code for path in ("/admin/replies/", "/admin/recheck/")] == [403, 403]

    def test_they_say_when_there_is_nothing(self) -> None:
        client = at_desk(make.writer())

        assert "Everybody whom we asked has answered" in text_of(client.get("/admin/replies/"))
        assert "No claim is due." in text_of(client.get("/admin/recheck/"))

    @pytest.mark.parametrize("path", ["/admin/replies/", "/admin/recheck/", "/admin/"])
    def test_each_costs_the_same_for_one_row_and_for_ten(self, path: str) -> None:
        client = at_desk(make.editor())
        due = {"as_of": LONG_AGO, "review_by": timezone.localdate()}
        make.reply_request(make.published(verdict=due, by=make.writer()), deadline=DEADLINE)
        first = queries(client, path)

        for _each in range(9):
            make.reply_request(make.published(verdict=due, by=make.writer()), deadline=DEADLINE)

        assert queries(client, path) == first

    def test_the_screen_of_a_claim_costs_the_same_for_one_request_and_for_ten(self) -> None:
        claim, client = make.published(), at_desk(make.editor())

        def ask() -> None:
            make.reply_request(claim, speaker=make.speaker())
            make.correction_request(claim, speaker=make.speaker())

        ask()
        first = queries(client, address("claim", "change", claim.pk))
        for _each in range(9):
            ask()

        assert queries(client, address("claim", "change", claim.pk)) == first


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("replies", "Right of reply"),
        ("replies.2.answer", "Right of reply 2: the answer for readers"),
        ("replies.1.asked_on", "Right of reply 1: asked"),
        ("impact.1.outcome", "Correction we asked for 1: what came of it"),
        ("verdict.review_by", "Verdict: check again by"),
    ],
)
def test_what_differs_is_said_in_words(path: str, words: str) -> None:
    assert in_words(path) == words
