"""The desk's page of webhooks: who may, a secret that is shown once, a test, the log of messages and sending again."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from standardwebhooks import Webhook as Receiver

from claims import desk
from claims.desk import delivering
from claims.models import Job, Notification, Webhook, WebhookDelivery
from claims.vocabulary import News
from tests import make
from tests.outgoing.servers import Say, Server, serving

from .browsing import address, at_desk, open_form, text_of

pytestmark = pytest.mark.django_db

LIST = "/admin/claims/webhook/"
LOG = "/admin/claims/webhookdelivery/"
WORDS = {"url": "https://hooks.example/", "description": "The weekly", "events": ["claim.withdrawn"]}


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    with serving(lambda listener: listener.answer(body=b"<b>Thanks</b>")) as server:
        yield server


class TestKeeping:
    def test_an_administrator_adds_one_and_is_shown_its_secret_once(self) -> None:
        client = at_desk(make.administrator())
        path = address("webhook", "add")

        answer = client.post(path, open_form(client, path) | WORDS)

        webhook = Webhook.objects.get()
        (secret,) = set(re.findall(r"whsec_[\w+/=]{44}", answer.content.decode()))
        assert webhook.secrets.get().read() == secret
        assert (webhook.url, webhook.description, webhook.events) == tuple(WORDS.values())
        assert "no-store" in answer["Cache-Control"]
        for page in (LIST, address("webhook", "change", webhook.pk), address("webhook", "history", webhook.pk)):
            assert "whsec_" not in client.get(page).content.decode()

    def test_a_new_one_is_told_of_everything_unless_less_is_chosen(self) -> None:
        client = at_desk(make.administrator())

        fields = open_form(client, address("webhook", "add"))

        assert fields["events"] == make.TOLD

    def test_every_refusal_is_shown_and_nothing_typed_is_lost(self) -> None:
        client = at_desk(make.administrator())
        path = address("webhook", "add")

        answer = client.post(path, open_form(client, path) | WORDS | {"url": "https://10.0.0.1/"})

        assert "10.0.0.1 is no public address" in text_of(answer)
        assert 'value="The weekly"' in answer.content.decode()
        assert not Webhook.objects.exists()

    def test_it_is_changed_and_switched_off_without_another_secret(self) -> None:
        webhook, secret = make.webhook()
        client = at_desk(make.administrator())
        path = address("webhook", "change", webhook.pk)
        fields = open_form(client, path) | WORDS
        del fields["active"]

        answer = client.post(path, fields)

        webhook.refresh_from_db()
        assert answer.status_code == 302
        assert (webhook.url, webhook.events, webhook.active) == (WORDS["url"], WORDS["events"], False)
        assert webhook.secrets.get().read() == secret

    def test_it_is_removed_with_its_messages(self) -> None:
        delivery = make.delivery()
        client = at_desk(make.administrator())
        path = address("webhook", "delete", delivery.webhook_id)

        assert "Messages: 1" in " ".join(text_of(client.get(path)).split())
        client.post(path, {"post": "yes"})

        assert not Webhook.objects.exists()
        assert not WebhookDelivery.objects.exists()

    def test_a_new_secret_is_shown_once_and_kept_in_the_log_of_the_desk(self) -> None:
        webhook, old = make.webhook()

        answer = at_desk(make.administrator()).post(address("webhook", "rotate", webhook.pk))

        secrets = [secret.read() for secret in webhook.secrets.good()]
        assert secrets[1] == old
        assert secrets[0] in answer.content.decode()
        assert LogEntry.objects.get().change_message == "Made a new secret"

    @pytest.mark.parametrize("group", ["writer", "editor"])
    def test_nobody_else_sees_or_does_anything(self, group: str) -> None:
        delivery = make.delivery(state="given up", next_attempt_at=None)
        client = at_desk(make.person(group))
        seen = [LIST, LOG, address("webhook", "add"), address("webhook", "change", delivery.webhook_id)]
        done = [
            address("webhook", "rotate", delivery.webhook_id),
            address("webhook", "test", delivery.webhook_id),
            address("webhook", "delete", delivery.webhook_id),
            address("webhookdelivery", "replay", delivery.pk),
        ]

        assert {client.get(path).status_code for path in seen} == {403}
        assert {client.post(path, WORDS | {"post": "yes"}).status_code for path in [*done, *seen[2:]]} == {403}
        assert WebhookDelivery.objects.get().state == "given up"
        assert delivery.webhook.secrets.count() == 1

    def test_a_link_does_nothing(self) -> None:
        delivery = make.delivery(state="given up", next_attempt_at=None)
        client = at_desk(make.administrator())

        for path in (
            address("webhook", "rotate", delivery.webhook_id),
            address("webhook", "test", delivery.webhook_id),
            address("webhookdelivery", "replay", delivery.pk),
        ):
            assert client.get(path).status_code == 405

    def test_what_does_not_exist_is_not_found(self) -> None:
        client = at_desk(make.administrator())

        for path in (address("webhook", "test", 7), address("webhookdelivery", "replay", 7)):
            assert client.post(path).status_code == 404


class TestTheList:
    def test_it_says_which_are_healthy_failing_or_off_and_what_came_of_the_last_message(self, server: Server) -> None:
        good, _secret = make.webhook(server.url, description="Good")
        bad, _secret = make.webhook(server.url, description="Bad")
        gone, _secret = make.webhook(server.url, description="Gone")
        make.webhook(server.url, events=["claim.merged"])
        make.publication()
        server_says = {good.pk: 200, bad.pk: 500, gone.pk: 410}
        for delivery in WebhookDelivery.objects.order_by("pk"):
            server.say = answering(server_says[delivery.webhook_id])
            delivering.deliver(delivery.pk)

        words = text_of(at_desk(make.administrator()).get(LIST))

        for said in (
            "healthy",
            "failing since",
            "nothing has arrived yet",
            "The receiver answered 410: it is gone.",
            ": Delivered",
            ": Waiting",
        ):
            assert said in words

    def test_who_opens_the_desk_is_told_of_one_that_was_switched_off(self) -> None:
        make.webhook(description="The weekly")
        Webhook.objects.update(active=False, off_because="No message has arrived for five days.")
        sentence = "The webhook “The weekly” was switched off: it did not answer."

        assert sentence in text_of(at_desk(make.administrator()).get("/admin/"))
        assert sentence not in text_of(at_desk(make.editor()).get("/admin/"))

    def test_the_news_of_it_leads_there(self) -> None:
        person = make.administrator()
        (told,) = desk.tell(person, News.WEBHOOK_OFF)

        answer = at_desk(person).get(f"/admin/notifications/{told.pk}/")

        assert answer["Location"] == LIST
        assert Notification.objects.get().read_at


def answering(status: int) -> Say:
    return lambda listener: listener.answer(status)


class TestTheLog:
    def test_a_test_shows_what_was_sent_and_what_came_back(self, server: Server) -> None:
        webhook, secret = make.webhook(server.url)
        client = at_desk(make.administrator())

        answer = client.post(address("webhook", "test", webhook.pk))
        (job,) = Job.objects.filter(task_name="deliver_webhook")
        delivering.deliver(job.args["delivery"])
        page = client.get(answer["Location"])

        (heard,) = server.heard
        assert Receiver(secret).verify(heard.body, heard.headers)["type"] == "webhook.test"
        words = text_of(page)
        for said in ("Delivered", "Nothing was published.", "Status 200", "<b>Thanks</b>", heard.headers["webhook-id"]):
            assert said in words
        assert "<b>Thanks" not in page.content.decode()
        assert secret not in page.content.decode()

    def test_it_is_narrowed_by_where_messages_stand(self) -> None:
        webhook, _secret = make.webhook()
        given_up = make.delivery(webhook, state="given up", next_attempt_at=None, failure="it took too long")
        make.delivery(webhook)

        page = at_desk(make.administrator()).get(f"{LOG}?state__exact=given+up&webhook__id__exact={webhook.pk}")

        assert "1 message to a webhook" in text_of(page)
        assert address("webhookdelivery", "change", given_up.pk) in page.content.decode()

    def test_it_is_paged(self) -> None:
        webhook, _secret = make.webhook()
        for _number in range(51):
            make.delivery(webhook)
        client = at_desk(make.administrator())

        pages = [client.get(f"{LOG}?p={number}").content.decode() for number in (1, 2)]

        assert [page.count('class="field-created_at') for page in pages] == [50, 1]

    def test_a_message_is_sent_again(self, server: Server) -> None:
        make.webhook(server.url)
        make.publication(statement="Crime has tripled.")
        delivery = WebhookDelivery.objects.get()
        delivering.deliver(delivery.pk)
        client = at_desk(make.administrator())
        assert "Send it again" in text_of(client.get(address("webhookdelivery", "change", delivery.pk)))

        client.post(address("webhookdelivery", "replay", delivery.pk))
        delivering.deliver(delivery.pk)

        first, second = server.heard
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.body == second.body

    def test_one_that_waits_is_not(self) -> None:
        delivery = make.delivery()
        client = at_desk(make.administrator())

        answer = client.post(address("webhookdelivery", "replay", delivery.pk), follow=True)

        assert "it waits to be sent already" in text_of(answer)
        assert "Send it again" not in text_of(answer)

    def test_a_webhooks_page_costs_as_much_with_ten_messages_as_with_one(self) -> None:
        webhook, _secret = make.webhook()
        make.publication()
        client = at_desk(make.administrator())
        path = address("webhook", "change", webhook.pk)
        client.get(path)

        costs = []
        for more in (0, 9):
            for _number in range(more):
                make.publication()
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            costs.append(len(queries))

        assert costs[0] == costs[1]
