"""What failed can be tried again or let go; what a dead worker left goes back into the queue."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from claims import desk
from claims.desk.tending import LONGEST, note_failure, take_back
from claims.errors import NotAllowed, WrongMove
from claims.models import Job, JobFailure, Worker
from tests import make

pytestmark = pytest.mark.django_db


def status_of(job: Job) -> str:
    return Job.objects.get(pk=job.pk).status


class TestTryAgain:
    def test_it_goes_back_into_the_queue(self) -> None:
        job = make.job(status="failed", attempts=5)

        desk.try_again(job, by=make.administrator())

        assert status_of(job) == "todo"

    @pytest.mark.parametrize("status", ["todo", "doing", "succeeded", "cancelled"])
    def test_what_has_not_failed_is_left_alone(self, status: str) -> None:
        job = make.job(status=status)

        for act in (desk.try_again, desk.let_go):
            with pytest.raises(WrongMove, match="it does not stand as failed any more"):
                act(job, by=make.administrator())

        assert status_of(job) == status

    def test_only_administrators_tend_the_queue(self) -> None:
        job = make.job(status="failed")

        for act in (desk.try_again, desk.let_go):
            with pytest.raises(NotAllowed):
                act(job, by=make.editor())

        assert status_of(job) == "failed"


def test_what_is_let_go_is_never_tried_again() -> None:
    job = make.job(status="failed")

    desk.let_go(job, by=make.administrator())

    assert status_of(job) == "cancelled"


class TestTakeBack:
    def in_hand(self, *, silent_for: int, **columns: int) -> Job:
        """A job in the hands of a worker that has given no sign of life for some seconds."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
            worker = cursor.fetchone()[0]
        Worker.objects.filter(pk=worker).update(last_heartbeat=Now() - timedelta(seconds=silent_for))
        job = make.job(status="doing", **columns)
        Job.objects.filter(pk=job.pk).update(worker=worker)
        return job

    def test_it_leaves_the_living_alone(self) -> None:
        living, dead = self.in_hand(silent_for=20), self.in_hand(silent_for=40)

        assert take_back({"tidy_sessions": 5}, silent_for=30) == 1

        assert (status_of(living), status_of(dead)) == ("doing", "todo")

    def test_what_takes_down_each_worker_is_left_as_failed(self) -> None:
        job = self.in_hand(silent_for=40, attempts=4)

        take_back({"tidy_sessions": 5}, silent_for=30)

        assert status_of(job) == "failed"
        assert JobFailure.objects.get(job=job).said == "The worker ended in the middle of it."


class TestNoteFailure:
    @pytest.mark.parametrize(
        ("said", "kept"),
        [("a\x00b", "a�b"), ("  ", "It did not say why."), ("x" * 9999, "x" * LONGEST)],
        ids=["nul", "nothing", "too much"],
    )
    def test_it_keeps_what_can_be_kept(self, said: str, kept: str) -> None:
        note_failure(make.job().pk, tried=1, said=said)

        assert JobFailure.objects.get().said == kept
