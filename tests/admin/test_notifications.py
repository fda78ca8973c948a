"""The bell, the page behind it, and how I am told."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims import desk
from claims.models import Notification, User
from claims.vocabulary import MailWhen, News
from tests import make

from .browsing import at_desk, text_of

pytestmark = pytest.mark.django_db
PAGE = "/admin/notifications/"


def tell(person: User, news: News = News.ASSIGNED, **about: Any) -> Notification:
    (told,) = desk.tell(person, news, **{"claim": make.claim()} | about)
    return told


def listed(page: HttpResponse) -> list[int]:
    return [notification.pk for notification in page.context["page"]]


class TestTheBell:
    def test_it_counts_what_i_have_not_read(self) -> None:
        anna = make.writer()
        tell(make.writer())
        for _number in range(2):
            tell(anna)

        assert "What is new for you: 2 unread" in text_of(at_desk(anna).get("/admin/"))

    def test_it_stops_counting_at_a_hundred(self) -> None:
        anna, claim = make.writer(), make.claim()
        Notification.objects.bulk_create(Notification(person=anna, news=News.ASSIGNED, claim=claim) for _ in range(120))

        assert "99+ unread" in text_of(at_desk(anna).get("/admin/"))

    def test_it_costs_one_query_that_an_index_answers(self) -> None:
        anna, claim = make.writer(), make.claim()
        read = {"person": anna, "news": News.ASSIGNED, "claim": claim, "read_at": timezone.now()}
        Notification.objects.bulk_create(Notification(**read) for _number in range(2000))

        with CaptureQueriesContext(connection) as queries:
            Notification.objects.number_unread(anna)

        assert len(queries) == 1
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE claims_notification")
            cursor.execute("EXPLAIN " + queries.captured_queries[0]["sql"])
            assert "notifications_unread" in str(cursor.fetchall())


class TestThePage:
    def test_it_says_when_it_is_empty(self) -> None:
        assert "Nothing is new for you." in text_of(at_desk(make.writer()).get(PAGE))

    def test_it_shows_mine_alone_the_unread_first(self) -> None:
        anna = make.writer()
        tell(make.writer())
        old, read, new = tell(anna), tell(anna), tell(anna)
        desk.mark_read(Notification.objects.filter(pk=read.pk))

        assert listed(at_desk(anna).get(PAGE)) == [new.pk, old.pk, read.pk]

    def test_it_can_be_narrowed_to_a_kind_and_has_pages(self) -> None:
        anna = make.writer()
        back = tell(anna, News.SENT_BACK)
        for _number in range(31):
            tell(anna)
        client = at_desk(anna)

        assert listed(client.get(f"{PAGE}?news=sent+back")) == [back.pk]
        assert len(listed(client.get(PAGE))) == 30
        assert listed(client.get(f"{PAGE}?page=2"))[-1] == back.pk
        assert len(listed(client.get(f"{PAGE}?news=rumours&page=x"))) == 30

    def test_it_shows_who_and_what_but_no_words_that_give_a_verdict_away(self) -> None:
        anna, ben = make.writer(username="anna"), make.writer(public_name="Ben")
        claim = make.claim_in_review(by=ben, statement="Taxes fell.")
        make.comment(claim, by=ben, body="@anna it is plainly false")
        client = at_desk(anna)
        before = text_of(client.get(PAGE))

        make.second_verdict_asked(claim, of=anna)
        after = text_of(client.get(PAGE))

        assert "Ben mentioned you Taxes fell. @anna it is plainly false" in before
        assert "Ben mentioned you Taxes fell." in after
        assert "plainly false" not in after

    def test_it_costs_as_much_for_ten_as_for_one(self) -> None:
        anna, costs = make.writer(username="anna"), []
        client = at_desk(anna)
        for more in (1, 9):
            for _number in range(more):
                make.comment(make.claim(), body="@anna")
            client.get(PAGE)
            with CaptureQueriesContext(connection) as queries:
                client.get(PAGE)
            costs.append(len(queries))

        assert costs[0] == costs[1] <= 12


class TestReading:
    def test_opening_one_leads_to_its_comment_and_marks_it_read(self) -> None:
        anna = make.writer(username="anna")
        said = make.comment(make.claim(), body="@anna")
        mine, other = Notification.objects.get(person=anna), tell(anna)

        answer = at_desk(anna).get(reverse("admin:notification", args=[mine.pk]))

        assert answer.headers["Location"] == f"/admin/claims/claim/{said.claim_id}/change/#comment-{said.pk}"
        assert list(Notification.objects.unread()) == [other]

    def test_nobody_opens_what_somebody_else_was_told(self) -> None:
        other = tell(make.writer())

        assert at_desk(make.editor()).get(reverse("admin:notification", args=[other.pk])).status_code == 404
        assert Notification.objects.unread().exists()

    def test_all_are_marked_but_what_came_after_the_page_was_seen(self) -> None:
        anna = make.writer()
        theirs, seen = tell(make.writer()), tell(anna)
        client = at_desk(anna)
        shown = client.get(PAGE).context["newest"]
        came_after = tell(anna)

        client.post(f"{PAGE}read/", {"until": shown})

        assert shown == seen.pk
        assert set(Notification.objects.unread()) == {theirs, came_after}

    @pytest.mark.parametrize("until", ["", "x", "-1", "9" * 30])
    def test_a_place_that_cannot_be_one_marks_nothing(self, until: str) -> None:
        anna = make.writer()
        tell(anna)

        assert at_desk(anna).post(f"{PAGE}read/", {"until": until}).status_code == 302
        assert Notification.objects.unread().exists()


class TestHowIAmTold:
    def test_it_is_kept(self) -> None:
        anna = make.writer(email="anna@desk.example")

        at_desk(anna).post(f"{PAGE}mail/", {"mail_when": MailWhen.DAILY})

        anna.refresh_from_db()
        assert anna.mail_when == MailWhen.DAILY
        assert "anna@desk.example" in text_of(at_desk(anna).get(PAGE))

    def test_what_is_no_choice_is_refused(self) -> None:
        anna = make.writer()

        assert at_desk(anna).post(f"{PAGE}mail/", {"mail_when": "hourly"}).status_code == 400
        anna.refresh_from_db()
        assert anna.mail_when == MailWhen.AT_ONCE

    def test_the_page_says_who_is_told_what(self) -> None:
        words = text_of(at_desk(make.writer()).get(PAGE))

        assert all(str(told.who) in words for told in desk.TOLD.values())

    def test_a_stranger_logs_in_first(self) -> None:
        for path in (PAGE, f"{PAGE}1/"):
            assert "/login/" in Client().get(path).headers["Location"]
