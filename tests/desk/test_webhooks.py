"""Keeping webhooks: who may, which addresses are refused, and secrets that are shown once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from claims import desk
from claims.errors import Invalid, NotAllowed, WrongMove
from claims.models import Webhook, WebhookDelivery, WebhookSecret
from tests import make

pytestmark = pytest.mark.django_db

GOOD = {"url": "https://hooks.example/factchecks", "events": ["claim.published"]}


class TestAdding:
    def test_only_administrators_do(self) -> None:
        with pytest.raises(NotAllowed):
            desk.add_webhook(**GOOD, by=make.editor())

    def test_its_secret_is_that_of_the_specification_and_stands_nowhere(self) -> None:
        webhook, secret = desk.add_webhook(**GOOD, by=make.administrator())

        kept = WebhookSecret.objects.get(webhook=webhook)
        assert secret.startswith("whsec_")
        assert len(secret) == len("whsec_") + 44
        assert secret[6:].encode() not in bytes(kept.sealed)
        assert kept.read() == secret

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "hooks.example",
            "ftp://hooks.example/",
            "javascript:alert(1)",
            "http://hooks.example/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://[::1]/",
            "https://169.254.169.254/latest/",
            "https://user:word@hooks.example/",
            "https://hooks.example:25/",
            "https://hooks.example/" + "a" * 2000,
            "https://hooks.example/\x00",
        ],
    )
    def test_an_address_that_no_message_goes_to_is_refused(self, settings: Settings, url: str) -> None:
        settings.WEBHOOK_NETWORKS = []

        with pytest.raises(Invalid) as refused:
            desk.add_webhook(**GOOD | {"url": url}, by=make.administrator())

        assert "url" in refused.value.fields
        assert not Webhook.objects.exists()

    def test_every_reason_is_told_at_once(self) -> None:
        with pytest.raises(Invalid) as refused:
            desk.add_webhook(url="nowhere", events=[], description="\x07", by=make.administrator())

        assert set(refused.value.fields) == {"url", "events", "description"}

    @pytest.mark.parametrize("event", ["claim.drafted", "webhook.test"])
    def test_it_hears_of_no_event_but_those_of_the_record(self, event: str) -> None:
        with pytest.raises(Invalid, match=f"there is no event {event}"):
            desk.add_webhook(**GOOD | {"events": [event]}, by=make.administrator())


class TestChanging:
    def test_it_changes_what_is_said_and_leaves_the_secret(self) -> None:
        webhook, secret = make.webhook()

        desk.change_webhook(webhook, url="https://other.example/", events=["claim.merged"], by=make.administrator())

        webhook.refresh_from_db()
        assert (webhook.url, webhook.events, webhook.active) == ("https://other.example/", ["claim.merged"], True)
        assert webhook.secrets.get().read() == secret

    def test_switching_it_on_again_forgets_why_it_was_off(self) -> None:
        webhook, _secret = make.webhook()
        Webhook.objects.update(active=False, off_because="It is gone.", failing_since=timezone.now())

        desk.change_webhook(webhook, **GOOD, by=make.administrator())

        webhook.refresh_from_db()
        assert (webhook.active, webhook.off_because, webhook.failing_since) == (True, "", None)

    def test_leaving_it_off_forgets_it_too(self) -> None:
        webhook, _secret = make.webhook()
        Webhook.objects.update(active=False, off_because="It is gone.")

        desk.change_webhook(webhook, **GOOD, active=False, by=make.administrator())

        assert not Webhook.objects.given_up().exists()

    def test_removing_it_forgets_what_it_was_told(self) -> None:
        delivery = make.delivery()

        desk.remove_webhook(delivery.webhook, by=make.administrator())

        assert not Webhook.objects.exists()
        assert not WebhookDelivery.objects.exists()
        assert not WebhookSecret.objects.exists()


class TestRotating:
    def test_the_old_secret_is_good_for_a_day_more(self) -> None:
        webhook, old = make.webhook()

        new = desk.rotate_secret(webhook, by=make.administrator())

        assert [secret.read() for secret in webhook.secrets.good()] == [new, old]
        webhook.secrets.filter(good_until__isnull=False).update(good_until=timezone.now() - timedelta(seconds=1))
        assert [secret.read() for secret in webhook.secrets.good()] == [new]

    def test_it_ends_within_a_day(self) -> None:
        webhook, _old = make.webhook()

        desk.rotate_secret(webhook, by=make.administrator())

        until = webhook.secrets.get(good_until__isnull=False).good_until
        assert until is not None
        assert timedelta(hours=23) < until - timezone.now() <= timedelta(hours=24)


class TestReplaying:
    def test_it_is_sent_again_under_its_own_id(self) -> None:
        over = {"state": "given up", "next_attempt_at": None, "attempts": 10, "failure": "it took too long"}
        delivery = make.delivery(**over)
        ProcrastinateJob.objects.all().delete()

        again = desk.replay_delivery(delivery, by=make.administrator())

        assert (again.pk, again.message_id) == (delivery.pk, delivery.message_id)
        assert (again.state, again.attempts) == ("waiting", 0)
        assert ProcrastinateJob.objects.get().args == {"delivery": delivery.pk}

    def test_one_that_waits_is_left(self) -> None:
        with pytest.raises(WrongMove, match="it waits to be sent already"):
            desk.replay_delivery(make.delivery(), by=make.administrator())

    def test_to_one_that_is_switched_off_nothing_is_sent_but_a_test(self) -> None:
        webhook, _secret = make.webhook()
        make.published()
        over = {"state": "given up", "next_attempt_at": None}
        WebhookDelivery.objects.update(**over)
        test = make.delivery(webhook, **over)
        desk.change_webhook(webhook, **GOOD, active=False, by=make.administrator())

        with pytest.raises(WrongMove, match="switched off"):
            desk.replay_delivery(WebhookDelivery.objects.get(event="claim.published"), by=make.administrator())
        assert desk.replay_delivery(test, by=make.administrator()).state == "waiting"
