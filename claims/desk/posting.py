"""Mailing people what they were told: each thing once, and nothing that they read before or do not want any more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.formats.letter import letter, lines, message_id, site_url
from claims.models import Claim, Notification, User
from claims.vocabulary import MailWhen, Permission

from .subscribing import stop_token
from .telling import who_may

REACHES_BACK = timedelta(days=7)  # what is older lies under the bell only
MOST = 50  # things that a daily mail tells one by one


@transaction.atomic
def mail_notification(pk: int) -> None:
    """Mail one thing by itself, if its person still wants that and has not read it by now."""
    meant = Notification.objects.filter(pk=pk).values_list("person", flat=True).first()
    person = _hold(meant, MailWhen.AT_ONCE) if meant else None
    told = Notification.objects.to_mail().filter(pk=pk)
    notification = told.first()
    if person is None or notification is None:
        return

    claim = notification.claim
    letter(
        person,
        "notification",
        subject=claim.statement if claim else notification.sentence,
        own_id=message_id("notification", notification.pk),
        follows=message_id("claim", claim.public_id) if claim else "",
        stop=_stop_address(person),
        line=lines([notification], hidden=Claim.objects.hidden_from(person))[0],
    ).send()
    told.update(mailed_at=Now())


@transaction.atomic
def mail_digest(person_id: int, *, until: datetime) -> None:
    """Mail somebody all that they were told until a moment and have not read by now, if they still want that."""
    person = _hold(person_id, MailWhen.DAILY)
    if person is None:
        return
    told = _for_the_digest(until).filter(person=person)
    count = told.count()
    if not count:
        return

    shown = list(told[:MOST])
    letter(
        person,
        "digest",
        subject=_("%(site)s: what is new for you") % {"site": settings.SITE_NAME},
        own_id=message_id("digest", person.public_id, f"{until:%Y%m%d}"),
        stop=_stop_address(person),
        lines=lines(sorted(shown, key=lambda n: (n.claim_id or 0, n.pk)), hidden=Claim.objects.hidden_from(person)),
        left_out=count - len(shown),
        all=site_url() + reverse("admin:notifications"),
    ).send()
    told.update(mailed_at=Now())


def waiting_for_a_digest(until: datetime) -> QuerySet[User]:
    """Who wants one mail a day and was told something until a moment."""
    told = _for_the_digest(until).filter(person=OuterRef("pk"))
    daily = who_may(Permission.WORK).filter(mail_when=MailWhen.DAILY).exclude(email="")
    return daily.filter(Exists(told)).order_by("pk")


def _for_the_digest(until: datetime) -> QuerySet[Notification]:
    return Notification.objects.to_mail().filter(told_at__lt=until, told_at__gte=until - REACHES_BACK)


def _hold(person_id: int, when: MailWhen) -> User | None:
    """The person as they are now, if they want mail at that time; nobody else mails them before the commit.

    The lock is one of its own: while a mail server is slow, its reader can still mark the same rows as read.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"mail to {person_id}"])
    return who_may(Permission.WORK).filter(pk=person_id, mail_when=when).exclude(email="").first()


def _stop_address(person: User) -> str:
    return site_url() + reverse("stop-mail", args=[stop_token(person)])
