"""Who is told what: a line under the bell, once, and a mail where one is wanted."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import desk
from claims.models import Notification, User
from claims.vocabulary import MailWhen, News
from tests import make

pytestmark = pytest.mark.django_db


def told() -> list[User]:
    return [n.person for n in Notification.objects.order_by("pk").select_related("person")]


def mails() -> list[dict[str, int]]:
    """The mails that are queued to go out at once."""
    return list(ProcrastinateJob.objects.filter(task_name="mail_notification").values_list("args", flat=True))


class TestTell:
    def test_it_tells_each_of_several_people(self) -> None:
        anna, ben = make.writer(), make.editor()

        desk.tell([anna, None, ben, anna], News.ASSIGNED, claim=make.claim())

        assert told() == [anna, ben]

    def test_nobody_is_told_of_what_they_did_themselves(self) -> None:
        anna, ben = make.writer(), make.writer()

        desk.tell([anna, ben], News.ASSIGNED, claim=make.claim(), by=anna)

        assert told() == [ben]

    def test_nobody_is_told_who_does_not_work_here_any_more(self) -> None:
        gone = make.writer(is_active=False)
        moved = make.writer()
        moved.groups.clear()

        desk.tell([gone, moved], News.ASSIGNED, claim=make.claim())

        assert not told()

    def test_the_same_key_is_told_once_and_another_again(self) -> None:
        anna = make.writer()

        for key in ("monday", "monday", "tuesday"):
            desk.tell(anna, News.DEADLINE, claim=make.claim(), key=key)

        assert [n.key for n in Notification.objects.order_by("pk")] == ["monday", "tuesday"]
        assert len(mails()) == 0

    def test_a_mail_is_queued_for_who_wants_one_at_once_and_has_an_address(self) -> None:
        wants = make.writer(email="anna@desk.example")
        people = [
            wants,
            make.writer(),
            make.writer(email="ben@desk.example", mail_when=MailWhen.DAILY),
            make.writer(email="cem@desk.example", mail_when=MailWhen.NEVER),
        ]

        desk.tell(people, News.ASSIGNED, claim=make.claim())

        assert len(told()) == 4
        assert mails() == [{"notification": Notification.objects.get(person=wants).pk}]

    def test_what_all_editors_are_told_makes_no_mail_of_its_own(self) -> None:
        desk.tell(make.editor(email="anna@desk.example"), News.IN_REVIEW, claim=make.claim())

        assert told()
        assert not mails()

    def test_what_is_rolled_back_told_nobody(self) -> None:
        with transaction.atomic():
            desk.tell(make.writer(email="anna@desk.example"), News.ASSIGNED, claim=make.claim())
            transaction.set_rollback(True)

        assert not told()
        assert not mails()

    def test_every_news_says_who_is_told(self) -> None:
        assert set(desk.TOLD) == set(News)
