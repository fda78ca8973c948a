"""What surrounds a job, and what each does when it is not killed."""

import logging
from collections.abc import Iterator
from typing import Any

import pghistory.models
import pytest
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as QueuedJob

from claims.jobs import JOBS, Failed, job
from claims.models import Job, JobFailure, Topic
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Iterator[Any]:
    """Makes functions jobs, for one test."""
    before = set(JOBS)
    yield job
    for name in set(JOBS) - before:
        del JOBS[name], app.tasks[name]
        app.periodic_registry.periodic_tasks.pop((name, ""), None)


def do(name: str, attempts: int = 0, **arguments: Any) -> Job:
    """Do a job as a worker does."""
    made = make.job(name, attempts=attempts, **arguments)
    queued = QueuedJob(id=made.pk, queue="default", lock=None, queueing_lock=None, task_name=name, attempts=attempts)
    app.tasks[name](JobContext(app=app, job=queued, start_timestamp=0, abort_reason=lambda: None), **arguments)
    return made


class TestAJobThatFails:
    def test_what_it_said_is_kept(self, register: Any) -> None:
        @register("Fail")
        def fail(*, why: str) -> None:
            raise Failed(why)

        with pytest.raises(Failed):
            do("fail", attempts=2, why="The moon is full.")

        assert JobFailure.objects.values_list("said", "tried").get() == ("The moon is full.", 3)

    def test_an_error_is_named(self, register: Any) -> None:
        @register("Fail")
        def fail() -> None:
            raise ZeroDivisionError("division by zero")

        with pytest.raises(ZeroDivisionError):
            do("fail")

        assert JobFailure.objects.get().said == "ZeroDivisionError: division by zero"

    def test_it_is_tried_five_times_with_longer_and_longer_pauses(self, register: Any) -> None:
        @register("Fail")
        def fail() -> None: ...

        @register("Fail at once", tries=1)
        def fail_at_once() -> None: ...

        def tried_again(name: str, attempts: int) -> bool:
            queued = QueuedJob(queue="", lock=None, queueing_lock=None, task_name=name, attempts=attempts)
            return app.tasks[name].get_retry_exception(Failed(), queued) is not None

        assert [tried_again("fail", attempts) for attempts in range(5)] == [True] * 4 + [False]
        assert not tried_again("fail_at_once", 0)

    @pytest.mark.parametrize(("attempts", "level"), [(0, "WARNING"), (4, "ERROR")])
    def test_the_log_has_one_line_for_it(self, register: Any, caplog: Any, attempts: int, level: str) -> None:
        @register("Fail")
        def fail() -> None:
            raise Failed("No.")

        with pytest.raises(Failed), caplog.at_level(logging.INFO, logger="claims.jobs"):
            do("fail", attempts=attempts)

        assert [(line.levelname, line.job, line.tried) for line in caplog.records] == [(level, "fail", attempts + 1)]


def test_what_it_changes_carries_its_name(register: Any) -> None:
    @register("Name a topic")
    def name_a_topic() -> None:
        Topic.objects.create(slug="oil", name="Oil")

    do("name_a_topic")

    assert pghistory.models.Events.objects.tracks(Topic.objects.get()).get().pgh_context["job"] == "name_a_topic"


class TestVerifyTheRecord:
    def test_it_is_content_with_a_record_that_fits(self) -> None:
        make.published()

        do("verify_the_record")

    def test_it_fails_with_the_entry_that_does_not(self) -> None:
        review = make.review()
        type(review).objects.filter(pk=review.pk).update(commitment="0" * 64)

        with pytest.raises(Failed, match=r"^Entry \d+ of the record does not fit: readers are shown another"):
            do("verify_the_record")
