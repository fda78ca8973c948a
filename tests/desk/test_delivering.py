"""What is published reaches the receivers of webhooks: signed, once for each, again where it failed, and no draft."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from standardwebhooks import Webhook as Receiver
from standardwebhooks import WebhookVerificationError

from claims import desk
from claims.desk import delivering
from claims.jobs import JOBS
from claims.models import Claim, Embargo, Notification, Review, Webhook, WebhookDelivery
from tests import make
from tests.outgoing.servers import Heard, Server, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """A receiver on this machine, which the house says is its own."""
    settings.WEBHOOK_NETWORKS, settings.SITE_URL = ["127.0.0.0/8"], "https://facts.example"
    with serving() as server:
        yield server


@pytest.fixture
def hook(server: Server) -> tuple[Webhook, str]:
    """The webhook of that receiver, and its secret."""
    return make.webhook(f"{server.url}/hook")


def work() -> None:
    """Do what waits to be sent now, as a worker would."""
    waiting = ProcrastinateJob.objects.filter(task_name="deliver_webhook", status="todo", scheduled_at=None)
    for job in waiting.order_by("id"):
        JOBS["deliver_webhook"].do(**job.args)
        ProcrastinateJob.objects.filter(pk=job.pk).update(status="succeeded")


def pass_the_wait() -> None:
    """The moment of the next try comes."""
    ProcrastinateJob.objects.filter(status="todo").update(scheduled_at=None)
    WebhookDelivery.objects.exclude(next_attempt_at=None).update(next_attempt_at=timezone.now())


def verified(heard: Heard, secret: str) -> dict[str, Any]:
    """What a receiver reads, once it has seen that it is ours."""
    return Receiver(secret).verify(heard.body, heard.headers)


def says(status: int, body: bytes = b"", **headers: str) -> Any:
    return lambda listener: listener.answer(status, body, **headers)


class TestWhatIsTold:
    def test_a_receiver_verifies_it_with_the_library_of_the_specification(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        publication = make.publication(statement="Crime has tripled — «wow».")
        work()

        (heard,) = server.heard
        said, claim = verified(heard, hook[1]), publication.claim
        assert (heard.method, heard.path, heard.headers["Content-Type"]) == ("POST", "/hook", "application/json")
        assert heard.headers["User-Agent"] == "factcheck-desk/1 (+https://facts.example)"
        assert said["type"] == "claim.published"
        assert said["timestamp"] == said["data"]["published_at"]
        assert said["data"] == {
            "id": claim.public_id,
            "slug": claim.slug,
            "act": "publish",
            "correction": "",
            "note": "",
            "statement": "Crime has tripled — «wow».",
            "language": "en",
            "rating": {"slug": "false", "label": "False", "value": 1, "position": 1},
            "translation": "",
            "number": publication.number,
            "commitment": publication.commitment,
            "previous": "",
            "published_at": said["data"]["published_at"],
            "urls": {
                "page": f"https://facts.example/claims/{claim.slug}/",
                "api": f"https://facts.example/api/v1/claims/{claim.public_id}/",
                "entry": f"https://facts.example/api/v1/claims/{claim.public_id}/history/{publication.number}/",
            },
        }

    def test_another_secret_and_another_body_do_not_verify(self, server: Server, hook: tuple[Webhook, str]) -> None:
        make.publication()
        work()

        (heard,) = server.heard
        with pytest.raises(WebhookVerificationError):
            verified(heard, make.webhook()[1])
        heard.body += b" "
        with pytest.raises(WebhookVerificationError):
            verified(heard, hook[1])

    def test_every_act_of_the_record_makes_its_event(self, server: Server, hook: tuple[Webhook, str]) -> None:
        claim, editor = make.published(), make.editor()
        make.propose(claim, by=make.writer(), summary="It doubled.")
        desk.correct(claim, by=editor, note="It doubled.", kind="factual")
        make.propose(claim, by=make.writer(), summary="It doubled since.")
        desk.update(claim, by=editor, note="New figures.")
        desk.still_stands(claim, by=editor, note="We looked.")
        make.translated(claim)
        desk.withdraw(claim, by=editor, note="Wrong person.")
        desk.restore(claim, by=editor, note="It was the right one.")
        into = make.published()
        desk.merge(claim, by=editor, into=into, note="They say the same.")
        work()

        told = [verified(heard, hook[1]) for heard in server.heard]
        assert [said["type"].removeprefix("claim.") for said in told] == [
            *("published", "corrected", "updated", "confirmed", "translated", "withdrawn", "restored"),
            *("published", "merged"),
        ]
        corrected, translated, withdrawn, merged = (told[n]["data"] for n in (1, 4, 5, 8))
        assert (corrected["correction"], corrected["note"]) == ("factual", "It doubled.")
        assert corrected["previous"] == told[0]["data"]["commitment"]
        assert translated["translation"] == "es"
        assert (withdrawn["rating"], withdrawn["note"]) == (None, "Wrong person.")
        assert merged["merged_into"]["page"] == f"https://facts.example/claims/{into.slug}/"
        assert [said["data"]["number"] for said in told] == list(range(1, 10))

    def test_a_receiver_hears_only_what_it_wants_to(self, server: Server) -> None:
        make.webhook(server.url, events=["claim.withdrawn"])
        off, _secret = make.webhook(server.url)
        desk.change_webhook(off, url=server.url, events=["claim.withdrawn"], active=False, by=make.administrator())

        claim = make.published()
        assert not WebhookDelivery.objects.exists()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert [delivery.event for delivery in WebhookDelivery.objects.all()] == ["claim.withdrawn"]

    def test_nothing_is_told_of_a_draft_nor_before_an_embargo_ends(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        make.claim_in_review()
        claim = make.scheduled(statement="Still secret.")
        work()
        assert not server.heard

        make.against_the_triggers(lambda: self.release(claim))
        for _twice in range(2):
            desk.enter_what_is_due()
        work()

        assert [verified(heard, hook[1])["data"]["statement"] for heard in server.heard] == ["Still secret."]

    def release(self, claim: Claim) -> None:
        """The moment of its embargo comes."""
        moment = timezone.now() - timedelta(minutes=1)
        Embargo.objects.filter(claim=claim).update(publish_at=moment)
        Review.objects.filter(claim=claim).update(published_at=moment, changed_at=moment)

    def test_an_act_that_is_rolled_back_is_told_to_nobody(self, server: Server, hook: tuple[Webhook, str]) -> None:
        with transaction.atomic():
            make.publication()
            assert WebhookDelivery.objects.exists()
            transaction.set_rollback(True)

        assert not WebhookDelivery.objects.exists()
        assert not ProcrastinateJob.objects.filter(task_name="deliver_webhook").exists()

    def test_what_the_law_had_erased_is_told_to_nobody_any_more(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        make.publication(statement="Jane Doe Smithson stole.")

        desk.erase_words(["Jane Doe Smithson"], by=make.administrator(), claims=None, subject="A name", basis="GDPR")
        work()

        assert b"Smithson" not in server.heard[0].body
        assert verified(server.heard[0], hook[1])["data"]["statement"] == "[name erased] stole."

    def test_two_secrets_sign_for_a_day(self, server: Server, hook: tuple[Webhook, str]) -> None:
        new = desk.rotate_secret(hook[0], by=make.administrator())
        make.publication()
        work()

        (heard,) = server.heard
        assert len(heard.headers["webhook-signature"].split(" ")) == 2
        assert verified(heard, hook[1]) == verified(heard, new)

    def test_each_receiver_has_a_message_and_a_job_of_its_own(self) -> None:
        for _number in range(3):
            make.webhook()

        publication = make.publication()

        messages = WebhookDelivery.objects.filter(publication=publication)
        jobs = ProcrastinateJob.objects.filter(task_name="deliver_webhook")
        assert {message.pk for message in messages} == {job.args["delivery"] for job in jobs}
        assert len(messages) == len(jobs) == 3


class TestFailing:
    def test_it_is_sent_again_with_the_same_id_and_a_new_signature(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        server.say = says(500, b"We are down.")
        publication = make.publication()
        work()
        delivery = WebhookDelivery.objects.get()
        assert (delivery.state, delivery.attempts, delivery.answer_status) == ("waiting", 1, 500)
        assert (delivery.answer, delivery.delivered_at) == ("We are down.", None)

        server.say = says(204)
        pass_the_wait()
        work()

        first, second = server.heard
        assert first.headers["webhook-id"] == second.headers["webhook-id"] == f"msg_{publication.commitment[:32]}"
        assert (first.body, verified(second, hook[1])["type"]) == (second.body, "claim.published")
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts, delivery.answer_status) == ("delivered", 2, 204)

    def test_each_wait_is_longer_than_the_one_before_and_there_is_an_end(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        server.say = says(500)
        make.publication()
        waits = []
        for _try in range(10):
            begun = timezone.now()
            work()
            due = WebhookDelivery.objects.get().next_attempt_at
            waits.append((due - begun).total_seconds() if due else None)
            pass_the_wait()

        hours = 3600
        wanted = [5, 300, 1800, 2 * hours, 5 * hours, 10 * hours, 14 * hours, 20 * hours, 24 * hours]
        for waited, least in zip(waits, wanted, strict=False):
            assert waited is not None
            assert least <= waited <= least * 1.1 + 10
        assert waits[-1] is None
        assert (WebhookDelivery.objects.get().state, len(server.heard)) == ("given up", 10)
        assert not ProcrastinateJob.objects.filter(task_name="deliver_webhook", status="todo").exists()

    @pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 500, 503])
    def test_only_success_is_success_and_no_redirect_is_followed(
        self, server: Server, hook: tuple[Webhook, str], status: int
    ) -> None:
        server.say = says(status, Location="/elsewhere")
        make.publication()
        work()

        assert WebhookDelivery.objects.get().state == "waiting"
        assert [heard.path for heard in server.heard] == ["/hook"]

    @pytest.mark.parametrize("status", [429, 502, 504])
    @pytest.mark.parametrize("how", ["seconds", "date"])
    def test_a_receiver_that_asks_for_patience_gets_it(
        self, server: Server, hook: tuple[Webhook, str], status: int, how: str
    ) -> None:
        date = datetime.now(UTC) + timedelta(seconds=3600)
        asked = "3600" if how == "seconds" else f"{date:%a, %d %b %Y %H:%M:%S GMT}"
        server.say = says(status, Retry_After=asked)
        make.publication()
        work()

        due = WebhookDelivery.objects.get().next_attempt_at
        assert due is not None
        assert timedelta(minutes=55) < due - timezone.now() < timedelta(minutes=61)

    @pytest.mark.parametrize("asked", ["", "soon", "-5", "9" * 400, "\u00b2", "Fri, 99 Foo 2026"])
    def test_a_wait_that_cannot_be_meant_is_no_error_of_ours(
        self, server: Server, hook: tuple[Webhook, str], asked: str
    ) -> None:
        server.say = says(429, Retry_After=asked)
        make.publication()
        work()

        due = WebhookDelivery.objects.get().next_attempt_at
        assert due is not None
        assert due - timezone.now() <= timedelta(hours=24)

    def test_what_it_answers_is_kept_short_and_clean(self, server: Server, hook: tuple[Webhook, str]) -> None:
        server.say = says(200, b"\x00\xff<script>" + "ü".encode() * 5000)
        make.publication()
        work()

        answer = WebhookDelivery.objects.get().answer
        assert answer.startswith("\ufffd\ufffd<script>üü")
        assert len(answer) == 500

    def test_a_receiver_that_does_not_answer_is_said_to(self, server: Server) -> None:
        make.webhook("http://127.0.0.1:9/")
        make.publication()
        work()

        delivery = WebhookDelivery.objects.get()
        assert (delivery.failure, delivery.answer_status) == ("it could not be reached (Connection refused)", None)

    def test_a_name_that_leads_into_the_house_is_asked_nothing(self, server: Server, settings: Settings) -> None:
        port = server.port
        make.webhook(f"http://localhost:{port}/")
        settings.WEBHOOK_NETWORKS = []
        make.publication()
        work()

        assert not server.heard
        assert WebhookDelivery.objects.get().failure == "it has to begin with https://"

    def test_a_key_that_was_changed_is_said_to(
        self, server: Server, hook: tuple[Webhook, str], settings: Settings
    ) -> None:
        make.publication()
        settings.SECRET_KEY = "another key of fifty characters, more or less, no matter"
        work()

        assert not server.heard
        assert "SECRET_KEY was changed: make a new one" in WebhookDelivery.objects.get().failure

    def test_a_test_is_tried_once_and_says_nothing_of_health(self, server: Server, hook: tuple[Webhook, str]) -> None:
        server.say = says(500)
        desk.test_webhook(hook[0], by=make.administrator())
        work()

        assert WebhookDelivery.objects.get().state == "given up"
        assert Webhook.objects.get().failing_since is None
        assert verified(server.heard[0], hook[1])["type"] == "webhook.test"


class TestHealth:
    def test_it_fails_until_a_message_arrives(self, server: Server, hook: tuple[Webhook, str]) -> None:
        server.say = says(500)
        make.publication()
        work()
        assert Webhook.objects.get().failing_since

        server.say = says(200)
        pass_the_wait()
        work()

        assert Webhook.objects.get().failing_since is None

    def test_one_that_is_gone_is_switched_off_at_once_and_administrators_hear_of_it(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        Notification.objects.all().delete()
        server.say = says(410)
        make.publication()
        work()

        webhook = Webhook.objects.get()
        assert (webhook.active, webhook.off_because) == (False, "The receiver answered 410: it is gone.")
        assert WebhookDelivery.objects.get().state == "given up"
        told = Notification.objects.filter(news="webhook off")
        assert {n.person for n in told} == {webhook.added_by}

    def test_one_that_fails_for_five_days_is_switched_off(self, server: Server, hook: tuple[Webhook, str]) -> None:
        server.say = says(500)
        make.publication()
        since = timezone.now() - timedelta(days=5, minutes=1)
        Webhook.objects.update(failing_since=since)
        for number in range(1, 6):
            assert Webhook.objects.get().active, f"after {number - 1} tries of the newest message"
            work()
            pass_the_wait()

        webhook = Webhook.objects.get()
        assert (webhook.active, webhook.off_because) == (False, "No message has arrived for five days.")

    def test_what_waits_for_one_that_is_switched_off_is_given_up(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        make.publication()
        desk.change_webhook(hook[0], url=server.url, events=hook[0].events, active=False, by=make.administrator())
        work()

        delivery = WebhookDelivery.objects.get()
        assert (delivery.state, delivery.failure) == ("given up", "the webhook is switched off")
        assert not server.heard


class TestOnce:
    def test_what_was_delivered_or_is_not_due_is_not_sent(self, server: Server, hook: tuple[Webhook, str]) -> None:
        make.publication()
        delivery = WebhookDelivery.objects.get()
        WebhookDelivery.objects.update(next_attempt_at=timezone.now() + timedelta(hours=1))
        delivering.deliver(delivery.pk)
        assert not server.heard

        pass_the_wait()
        for _time in range(3):
            delivering.deliver(delivery.pk)

        assert len(server.heard) == 1

    def test_one_that_another_worker_died_over_is_taken_up_a_minute_later(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        make.publication()
        delivery = WebhookDelivery.objects.get()
        assert WebhookDelivery.objects.take(delivery.pk)  # and there it ended
        ProcrastinateJob.objects.all().delete()

        delivering.deliver(delivery.pk)
        again = ProcrastinateJob.objects.get(task_name="deliver_webhook")
        assert not server.heard
        assert again.scheduled_at is not None
        assert timedelta(seconds=50) < again.scheduled_at - timezone.now() < timedelta(seconds=65)

        WebhookDelivery.objects.update(taken_at=timezone.now() - timedelta(seconds=61))
        pass_the_wait()
        work()
        assert WebhookDelivery.objects.get().state == "delivered"

    def test_one_whose_webhook_was_removed_meanwhile_is_nobodys(
        self, server: Server, hook: tuple[Webhook, str]
    ) -> None:
        make.publication()
        delivery = WebhookDelivery.objects.take(WebhookDelivery.objects.get().pk)
        assert delivery
        desk.remove_webhook(hook[0], by=make.administrator())

        delivering._settle(delivery, delivering.Outcome(failure="it took too long"))
        delivering.deliver(delivery.pk)

        assert not WebhookDelivery.objects.exists()
