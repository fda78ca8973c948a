"""A worker hears of new jobs, ends what it has in hand, and does not outlive what it works beside."""

import signal
import subprocess
import sys
from datetime import timedelta

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from claims.desk.queueing import later
from claims.jobs import JOBS
from claims.models import Job, Worker
from tests import make
from tests.own_database import OwnDatabase

from .processes import COMMAND, PROJECT, until, worker

pytestmark = pytest.mark.usefixtures("own_database")

START_BESIDE = f"import os, subprocess; subprocess.run([*{COMMAND!r}, '--beside', str(os.getpid())])"
BY_THE_CLOCK = sum(bool(job.cron) for job in JOBS.values())


def test_what_waits_already_is_not_taken_up_before_the_act_is_kept(own_database: OwnDatabase) -> None:
    later("tidy_sessions", key="all")
    with own_database.connect() as other:
        with transaction.atomic():
            later("tidy_sessions", key="all")
            assert not taken_up(other)

        assert taken_up(other)
        other.rollback()
    assert Job.objects.count() == 1


def taken_up(worker: psycopg.Connection) -> int | None:
    """The job that a worker gets from the queue."""
    found = worker.execute(
        "SELECT id FROM procrastinate_fetch_job_v2(NULL, (SELECT worker_id FROM procrastinate_register_worker_v1()))"
    ).fetchone()
    assert found
    return found[0]


def test_it_ends_the_job_that_it_has_in_hand_before_it_goes(own_database: OwnDatabase) -> None:
    with worker(own_database) as process, own_database.connect() as other:
        until(lambda: Job.objects.filter(status="succeeded").count() >= BY_THE_CLOCK, of=process)
        Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
        other.execute("SELECT FROM django_session FOR UPDATE")
        job = make.job("tidy_sessions")
        until(lambda: Job.objects.get(pk=job.pk).status == "doing", of=process)

        process.send_signal(signal.SIGTERM)
        other.rollback()

        assert process.wait(timeout=20) == 0
    assert Job.objects.get(pk=job.pk).status == "succeeded"
    assert not Worker.objects.exists()


def test_it_ends_when_its_parent_was_killed(own_database: OwnDatabase) -> None:
    with subprocess.Popen([sys.executable, "-c", START_BESIDE], cwd=PROJECT, env=own_database.environment) as parent:
        until(Worker.objects.exists, of=parent)
        parent.kill()

    until(lambda: not Worker.objects.exists())
