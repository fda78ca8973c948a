"""Telling people what concerns them: a line under the desk's bell, and a mail where they want one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Comment, Notification, Recusal, User
from claims.vocabulary import MailWhen, News, Permission

from .queueing import later

PASSWORDS = "django.contrib.auth.backends.ModelBackend"  # the one that knows the groups


@dataclass(frozen=True)
class Told:
    """Who is told of something, in words, and whether it is worth a mail of its own."""

    who: Any
    at_once: bool = True


# Who is told what. The acts that say so find the people; `tell` leaves out whoever did it.
TOLD: dict[News, Told] = {
    News.MENTIONED: Told(_("Whom a comment names with @.")),
    News.COMMENTED: Told(_("Who has the claim in hand, who wrote its verdict, and who spoke in the thread before.")),
    News.ASSIGNED: Told(_("To whom the claim was given.")),
    News.SENT_BACK: Told(_("Who has the claim in hand, and who wrote its verdict.")),
    # All editors at once: it lies under the bell and in the daily mail, and is taken back when one of them acts.
    News.IN_REVIEW: Told(_("Whoever may approve it: not its writers, and nobody who is recused."), at_once=False),
    News.SECOND_VERDICT: Told(_("Of whom it is asked.")),
    News.PUBLISHED: Told(_("Who has the claim in hand, and who wrote its verdict.")),
    News.REPLY_DUE: Told(_("Who has the claim in hand, and who wrote its verdict.")),
    News.RECHECK_DUE: Told(_("Who has the claim in hand, and who wrote its verdict."), at_once=False),
    News.DEADLINE: Told(_("Who has the claim in hand, a day before.")),
    News.WEBHOOK_OFF: Told(_("Whoever may change webhooks.")),
}


@transaction.atomic
def tell(
    people: User | Iterable[User | None] | None,
    news: News,
    *,
    claim: Claim | None = None,
    comment: Comment | None = None,
    by: User | None = None,
    key: str = "",
) -> list[Notification]:
    """Tell people some news, in the transaction that makes it; what was told anew.

    Nobody is told of what they did themselves, nor who may not work at the desk, nor the same key of the same news
    twice. `people` may hold None, for a claim that nobody has in hand.
    """
    about = {"claim": claim, "comment": comment, "by": by}
    told = [_notified(person, news, key, about) for person in _listeners(people, but=by)]
    for notification in told:
        if notification is not None and TOLD[news].at_once:
            _mail_at_once(notification)
    return [notification for notification in told if notification is not None]


def take_back(news: News, *, claim: Claim) -> None:
    """Forget what nobody needs to read any more: the claim does not wait any longer."""
    Notification.objects.filter(claim=claim, news=news).unread().delete()


def forget_news_of(claim: Claim) -> None:
    """Forget all that was told of a claim; a mail that waits finds nothing to tell."""
    claim.notifications.all().delete()


def mark_read(notifications: QuerySet[Notification]) -> None:
    """Count them as read; what was read before keeps its moment."""
    notifications.filter(read_at=None).update(read_at=Now())


def concerned(claim: Claim) -> list[User | None]:
    """Who has a claim in hand, and who wrote its verdict."""
    verdict = getattr(claim, "verdict", None)
    return [claim.assignee, verdict.written_by if verdict else None]


def possible_approvers(claim: Claim) -> QuerySet[User]:
    """Who may approve a claim: not its writers, and nobody who is recused."""
    verdict = getattr(claim, "verdict", None)
    writers = [verdict.written_by_id, *verdict.writers.values_list("pk", flat=True)] if verdict else []
    recused = Recusal.objects.touching(claim).values("person")
    return who_may(Permission.PUBLISH).exclude(pk__in=writers).exclude(pk__in=recused)


def who_may(permission: str) -> QuerySet[User]:
    """The active people whose groups give them a right."""
    return User.objects.with_perm(permission, backend=PASSWORDS)


def _listeners(people: User | Iterable[User | None] | None, *, but: User | None) -> QuerySet[User]:
    given = [people] if people is None or isinstance(people, User) else people
    wanted = {person.pk for person in given if person is not None and person != but}
    return who_may(Permission.WORK).filter(pk__in=wanted).order_by("pk")


def _notified(person: User, news: News, key: str, about: dict[str, Any]) -> Notification | None:
    """What was told, or None where it was told before."""
    if not key:
        return Notification.objects.create(person=person, news=news, **about)
    notification, new = Notification.objects.get_or_create(person=person, news=news, key=key, defaults=about)
    return notification if new else None


def _mail_at_once(notification: Notification) -> None:
    person = notification.person
    if person.email and person.mail_when == MailWhen.AT_ONCE:
        later("mail_notification", notification=notification.pk)
