"""Some acts ask once more who is there."""

import time
from typing import Any

import pytest
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from claims.accounts.recent import SHOWN, recent_authentication_required
from claims.models import Invitation, User
from claims.vocabulary import SignInOutcome
from tests import make
from tests.admin.browsing import address, at_desk, open_form

pytestmark = pytest.mark.django_db

AGAIN = "/account/reauthenticate/"


def long_logged_in(person: User) -> Client:
    """A browser in which somebody logged in an hour ago."""
    client = at_desk(person)
    session = client.session
    who, when = session[SHOWN]
    session[SHOWN] = [who, when - 3600]
    session.save()
    return client


class TestAfterAWhile:
    @pytest.mark.parametrize(
        ("path", "said"),
        [
            (lambda: address("user", "change", make.writer().pk), {"is_superuser": "on"}),
            (lambda: address("user", "add"), {"username": "new"}),
            (lambda: reverse("admin:auth_user_password_change", args=[make.writer().pk]), {"password1": "x"}),
            (lambda: reverse("admin:claims_user_act", args=[make.writer().pk, "deactivate"]), {}),
            (lambda: reverse("admin:auth_group_change", args=[Group.objects.get(name="writer").pk]), {"name": "x"}),
            (lambda: address("invitation", "add"), {"address": "new@example.org"}),
        ],
        ids=["a right", "a person", "a password", "leaving", "a group", "an invitation"],
    )
    def test_it_is_asked_before_anything_is_done(self, path: Any, said: dict[str, str]) -> None:
        client, where = long_logged_in(make.administrator(is_superuser=True)), path()

        answer = client.post(where, said)

        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(AGAIN)

    def test_what_was_typed_is_done_once_it_is_answered(self) -> None:
        person, client = make.writer(), long_logged_in(make.administrator())
        where = address("user", "change", person.pk)
        fields = open_form(client, where) | {
            "public_name": "Nina Novak",
            "groups": [Group.objects.get(name="editor").pk],
        }

        asked = client.post(where, fields)
        client.post(asked.headers["Location"], {"password": "password"})

        after = User.objects.get(pk=person.pk)
        assert after.public_name == "Nina Novak"
        assert [group.name for group in after.groups.all()] == ["editor"]

    def test_a_wrong_password_does_nothing(self) -> None:
        person, client = make.writer(), long_logged_in(make.administrator())

        asked = client.post(reverse("admin:claims_user_act", args=[person.pk, "deactivate"]))
        client.post(asked.headers["Location"], {"password": "wrong"})

        assert User.objects.get(pk=person.pk).is_active
        assert person.sign_ins.filter(outcome=SignInOutcome.REFUSED).count() == 0

    def test_a_password_that_was_typed_is_kept_nowhere(self) -> None:
        client = long_logged_in(make.administrator())

        client.post(address("user", "add"), {"username": "newcomer", "password1": "horses", "password2": "horses"})

        kept = str(dict(client.session))
        assert "horses" not in kept
        assert "newcomer" in kept

    def test_recovery_codes_ask_too(self) -> None:
        person = make.writer()
        make.second_factor(person)

        assert long_logged_in(person).get("/account/second-factor/codes/new/").headers["Location"].startswith(AGAIN)


class TestSoonAfterLogIn:
    def test_nothing_is_asked(self) -> None:
        person = make.writer()

        at_desk(make.administrator()).post(reverse("admin:claims_user_act", args=[person.pk, "deactivate"]))

        assert not User.objects.get(pk=person.pk).is_active

    def test_an_invitation_goes_out(self) -> None:
        groups = [Group.objects.get(name="writer").pk]
        words = {"address": "New@example.org", "public_name": "New Nina", "groups": groups}

        answer = at_desk(make.administrator()).post(address("invitation", "add"), words)

        assert answer.status_code == 302
        assert Invitation.objects.open().to("new@example.org").get().groups.get().name == "writer"

    def test_a_refused_invitation_says_why_and_keeps_what_was_typed(self) -> None:
        person = make.writer(email="nina@example.org")
        groups = [Group.objects.get(name="writer").pk]
        words = {"address": "nina@example.org", "public_name": "New Nina", "groups": groups}

        page = at_desk(make.administrator()).post(address("invitation", "add"), words).content.decode()

        assert f"{person} works here with this address already" in page
        assert "New Nina" in page
        assert not Invitation.objects.exists()


class TestTheGuardOfAView:
    @pytest.mark.parametrize(("whose", "age"), [(0, 3600), (1, 0)], ids=["long ago", "somebody else"])
    def test_what_was_shown_long_ago_or_by_another_does_not_count(self, whose: int, age: int) -> None:
        person, guarded = make.writer(), recent_authentication_required(lambda _request: HttpResponse())
        request = RequestFactory().post("/")
        request.user, request.session = person, {SHOWN: [person.pk + whose, time.time() - age]}  # type: ignore[assignment]

        with pytest.raises(ReauthenticationRequired):
            guarded(request)

        request.method = "GET"
        assert guarded(request).status_code == 200
