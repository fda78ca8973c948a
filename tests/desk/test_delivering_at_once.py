"""Several workers send the same messages at the same moment: each arrives once. Real threads that really commit."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import Settings

from claims.desk import delivering
from claims.models import WebhookDelivery
from tests import make
from tests.outgoing.servers import serving

pytestmark = pytest.mark.usefixtures("own_database")

WORKERS, MESSAGES = 4, 15


def test_each_message_is_sent_by_one_of_them(settings: Settings) -> None:
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    start = Barrier(WORKERS)

    def work(numbers: list[int]) -> None:
        try:
            for number in numbers:
                start.wait(timeout=20)
                delivering.deliver(number)
        finally:
            connection.close()

    with serving() as server:
        webhook, _secret = make.webhook(server.url)
        numbers = [make.delivery(webhook).pk for _number in range(MESSAGES)]
        with ThreadPoolExecutor(WORKERS) as workers:
            list(workers.map(work, [numbers] * WORKERS))

        ids = [heard.headers["webhook-id"] for heard in server.heard]
    assert sorted(ids) == sorted(WebhookDelivery.objects.values_list("message_id", flat=True))
    assert not WebhookDelivery.objects.exclude(state="delivered").exists()
