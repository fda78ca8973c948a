"""What people are told, mailed through a real mail server: once, to who wants it, and as mail programs like it."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from smtplib import SMTPDataError
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from claims import desk
from claims.jobs import JOBS
from claims.jobs.mail_digests import last_morning
from claims.models import Claim, Notification, User
from claims.vocabulary import MailWhen, News, Status
from tests import make

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@dataclass
class Postbox:
    """A mail server that keeps what it is given, and says no as often as it is told to."""

    letters: list[EmailMessage] = field(default_factory=list)
    sent_to: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    busy: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        if self.busy:
            self.busy -= 1
            return "451 Try again later"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.sent_to += envelope.rcpt_tos
        self.raw.append(envelope.content.decode())
        return "250 Kept"

    def text(self, kind: str = "plain") -> str:
        """The words of the only letter."""
        (letter,) = self.letters
        part = letter.get_body((kind,))
        assert part is not None
        return part.get_content().replace("\r\n", "\n")

    def stop_address(self) -> str:
        """Where the only letter says that such mail is ended."""
        (letter,) = self.letters
        return letter["List-Unsubscribe"].strip().strip("<>").removeprefix("https://facts.example")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postbox, int]]:
    """A mail server on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postbox, port
    finally:
        controller.stop()


@pytest.fixture
def postbox(server: tuple[Postbox, int], settings: Settings) -> Postbox:
    """The mail server, empty, as the one that the desk mails through."""
    postbox, port = server
    postbox.__init__()  # type: ignore[misc]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_URL = "https://facts.example"
    return postbox


@pytest.fixture
def anna() -> User:
    """Somebody who is mailed at once."""
    return make.writer(username="anna", public_name="Anna", email="anna@desk.example")


def work(name: str) -> None:
    """Do the jobs of a name that wait, as a worker would."""
    for waiting in ProcrastinateJob.objects.filter(task_name=name, status="todo").order_by("id"):
        JOBS[name].do(**waiting.args)
        ProcrastinateJob.objects.filter(pk=waiting.pk).update(status="succeeded")


def mail_at_once() -> None:
    work("mail_notification")


def mail_daily() -> None:
    JOBS["mail_digests"].do()
    work("mail_digest")


def told_before_this_morning() -> None:
    Notification.objects.update(told_at=last_morning() - timedelta(minutes=1))


