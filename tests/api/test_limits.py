"""Who asks too often is told so, and everybody sees how they stand."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make

pytestmark = pytest.mark.django_db
PUBLIC, DESK = "/api/v1/ratings/", "/api/v1/desk/claims/"
MINUTE = 1_800_000_000  # a moment at which one begins


@pytest.fixture(autouse=True)
def nobody_asked_before() -> Iterator[None]:
    """The counts of one test do not hold in the next."""
    yield
    for name in ("default", "readers"):
        caches[name].clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many seconds of the minute have passed."""

    def at(seconds: int) -> None:
        monkeypatch.setattr(time, "time", lambda: MINUTE + seconds)

    at(18)
    return at


def comments() -> str:
    return f"{DESK}{make.claim().public_id}/comments/"


class TestReaders:
    @pytest.fixture(autouse=True)
    def two_a_minute(self, settings: Any) -> None:
        settings.API_LIMIT_READERS = 2

    def test_whoever_asks_too_often_must_wait_for_the_next_minute(
        self, client: Client, clock: Callable[[int], None]
    ) -> None:
        answers = [client.get(PUBLIC) for _time in range(3)]
        clock(60)

        refused = answers.pop()
        assert [answer.status_code for answer in answers] == [200, 200]
        assert refused.status_code == 429
        assert refused.json()["code"] == "too_many"
        assert refused["Retry-After"] == "42"
        assert refused["RateLimit"] == '"readers";r=0;t=42'
        assert refused["RateLimit-Policy"] == '"readers";q=2;w=60'
        assert refused["Cache-Control"] == "no-store"
        assert client.get(PUBLIC).status_code == 200

    def test_what_others_may_keep_says_nothing_of_one_reader(self, client: Client) -> None:
        answer = client.get(PUBLIC)

        assert "public" in answer["Cache-Control"]
        assert answer["RateLimit-Policy"] == '"readers";q=2;w=60'
        assert "RateLimit" not in answer

    def test_what_has_not_changed_and_what_is_not_understood_count_too(self, client: Client) -> None:
        tag = client.get(PUBLIC)["ETag"]

        assert client.get(PUBLIC, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(f"{PUBLIC}?colour=red").status_code == 429

    def test_each_address_has_its_own(self, client: Client) -> None:
        for _time in range(3):
            client.get(PUBLIC, REMOTE_ADDR="192.0.2.1")

        assert client.get(PUBLIC, REMOTE_ADDR="192.0.2.2").status_code == 200

    def test_the_addresses_of_one_ipv6_network_are_one(self, client: Client) -> None:
        asked = [client.get(PUBLIC, REMOTE_ADDR=f"2001:db8:1:2::{end}").status_code for end in range(1, 4)]

        assert asked == [200, 200, 429]
        assert client.get(PUBLIC, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200

    @pytest.mark.parametrize("address", ["::ffff:192.0.2.{}", "fe80:0:0:{}::1%eth0"])
    def test_those_of_others_are_others(self, client: Client, address: str) -> None:
        assert {client.get(PUBLIC, REMOTE_ADDR=address.format(n)).status_code for n in range(1, 5)} == {200}

    @pytest.mark.parametrize("address", ["", "nonsense", "%", "::1%%"])
    def test_an_address_that_is_none_is_no_error_of_ours(self, client: Client, address: str) -> None:
        assert client.get(PUBLIC, REMOTE_ADDR=address).status_code == 200

    def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw(self, client: Client, settings: Any) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

        def asked(address: str) -> int:
            return client.get(PUBLIC, headers={"X-Forwarded-For": f"10.9.8.7, {address}"}).status_code

        assert [asked("192.0.2.1") for _time in range(3)] == [200, 200, 429]
        assert asked("192.0.2.2") == 200

    def test_counting_asks_the_database_nothing(self, client: Client, settings: Any) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                client.get(PUBLIC)
            return len(asked)

        client.get(PUBLIC)
        counting = queries()
        settings.API_LIMIT_READERS = 0

        assert counting == queries()

    def test_none_is_no_limit(self, client: Client, settings: Any) -> None:
        settings.API_LIMIT_READERS = 0

        answers = [client.get(PUBLIC) for _time in range(5)]

        assert {answer.status_code for answer in answers} == {200}
        assert "RateLimit-Policy" not in answers[0]


class TestTheDesk:
    @pytest.fixture(autouse=True)
    def few_a_minute(self, settings: Any) -> None:
        settings.API_LIMIT_DESK, settings.API_LIMIT_WRITES = 4, 2

    def test_every_answer_says_how_its_asker_stands(self, client: Client) -> None:
        bearer = make.bearer(make.token())

        client.get(DESK, headers=bearer)
        answer = client.get(DESK, headers=bearer)

        assert answer["RateLimit-Policy"] == '"desk";q=4;w=60'
        assert answer["RateLimit"] == '"desk";r=2;t=42'
        assert answer["Cache-Control"] == "private, no-store"

    def test_writes_have_a_smaller_budget(self, client: Client) -> None:
        bearer, path = make.bearer(make.token()), comments()

        answers = [
            client.post(path, {"body": "Who?"}, content_type="application/json", headers=bearer) for _time in range(3)
        ]

        assert [answer.status_code for answer in answers] == [201, 201, 429]
        assert answers[0]["RateLimit"] == '"desk";r=3;t=42, "writes";r=1;t=42'
        assert answers[2]["RateLimit"] == '"desk";r=1;t=42, "writes";r=0;t=42'
        assert client.get(DESK, headers=bearer).status_code == 200

    def test_each_token_has_its_own_and_so_has_its_person(self, client: Client) -> None:
        person = make.editor()
        first, second = (make.bearer(make.token(person)) for _token in range(2))

        refused = [client.get(DESK, headers=first).status_code for _time in range(5)][-1]

        assert refused == 429
        assert client.get(DESK, headers=second).status_code == 200
        client.force_login(person)
        assert client.get(DESK)["RateLimit"] == '"desk";r=3;t=42'

    def test_what_is_refused_counts_too(self, client: Client) -> None:
        bearer = make.bearer(make.token(make.editor(), "write"))

        assert [client.get(DESK, headers=bearer).status_code for _time in range(5)] == [403, 403, 403, 403, 429]

    def test_strangers_are_counted_by_their_address(self, client: Client) -> None:
        assert [client.get(DESK).status_code for _time in range(5)] == [401, 401, 401, 401, 429]
        assert client.get(DESK, REMOTE_ADDR="192.0.2.2").status_code == 401

    def test_what_is_answered_again_counts_and_what_is_refused_for_now_is_not_kept(
        self, client: Client, clock: Callable[[int], None]
    ) -> None:
        headers, path = make.bearer(make.token()) | {"Idempotency-Key": "k"}, comments()

        def write() -> Any:
            return client.post(path, {"body": "Who?"}, content_type="application/json", headers=headers)

        answers = [write() for _time in range(3)]
        clock(60)

        assert [answer.status_code for answer in answers] == [201, 201, 429]
        assert answers[1]["RateLimit"] == '"desk";r=2;t=42, "writes";r=0;t=42'
        assert write().status_code == 201


class TestWorthlessTokens:
    @pytest.fixture(autouse=True)
    def two_a_minute(self, settings: Any) -> None:
        settings.API_LIMIT_WORTHLESS_TOKENS = 2

    def test_an_address_that_shows_many_may_try_no_more_for_a_while(
        self, client: Client, clock: Callable[[int], None]
    ) -> None:
        good = make.bearer(make.token())
        tried = [client.get(DESK, headers=make.bearer(f"fcd_{number}")).status_code for number in range(3)]

        assert tried == [401, 401, 429]
        assert client.get(DESK, headers=good).status_code == 429
        assert client.get(DESK, headers=good, REMOTE_ADDR="192.0.2.2").status_code == 200
        clock(60)
        assert client.get(DESK, headers=good).status_code == 200

    def test_good_ones_do_not_count(self, client: Client) -> None:
        good = make.bearer(make.token())

        assert {client.get(DESK, headers=good).status_code for _time in range(4)} == {200}

    def test_a_session_is_not_hindered(self, client: Client) -> None:
        for number in range(3):
            Client().get(DESK, headers=make.bearer(f"fcd_{number}"))
        client.force_login(make.editor())

        assert client.get(DESK).status_code == 200
