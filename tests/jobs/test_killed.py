"""Workers are killed in the middle of each job, and again before they could say that it was done."""

import subprocess
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from claims.desk.queueing import later
from claims.jobs import JOBS
from claims.models import Job, JobFailure, Worker
from tests.own_database import OwnDatabase

from .processes import until, worker
from .scenes import SCENES, Scene

ALL = len(SCENES)


def test_each_job_has_a_scene() -> None:
    assert sorted(scene.job for scene in SCENES) == sorted(JOBS)


@pytest.fixture(scope="module")
def jobs(own_database: OwnDatabase) -> dict[str, Job]:
    """Each job by its name, after two workers were killed over it and a third has ended it."""
    arguments = {scene.job: scene.set_up() for scene in SCENES}
    with own_database.connect() as work, own_database.connect() as word:
        for scene in SCENES:
            work.execute(scene.hold)
        for scene in SCENES:
            later(scene.job, **arguments[scene.job])
        numbers = [Job.objects.filter(task_name=scene.job).latest("pk").pk for scene in SCENES]

        with worker(own_database, "--at-a-time", str(ALL + 2)) as first:
            until(lambda: held_up() == ALL, of=first)
            kill(first)
        with worker(own_database, "--at-a-time", str(ALL + 2)) as second:
            until(lambda: held_up() == ALL, of=second)
            word.execute("SELECT FROM procrastinate_jobs WHERE id = ANY(%s) FOR UPDATE", [numbers])
            work.rollback()
            until(lambda: held_up(saying="finish_job") == ALL, of=second)
            kill(second)
    with worker(own_database, "--until-empty") as last:
        assert last.wait(timeout=30) == 0
    return {job.task_name: job for job in Job.objects.filter(pk__in=numbers)}


def held_up(saying: str = "") -> int:
    """How many of the worker's statements wait for a lock that the test has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {WAITING} AND query LIKE %s", [f"%{saying}%"])
        return cursor.fetchone()[0]


WAITING = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a worker as when its machine goes: nothing that it asked for is still done; then half an hour passes."""
    process.kill()
    process.wait()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid, 5000) {WAITING}")
    Worker.objects.update(last_heartbeat=Now() - timedelta(minutes=30))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.job)
def test_it_is_done_once_all_the_same(scene: Scene, jobs: dict[str, Job]) -> None:
    job = jobs[scene.job]

    assert (job.status, job.attempts) == ("succeeded", 3)
    assert [failure.said for failure in JobFailure.objects.filter(job=job)] == [
        "The worker ended in the middle of it."
    ] * 2
    scene.look()
