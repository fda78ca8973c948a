"""For each job: what there is to do, what it must wait for in the middle of it, and how one sees that it was done once.

A job that has no scene here fails the suite.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from claims.models import Claim, Job, JobFailure, ReplyRequest
from claims.vocabulary import Status
from tests import make


@dataclass(frozen=True)
class Scene:
    """`set_up` makes what there is to do and returns the job's arguments; `look` asserts that it was done once.

    `hold` is the SQL of a lock that the job has to wait for in the middle of its work; it is run after `set_up`
    and released when the worker was killed. All scenes are set in one database at the same time.
    """

    job: str
    set_up: Callable[[], dict[str, Any]]
    hold: str
    look: Callable[[], None]


def sessions() -> dict[str, Any]:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    return {}


def only_what_is_valid_is_left() -> None:
    assert [session.session_key for session in Session.objects.filter(session_key__in=["old", "new"])] == ["new"]


def jobs_that_are_over() -> dict[str, Any]:
    make.job(status="succeeded", days_ago=31, said="It failed at first.", mark="old")
    make.job(status="succeeded", days_ago=29, said="It failed at first.", mark="new")
    make.job(status="failed", days_ago=99, said="It failed at last.", mark="failed")
    return {}


def only_those_of_this_month_and_the_failed_are_left() -> None:
    assert set(Job.objects.filter(args__has_key="mark").values_list("args__mark", flat=True)) == {"new", "failed"}
    assert not JobFailure.objects.without_a_job().exists()


def an_entry() -> dict[str, Any]:
    make.published()
    return {}


def a_released_embargo() -> dict[str, Any]:
    make.scheduled(hours=1 / 3600, statement="Released while nobody worked.")
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = 'enter_what_is_due'"
        )  # the scene queues its own
        cursor.execute("SELECT pg_sleep(1)")
    return {}


def it_is_in_the_record_once() -> None:
    claim = Claim.objects.get(statement="Released while nobody worked.")
    assert [entry.act for entry in claim.publications.all()] == ["publish"]
    assert claim.status == Status.PUBLISHED


def a_deadline_that_passed() -> dict[str, Any]:
    request = make.reply_request(make.claim(), addressee="The silent ministry", deadline=make.ASKED)
    return {"request": request.pk}


def it_was_reminded_of_once() -> None:
    request = ReplyRequest.objects.get(addressee="The silent ministry")
    assert request.reminded_at
    assert request.events.count() == 2, "made, and reminded of"  # type: ignore[attr-defined]


def nothing() -> None:
    """It changes nothing."""


SCENES = [
    Scene("tidy_sessions", sessions, "SELECT FROM django_session FOR UPDATE", only_what_is_valid_is_left),
    Scene(
        "tidy_jobs",
        jobs_that_are_over,
        "SELECT FROM procrastinate_jobs WHERE status = 'succeeded' FOR UPDATE",
        only_those_of_this_month_and_the_failed_are_left,
    ),
    Scene("enter_what_is_due", a_released_embargo, "LOCK TABLE claims_publicationbody", it_is_in_the_record_once),
    Scene(
        "remind_of_replies",
        a_deadline_that_passed,
        "SELECT FROM claims_replyrequest FOR UPDATE",
        it_was_reminded_of_once,
    ),
    Scene("verify_the_record", an_entry, "LOCK TABLE claims_publicationbody", nothing),
]