class TestAtOnce:
    def test_it_says_who_did_what_where_and_what_they_said(self, postbox: Postbox, anna: User) -> None:
        claim = make.claim(statement="Taxes fell.")

        make.comment(claim, by=make.editor(public_name="Ben"), body="@anna is this right?")
        mail_at_once()

        notification = Notification.objects.get()
        link = f"https://facts.example/admin/notifications/{notification.pk}/"
        for kind in ("plain", "html"):
            assert all(words in postbox.text(kind) for words in ("Ben mentioned you", "“Taxes fell.”", link))
            assert "@anna is this right?" in postbox.text(kind)
        assert postbox.sent_to == ["anna@desk.example"]
        assert notification.mailed_at is not None

    def test_its_headers_are_those_that_mail_programs_go_by(self, postbox: Postbox, anna: User) -> None:
        claim = make.claim(statement="Taxes fell.")
        for news in (News.ASSIGNED, News.SENT_BACK):
            desk.tell(anna, news, claim=claim)

        mail_at_once()

        first, second = postbox.letters
        about = f"<claim.{claim.public_id}@facts.example>"
        assert first["Subject"] == second["Subject"] == "Taxes fell."
        assert first["References"] == second["References"] == first["In-Reply-To"] == about
        assert first["Message-ID"] != second["Message-ID"]
        assert first["Auto-Submitted"] == "auto-generated"
        assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "\n <https://facts.example/mail/stop/" in postbox.raw[0].replace("\r", "")  # as it is, not encoded
        assert first["To"] == "Anna <anna@desk.example>"

    def test_it_is_mailed_once(self, postbox: Postbox, anna: User) -> None:
        (told,) = desk.tell(anna, News.ASSIGNED, claim=make.claim())

        for _time in range(2):
            JOBS["mail_notification"].do(notification=told.pk)

        assert len(postbox.letters) == 1

    def test_what_was_read_by_then_is_not_mailed(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        desk.mark_read(Notification.objects.of(anna))

        mail_at_once()

        assert not postbox.letters

    @pytest.mark.parametrize(
        "changed", [{"is_active": False}, {"mail_when": MailWhen.NEVER}, {"mail_when": MailWhen.DAILY}, {"email": ""}]
    )
    def test_who_does_not_want_it_or_left_by_then_gets_none(
        self, postbox: Postbox, anna: User, changed: dict[str, Any]
    ) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        User.objects.filter(pk=anna.pk).update(**changed)

        mail_at_once()

        assert not postbox.letters
        assert Notification.objects.get().mailed_at is None

    def test_what_was_taken_back_by_then_is_not_mailed(self, postbox: Postbox, anna: User) -> None:
        claim = make.claim()
        desk.tell(anna, News.ASSIGNED, claim=claim)
        desk.forget_news_of(claim)

        mail_at_once()

        assert not postbox.letters

    def test_a_server_that_is_busy_is_asked_again_under_the_same_id(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        postbox.busy = 1

        with pytest.raises(SMTPDataError, match="451"):
            mail_at_once()
        still_to_mail = Notification.objects.to_mail().get()
        mail_at_once()

        assert len(postbox.letters) == 1
        assert f"<notification.{still_to_mail.pk}@facts.example>" == postbox.letters[0]["Message-ID"]
        assert not Notification.objects.to_mail().exists()

    def test_a_worker_that_ends_before_it_could_say_so_sends_it_again_under_the_same_id(
        self, postbox: Postbox, anna: User
    ) -> None:
        (told,) = desk.tell(anna, News.ASSIGNED, claim=make.claim())

        with transaction.atomic():
            JOBS["mail_notification"].do(notification=told.pk)
            transaction.set_rollback(True)
        JOBS["mail_notification"].do(notification=told.pk)

        first, second = postbox.letters
        assert first["Message-ID"] == second["Message-ID"]

    def test_what_people_wrote_is_no_html_in_it(self, postbox: Postbox, anna: User) -> None:
        claim = make.claim(statement="<b>Taxes</b> fell.")
        ben = make.editor(public_name="<i>Ben</i>")

        make.comment(claim, by=ben, body="@anna <script>alert(1)</script>")
        mail_at_once()

        assert all(tag not in postbox.text("html") for tag in ("<script", "<b>", "<i>"))
        assert "&lt;script&gt;" in postbox.text("html")
        assert "@anna <script>alert(1)</script>" in postbox.text()

    def test_a_name_or_a_statement_makes_no_header(self, postbox: Postbox, anna: User) -> None:
        claim = make.claim(statement="Taxes\r\nBcc: eve@evil.example\n\nfell \x0b\u2028 twice.")
        User.objects.filter(pk=anna.pk).update(public_name="Anna\r\nBcc: eve@evil.example")

        desk.tell(anna, News.ASSIGNED, claim=claim)
        mail_at_once()

        (letter,) = postbox.letters
        assert postbox.sent_to == ["anna@desk.example"]
        assert letter["Bcc"] is None
        assert letter["Subject"] == "Taxes Bcc: eve@evil.example fell twice."
        assert letter["To"].addresses[0].addr_spec == "anna@desk.example"

    def test_no_words_in_it_give_a_hidden_verdict_away(self, postbox: Postbox, anna: User) -> None:
        claim = make.claim_in_review()
        make.second_verdict_asked(claim, of=anna)

        make.comment(claim, by=make.editor(public_name="Ben"), body="@anna it is plainly false")
        mail_at_once()

        assert "Ben mentioned you" in postbox.text()
        assert "plainly false" not in postbox.raw[0]


class TestDaily:
    @pytest.fixture
    def anna(self, anna: User) -> User:
        User.objects.filter(pk=anna.pk).update(mail_when=MailWhen.DAILY)
        return User.objects.get(pk=anna.pk)

    def test_it_tells_all_at_once_claim_by_claim(self, postbox: Postbox, anna: User) -> None:
        first, second = make.claim(statement="Taxes fell."), make.claim(statement="Crime rose.")
        for claim in (first, second, first):
            make.comment(claim, by=make.editor(public_name="Ben"), body="@anna look")
        told_before_this_morning()

        mail_daily()

        assert postbox.text().count("“Taxes fell.”") == 1
        assert postbox.text().count("Ben mentioned you:\n@anna look") == 3
        assert "Crime rose." in postbox.text("html")
        assert postbox.letters[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert not Notification.objects.to_mail().exists()

    def test_it_comes_once_a_morning_however_often_the_clock_asks(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        told_before_this_morning()

        for _time in range(2):
            JOBS["mail_digests"].do()
        work("mail_digest")
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        mail_daily()

        assert len(postbox.letters) == 1
        assert Notification.objects.to_mail().count() == 1  # it came after seven, and waits for tomorrow

    def test_one_that_failed_is_not_queued_a_second_time(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        told_before_this_morning()
        JOBS["mail_digests"].do()
        ProcrastinateJob.objects.filter(task_name="mail_digest").update(status="failed")

        JOBS["mail_digests"].do()

        assert ProcrastinateJob.objects.filter(task_name="mail_digest").count() == 1

    def test_nothing_new_is_no_mail(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        told_before_this_morning()
        JOBS["mail_digests"].do()
        desk.mark_read(Notification.objects.of(anna))

        work("mail_digest")

        assert not postbox.letters

    def test_of_very_much_it_counts_the_rest(self, postbox: Postbox, anna: User) -> None:
        claim = make.claim()
        Notification.objects.bulk_create(Notification(person=anna, news=News.ASSIGNED, claim=claim) for _ in range(53))
        told_before_this_morning()

        mail_daily()

        assert "And 3 things more." in postbox.text()
        assert not Notification.objects.to_mail().exists()

    def test_what_is_a_week_old_lies_under_the_bell_only(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        Notification.objects.update(told_at=timezone.now() - timedelta(days=9))

        mail_daily()

        assert not postbox.letters

    @pytest.mark.parametrize(
        ("now", "morning"),
        [
            ("2031-05-04T02:59Z", "2031-05-03T03:00Z"),
            ("2031-05-04T03:00Z", "2031-05-04T03:00Z"),
            ("2031-05-04T19:59Z", "2031-05-04T03:00Z"),
        ],
    )
    def test_its_morning_is_the_desks(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch, now: str, morning: str
    ) -> None:
        settings.TIME_ZONE = "Asia/Baku"
        monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(now))

        assert last_morning() == datetime.fromisoformat(morning)


class TestStop:
    def test_one_click_of_a_mail_program_ends_all_of_it_at_once(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        mail_at_once()
        desk.tell(anna, News.SENT_BACK, claim=make.claim())  # queued already

        answer = Client(enforce_csrf_checks=True).post(postbox.stop_address(), ONE_CLICK)
        mail_at_once()
        told_before_this_morning()
        mail_daily()

        assert answer.status_code == 200
        assert len(postbox.letters) == 1
        assert User.objects.get(pk=anna.pk).mail_when == MailWhen.NEVER

    def test_looking_at_the_page_ends_nothing(self, postbox: Postbox, anna: User) -> None:
        desk.tell(anna, News.ASSIGNED, claim=make.claim())
        mail_at_once()

        page = Client().get(postbox.stop_address())

        assert "Mail me nothing any more" in page.content.decode()
        assert User.objects.get(pk=anna.pk).mail_when == MailWhen.AT_ONCE


class TestRechecks:
    def test_whom_a_claim_concerns_is_told_once_when_the_promised_day_has_come(self, anna: User) -> None:
        today = timezone.localdate()
        for day in (today, today + timedelta(days=1)):
            make.published(by=anna, verdict={"as_of": today - timedelta(days=30), "review_by": day})
        Notification.objects.all().delete()

        for _time in range(2):
            JOBS["tell_rechecks"].do()

        assert [(n.person, n.news) for n in Notification.objects.all()] == [(anna, News.RECHECK_DUE)]


class TestDeadlines:
    def test_who_has_a_claim_in_hand_is_told_once_a_day_before(self, anna: User) -> None:
        now = datetime.now(UTC)
        near = make.claim(assignee=anna, due_at=now + timedelta(hours=23))
        make.claim(assignee=anna, due_at=now + timedelta(hours=25))
        make.claim(due_at=now)
        for status in (Status.PUBLISHED, Status.DECLINED):
            done = make.claim_at(status)
            Claim.objects.filter(pk=done.pk).update(assignee=anna, due_at=now, version=done.version + 1)
        Notification.objects.all().delete()

        for _time in range(2):
            JOBS["tell_deadlines"].do()

        assert [(n.person, n.claim, n.news) for n in Notification.objects.all()] == [(anna, near, News.DEADLINE)]

    def test_another_deadline_and_another_person_are_news(self, anna: User) -> None:
        claim = make.claim(assignee=anna, due_at=datetime.now(UTC))
        JOBS["tell_deadlines"].do()

        for changed in ({"due_at": datetime.now(UTC) + timedelta(hours=2)}, {"assignee": make.writer()}):
            Claim.objects.filter(pk=claim.pk).update(version=Claim.objects.get().version + 1, **changed)
            JOBS["tell_deadlines"].do()

        assert Notification.objects.count() == 3
