"""The public address that ends somebody's mail."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.desk.subscribing import stop_token
from claims.models import User
from claims.vocabulary import MailWhen
from tests import make

pytestmark = pytest.mark.django_db


def address(token: str) -> str:
    return reverse("stop-mail", args=[token])


class TestTheAddress:
    def test_its_button_ends_the_mail_of_its_owner_alone_without_a_login(self) -> None:
        anna, ben = make.writer(), make.writer()

        page = Client(enforce_csrf_checks=True).post(address(stop_token(anna)))

        assert "You get no such mail any more" in page.content.decode()
        when = dict(User.objects.values_list("pk", "mail_when"))
        assert (when[anna.pk], when[ben.pk]) == (MailWhen.NEVER, MailWhen.AT_ONCE)

    def test_it_can_be_pressed_twice(self) -> None:
        token = stop_token(make.writer())

        assert [Client().post(address(token)).status_code for _time in range(2)] == [200, 200]

    def test_it_costs_one_query_and_no_session_and_is_kept_by_nobody(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        token = stop_token(make.writer(public_name="Anna Example"))

        with django_assert_num_queries(1):
            page = Client().get(address(token))

        assert not page.cookies
        assert not Session.objects.exists()
        assert page["Cache-Control"] == "no-store"
        assert page["X-Robots-Tag"] == "noindex"
        assert page["Referrer-Policy"] == "no-referrer"
        assert "Anna Example" not in page.content.decode()

    def test_one_that_was_made_up_answers_like_nothing_at_all(self) -> None:
        anna = make.writer()
        forged = [anna.public_id, f"{anna.public_id}:x", stop_token(anna)[:-1], stop_token(anna) + "x", "x:y:z"]

        answers = [Client().post(address(token)) for token in forged]

        assert [answer.status_code for answer in answers] == [404] * len(forged)
        assert User.objects.get(pk=anna.pk).mail_when == MailWhen.AT_ONCE

    def test_it_is_read_or_posted_to_and_nothing_else(self) -> None:
        assert Client().put(address(stop_token(make.writer()))).status_code == 405
