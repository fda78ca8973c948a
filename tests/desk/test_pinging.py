"""WebSub: the hub hears which feed has something new, with the entry itself or not at all."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from django.db import transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from claims import desk
from claims.jobs import JOBS, Failed
from tests import make
from tests.outgoing.servers import Server, serving

pytestmark = pytest.mark.django_db

CHECKS = ["/feed.atom", "/feed.rss", "/feed.json"]
CORRECTIONS = ["/corrections/feed/", "/corrections/feed.rss", "/corrections/feed.json"]


@pytest.fixture
def hub(settings: Settings) -> Iterator[Server]:
    """A hub on this machine, as the one that the house tells."""
    with serving(lambda listener: listener.answer(204)) as server:
        settings.WEBHOOK_NETWORKS, settings.SITE_URL = ["127.0.0.0/8"], "https://facts.example"
        settings.WEBSUB_HUB = f"{server.url}/publish"
        yield server


def waiting() -> list[str]:
    """The feeds of which the hub is to be told, in the order in which that was queued."""
    jobs = ProcrastinateJob.objects.filter(task_name="ping_hub", status="todo").order_by("id")
    return [job.args["feed"] for job in jobs]


class TestPing:
    def test_the_hub_is_told_where_the_feed_is(self, hub: Server) -> None:
        make.publication()
        JOBS["ping_hub"].do(waiting()[0])

        (heard,) = hub.heard
        assert (heard.method, heard.path) == ("POST", "/publish")
        assert heard.headers["Content-Type"] == "application/x-www-form-urlencoded"
        feed = ["https://facts.example/feed.atom"]
        assert parse_qs(heard.body.decode()) == {"hub.mode": ["publish"], "hub.url": feed, "hub.topic": feed}

    def test_each_feed_says_of_itself_what_the_hub_is_told(self, hub: Server, client: Client) -> None:
        desk.withdraw(make.published(), by=make.editor(), note="Wrong person.")

        for feed in waiting():
            answer = client.get(feed)
            assert f'<https://facts.example{feed}>; rel="self"' in answer["Link"]
            assert f'<{hub.url}/publish>; rel="hub"' in answer["Link"]

    def test_many_entries_at_once_are_one_ping(self, hub: Server) -> None:
        for _number in range(3):
            make.publication()

        assert waiting() == CHECKS

    def test_the_feed_of_corrections_is_told_of_what_it_holds(self, hub: Server) -> None:
        claim = make.published()
        make.translated(claim)
        assert waiting() == CHECKS

        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert waiting() == [*CHECKS, *CORRECTIONS]

    def test_an_act_that_is_rolled_back_is_told_to_nobody(self, hub: Server) -> None:
        with transaction.atomic():
            make.publication()
            transaction.set_rollback(True)

        assert not waiting()

    def test_a_hub_that_does_not_take_it_is_told_again(self, hub: Server) -> None:
        hub.say = lambda listener: listener.answer(503)

        with pytest.raises(Failed, match="The hub was not told: it answered 503"):
            JOBS["ping_hub"].do("/feed.atom")

    def test_a_hub_inside_the_house_is_not_asked_unless_it_is_named(self, hub: Server, settings: Settings) -> None:
        settings.WEBHOOK_NETWORKS = []

        with pytest.raises(Failed, match="The hub was not told"):
            JOBS["ping_hub"].do("/feed.atom")

        assert not hub.heard

    @pytest.mark.parametrize("missing", ["WEBSUB_HUB", "SITE_URL"])
    def test_without_a_hub_or_an_address_of_ours_nobody_is_told(
        self, hub: Server, settings: Settings, missing: str
    ) -> None:
        setattr(settings, missing, "")
        make.publication()
        JOBS["ping_hub"].do("/feed.atom")

        assert not waiting()
        assert not hub.heard
