"""The discussion on the claim's screen."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import desk
from claims.models import Claim, Comment, Recusal
from tests import make

from .browsing import address, at_desk, save_claim, text_of
from .browsing import open_claim as fields_of_claim

pytestmark = pytest.mark.django_db


def screen(client: Client, claim: Claim) -> HttpResponse:
    return client.get(address("claim", "change", claim.pk))


def say(client: Client, claim: Claim, **said: Any) -> HttpResponse:
    return client.post(reverse("admin:claims_claim_comment", args=[claim.pk]), said)


def do(client: Client, comment: Comment, name: str, **said: Any) -> HttpResponse:
    return client.post(reverse("admin:claims_claim_on_comment", args=[comment.claim_id, comment.pk, name]), said)


class TestTheDiscussion:
    def test_it_says_when_it_is_empty(self) -> None:
        assert "No thread is open." in text_of(screen(at_desk(make.writer()), make.claim()))

    def test_open_threads_come_first_and_resolved_ones_are_folded(self) -> None:
        claim = make.claim_in_review()
        old, new = make.comment(claim, body="Old matter."), make.comment(claim, body="New matter.")
        make.comment(claim, body="An answer.", answers=new)
        desk.resolve(old, by=make.editor(public_name="Eda"))

        words = text_of(screen(at_desk(make.writer()), claim))

        assert words.index("New matter.") < words.index("An answer.") < words.index("1 resolved thread")
        assert words.index("1 resolved thread") < words.index("Old matter.") < words.index("Resolved by Eda")
        assert "Discussion (1)" in words

    def test_it_says_what_each_thread_is_about_and_when_its_words_have_gone(self) -> None:
        claim = make.claim_in_review()
        make.comment(claim, evidence=claim.evidence.get())
        make.comment(claim, passage="say otherwise")
        client = at_desk(make.writer())
        before = text_of(screen(client, claim))

        make.propose(claim, by=make.writer(), rationale="They do not [1].")

        assert "On evidence [1]" in before
        assert "1 open thread" in before
        assert "On the words say otherwise" in before
        assert "does not have them any more" not in before
        assert "say otherwise The rationale does not have them any more." in text_of(screen(client, claim))

    def test_words_stay_words_and_only_addresses_become_links(self) -> None:
        claim = make.claim()
        make.comment(claim, body="<script>x</script> **b** https://a.example/?q=<i>&r=1. javascript:alert(1)")

        page = screen(at_desk(make.writer()), claim).content.decode()

        assert "&lt;script&gt;x&lt;/script&gt; **b** " in page
        assert '<a href="https://a.example/?q=" rel="nofollow noopener noreferrer">https://a.example/?q=</a>' in page
        assert 'href="javascript' not in page

    def test_it_costs_as_much_for_ten_threads_as_for_one(self) -> None:
        claim, client, costs = make.claim_in_review(), at_desk(make.editor()), []

        for more in (1, 9):
            for _number in range(more):
                thread = make.comment(claim, evidence=claim.evidence.get())
                make.comment(claim, answers=thread)
                desk.resolve(make.comment(claim, passage="say otherwise"), by=thread.written_by)
            screen(client, claim)
            with CaptureQueriesContext(connection) as queries:
                screen(client, claim)
            costs.append(len(queries))

        assert costs[0] == costs[1]

    def test_who_owes_a_blind_second_verdict_sees_none_of_it_and_says_nothing(self) -> None:
        claim, second = make.claim_in_review(), make.writer()
        said = make.comment(claim, body="It is plainly false.")
        make.second_verdict_asked(claim, of=second)
        client = at_desk(second)

        assert "plainly false" not in text_of(screen(client, claim))
        assert [say(client, claim, body="Is it?").status_code, do(client, said, "resolve").status_code] == [403, 403]

    def test_who_is_recused_reads_it_and_is_offered_nothing_to_say(self) -> None:
        claim, topic, recused = make.claim(), make.topic(name="Oil"), make.writer()
        claim.topics.add(topic)
        Recusal.objects.create(person=recused, topic=topic, reason="Owns shares.")
        make.comment(claim, body="Is this the right table?")

        page = screen(at_desk(recused), claim)

        assert "Is this the right table?" in text_of(page)
        assert "is recused from “Oil” (Owns shares). You read along" in text_of(page)
        assert "/comments/" not in page.content.decode()


class TestSaying:
    def test_it_leads_to_what_was_said_and_makes_no_form_stale(self) -> None:
        claim, writer = make.claim_in_review(), make.writer()
        client = at_desk(writer)
        fields = fields_of_claim(client, claim)

        answer = say(client, claim, body="Is this right?", evidence=claim.evidence.get().pk)

        said = claim.comments.get()
        assert (said.written_by, said.evidence) == (writer, claim.evidence.get())
        assert answer.headers["Location"].endswith(f"#comment-{said.pk}")
        assert save_claim(client, claim, fields, statement="Crime has doubled.").status_code == 302

    def test_a_refusal_gives_every_reason_and_keeps_what_was_typed(self) -> None:
        claim = make.claim_in_review()

        answer = say(at_desk(make.writer()), claim, body="An hour’s work.", passage="never written")

        assert answer.status_code == 400
        assert "do not stand in the rationale" in text_of(answer)
        assert "An hour’s work." in text_of(answer)
        assert "never written" in text_of(answer)

    def test_an_answer_that_is_refused_stays_in_its_thread(self) -> None:
        claim = make.claim()
        thread = make.comment(claim)

        answer = say(at_desk(make.writer()), claim, body="x" * 5001, answers=thread.pk)

        assert answer.status_code == 400
        assert '<details class="answer" open>' in answer.content.decode()

    @pytest.mark.parametrize(
        "said",
        [{"body": "a\x00b"}, {"body": "x", "evidence": "999999999999999999999"}, {"body": "x", "answers": "x\x00"}],
    )
    def test_what_cannot_be_meant_changes_nothing(self, said: dict[str, str]) -> None:
        claim = make.claim_in_review()

        assert say(at_desk(make.writer()), claim, **said).status_code == 400
        assert not claim.comments.exists()

    def test_a_name_that_nobody_has_is_a_hint(self) -> None:
        claim, client = make.claim(), at_desk(make.writer())

        answer = say(client, claim, body="@nobody look")

        assert "Nobody who works here is called “nobody”" in text_of(client.get(answer.headers["Location"]))

    def test_it_can_be_changed_settled_and_taken_up_again(self) -> None:
        claim, anna = make.claim(), make.writer()
        client, said = at_desk(anna), make.comment(claim, by=anna)

        answers = [do(client, said, name, body="Never mind.") for name in ("reword", "resolve", "reopen")]

        assert [answer.status_code for answer in answers] == [302] * 3
        said.refresh_from_db()
        assert (said.body, said.resolved_at) == ("Never mind.", None)

    def test_only_its_writer_is_offered_to_change_it(self) -> None:
        claim, anna = make.claim(), make.writer()
        make.comment(claim, by=anna)

        assert "Change it" in text_of(screen(at_desk(anna), claim))
        assert "Change it" not in text_of(screen(at_desk(make.writer()), claim))

    def test_what_does_not_exist_is_not_found_and_a_stranger_logs_in(self) -> None:
        claim, said = make.claim(), make.comment(make.claim())
        client = at_desk(make.writer())
        on_comment = "admin:claims_claim_on_comment"

        lost = [
            client.post(reverse("admin:claims_claim_comment", args=[10**30])),
            client.post(reverse(on_comment, args=[claim.pk, said.pk, "resolve"])),
            client.post(reverse(on_comment, args=[said.claim_id, said.pk, "delete"])),
        ]

        assert [answer.status_code for answer in lost] == [404] * 3
        assert client.get(reverse("admin:claims_claim_comment", args=[claim.pk])).status_code == 405
        assert "/login/" in say(Client(), claim, body="x").headers["Location"]
