"""For each job: what there is to do, what it must wait for in the middle of it, and how one sees that it was done once.

A job that has no scene here fails the suite.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from claims.jobs.mail_digests import last_morning
from claims.models import Claim, Job, JobFailure, KeptAnswer, Notification, ReplyRequest, User, WebhookDelivery
from claims.vocabulary import MailWhen, News, Status
from tests import make
from tests.outgoing.servers import serving


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


def answers_of_two_days() -> dict[str, Any]:
    make.kept_answer(asked="a" * 64, hours_ago=25)
    make.kept_answer(asked="b" * 64, hours_ago=23)
    return {}


def only_the_answer_of_today_is_left() -> None:
    assert [answer.asked[0] for answer in KeptAnswer.objects.all()] == ["b"]


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


def told(name: str, **columns: Any) -> Notification:
    """What somebody was told before this morning and has not been mailed."""
    person = make.writer(username=name, email=f"{name}@desk.example", **columns)
    notification = Notification.objects.create(person=person, news=News.ASSIGNED, claim=make.claim())
    Notification.objects.filter(pk=notification.pk).update(told_at=last_morning() - timedelta(hours=1))
    return notification


def news_for_who_is_mailed_at_once() -> dict[str, Any]:
    return {"notification": told("at-once").pk}


def news_for_who_is_mailed_daily() -> dict[str, Any]:
    return {"person": told("daily", mail_when=MailWhen.DAILY).person_id, "until": last_morning().isoformat()}


def news_for_somebody_else_who_is_mailed_daily() -> dict[str, Any]:
    told("to-be-queued", mail_when=MailWhen.DAILY)
    return {}


def it_was_mailed(name: str) -> None:
    assert Notification.objects.get(person__username=name).mailed_at


def one_daily_mail_was_queued() -> None:
    person = User.objects.get(username="to-be-queued")
    assert Job.objects.filter(task_name="mail_digest", args__person=person.pk).count() == 1


def a_deadline_that_is_near() -> dict[str, Any]:
    make.claim(assignee=make.writer(username="hurried"), due_at=timezone.now() + timedelta(hours=5))
    return {}


def a_verdict_to_be_checked_again() -> dict[str, Any]:
    long_ago = {"as_of": date(2023, 3, 30), "review_by": date(2026, 4, 30)}
    make.published(by=make.writer(username="promised"), verdict=long_ago)
    return {}


def they_were_told_once(name: str, news: News) -> None:
    assert Notification.objects.filter(person__username=name, news=news).count() == 1


def a_message_to_a_receiver() -> dict[str, Any]:
    receiver = RECEIVER.enter_context(serving())
    return {"delivery": message(to=receiver.url).pk}


def message(*, to: str, **columns: Any) -> WebhookDelivery:
    """A message for whose sending the scene queues its own job."""
    webhook, _secret = make.webhook(to, events=["claim.merged"])
    made = make.delivery(webhook, **columns)
    Job.objects.filter(task_name="deliver_webhook").delete()
    return made


def it_was_sent_once() -> None:
    delivery = WebhookDelivery.objects.get(webhook__url__startswith="http://127")
    assert (delivery.state, delivery.attempts, delivery.answer_status) == ("delivered", 1, 200)
    RECEIVER.close()


def messages_of_last_month_and_before() -> dict[str, Any]:
    long_ago = timezone.now() - timedelta(days=31)
    over = {"state": "given up", "next_attempt_at": None}
    for name, columns in {"old": over, "waiting": {}}.items():
        message(to="https://hooks.example/", message_id=name, created_at=long_ago, **columns)
    message(to="https://hooks.example/", message_id="new", **over)
    return {}


def only_those_of_this_month_and_the_waiting_are_left() -> None:
    left = WebhookDelivery.objects.filter(message_id__in=["old", "waiting", "new"])
    assert set(left.values_list("message_id", flat=True)) == {"waiting", "new"}


RECEIVER = ExitStack()  # the server of the scene in which a message is sent
RIGHTS = "LOCK TABLE auth_group_permissions"  # asked for whenever somebody is told or mailed


def nothing() -> None:
    """It changes nothing."""


SCENES = [
    Scene("tidy_sessions", sessions, "SELECT FROM django_session FOR UPDATE", only_what_is_valid_is_left),
    Scene(
        "tidy_answers",
        answers_of_two_days,
        "SELECT FROM claims_keptanswer FOR UPDATE",
        only_the_answer_of_today_is_left,
    ),
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
    Scene("mail_notification", news_for_who_is_mailed_at_once, RIGHTS, lambda: it_was_mailed("at-once")),
    Scene("mail_digest", news_for_who_is_mailed_daily, RIGHTS, lambda: it_was_mailed("daily")),
    Scene("mail_digests", news_for_somebody_else_who_is_mailed_daily, RIGHTS, one_daily_mail_was_queued),
    Scene("tell_deadlines", a_deadline_that_is_near, RIGHTS, lambda: they_were_told_once("hurried", News.DEADLINE)),
    Scene(
        "deliver_webhook",
        a_message_to_a_receiver,
        "SELECT FROM claims_webhookdelivery FOR UPDATE",
        it_was_sent_once,
    ),
    Scene(
        "tidy_deliveries",
        messages_of_last_month_and_before,
        "SELECT FROM claims_webhookdelivery FOR UPDATE",
        only_those_of_this_month_and_the_waiting_are_left,
    ),
    Scene(
        "ping_hub",
        lambda: {"feed": "/feed.atom"},
        "SELECT pg_advisory_xact_lock(hashtextextended('ping /feed.atom', 0))",
        nothing,
    ),
    Scene(
        "tell_rechecks",
        a_verdict_to_be_checked_again,
        RIGHTS,
        lambda: they_were_told_once("promised", News.RECHECK_DUE),
    ),
]
