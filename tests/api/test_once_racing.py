"""The same request twice at the same moment, with real threads that really commit."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from claims.models import Claim, Comment, KeptAnswer
from tests import make
from tests.own_database import OwnDatabase

from .test_once import REPLAYED, Program

ROUNDS = 25
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture(scope="module")
def threads(own_database: OwnDatabase) -> Iterator[ThreadPoolExecutor]:
    """Two, each with a connection of its own."""
    meet = Barrier(2)

    def leave(_thread: int) -> None:
        meet.wait(timeout=20)
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        yield threads
        list(threads.map(leave, range(2)))


def written(program: Program, claim: Claim, *, key: str) -> Any:
    return program.post(f"claims/{claim.public_id}/comments/", {"body": "Who says so?"}, Idempotency_Key=key)


def test_of_two_at_once_one_is_done(threads: ThreadPoolExecutor) -> None:
    program, claim, start = Program(), make.claim(), Barrier(2)

    def write(number: int) -> Any:
        start.wait(timeout=20)
        return written(program, claim, key=f"round-{number}")

    for number in range(ROUNDS):
        answers = list(threads.map(write, [number, number]))

        done = [answer for answer in answers if answer.status_code == 201 and REPLAYED not in answer]
        others = [answer for answer in answers if answer not in done]
        assert len(done) == 1
        assert all(answer.get(REPLAYED) or answer.json()["code"] == "in_progress" for answer in others)
    assert Comment.objects.filter(claim=claim).count() == ROUNDS
    assert KeptAnswer.objects.filter(person=program.person).count() == ROUNDS


def test_the_second_does_not_wait_for_the_first(threads: ThreadPoolExecutor, own_database: OwnDatabase) -> None:
    program, claim = Program(), make.claim()
    with own_database.connect() as other:
        other.execute("SELECT FROM claims_claim WHERE id = %s FOR UPDATE", [claim.pk])
        first = threads.submit(written, program, claim, key="k")
        while not _somebody_waits():
            assert not first.done(), first.result().content

        second = written(program, claim, key="k")
        other.rollback()

    assert second.status_code == 409
    assert second.json()["code"] == "in_progress"
    assert first.result(timeout=20).status_code == 201
    assert written(program, claim, key="k")[REPLAYED] == "true"


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0
