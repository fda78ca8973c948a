"""Tokens are made once shown, listed without their secret, and ended by their person or who manages people."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.accounts.recent import SHOWN
from claims.models import AccessToken, User
from tests import make

from .browsing import at_desk, open_form, text_of

pytestmark = pytest.mark.django_db
MINE, EVERYBODYS = "/admin/tokens/", "/admin/tokens/everybody/"
WANTED = {"name": "Night import", "scopes": ["read", "write"], "days": "90"}


def secret_in(page: Any) -> str:
    return page.context["secret"]


def revoke(client: Client, token: AccessToken) -> Any:
    return client.post(reverse("admin:token-revoke", args=[token.public_id]), follow=True)


class TestMaking:
    def test_it_is_shown_once_and_opens_the_desk(self) -> None:
        client = at_desk(make.editor())

        page = client.post(MINE, open_form(client, MINE) | WANTED)
        secret = secret_in(page)

        assert f'value="{secret}"' in page.content.decode()
        assert f'curl -H "Authorization: Bearer {secret}" http://testserver/api/v1/desk/claims/' in text_of(page)
        assert "no-store" in page["Cache-Control"]
        assert secret not in client.get(MINE).content.decode()
        assert Client().get("/api/v1/desk/claims/", headers=make.bearer(secret)).status_code == 200

    def test_it_is_as_was_chosen(self) -> None:
        person = make.writer()

        at_desk(person).post(MINE, WANTED)

        token = AccessToken.objects.get()
        assert (token.user, token.name, token.scopes) == (person, "Night import", ["read", "write"])
        assert round((token.expiry - token.created) / timedelta(days=1)) == 90

    @pytest.mark.parametrize(
        "wrong", [{"name": " "}, {"name": "\x00"}, {"scopes": []}, {"scopes": ["all"]}, {"days": "9999"}, {"days": ""}]
    )
    def test_what_cannot_be_meant_is_refused_in_the_form(self, wrong: dict[str, Any]) -> None:
        page = at_desk(make.writer()).post(MINE, WANTED | wrong)

        assert page.status_code == 400
        assert page.context["form"].errors
        assert not AccessToken.objects.exists()

    def test_it_asks_once_more_who_is_there(self) -> None:
        person = make.writer()
        person.set_password("password")
        person.save()
        client = at_desk(person)
        session = client.session
        session[SHOWN] = [person.pk, 0]
        session.save()

        asked = client.post(MINE, WANTED)

        assert asked.status_code == 302
        assert reverse("account_reauthenticate") in asked["Location"]
        assert not AccessToken.objects.exists()

    def test_who_may_not_work_at_the_desk_makes_none(self) -> None:
        nobody = User.objects.create_user("nobody", password="password", is_staff=True)

        assert at_desk(nobody).post(MINE, WANTED).status_code == 403


class TestMyPage:
    def test_without_one_it_says_what_they_are_for(self) -> None:
        assert "A token lets a program work at the desk in your name" in text_of(at_desk(make.writer()).get(MINE))

    def test_it_lists_mine_alone_and_how_they_stand(self) -> None:
        person = make.writer()
        make.token(make.writer(), name="Somebody else’s")
        for name in ("Good one", "Old one", "Lost one"):
            make.token(person, name=name)
        client = at_desk(person)
        AccessToken.objects.filter(name="Old one").update(expiry=Now() - timedelta(days=1))
        revoke(client, AccessToken.objects.get(name="Lost one"))

        shown = text_of(client.get(MINE))

        assert "Somebody else’s" not in shown
        assert shown.index("Lost one") < shown.index("Revoked by") < shown.index("Old one")
        assert shown.index("Old one") < shown.index("Expired") < shown.index("Good one")
        assert shown.count("Read the desk, drafts included;") == 3

    def test_it_is_reached_from_ones_account(self) -> None:
        person = make.writer()
        make.token(person)

        assert f'<a href="{MINE}">1</a>' in at_desk(person).get(reverse("account_home")).content.decode()


class TestRevoking:
    def test_it_opens_nothing_any_more(self) -> None:
        person = make.writer()
        secret = make.token(person)

        page = revoke(at_desk(person), AccessToken.objects.get())

        assert "“Night import” opens nothing any more" in text_of(page)
        assert Client().get("/api/v1/desk/claims/", headers=make.bearer(secret)).status_code == 401

    def test_nobody_ends_anothers(self) -> None:
        make.token()

        page = revoke(at_desk(make.editor()), AccessToken.objects.get())

        assert "it is somebody else's" in text_of(page)
        assert AccessToken.objects.get().is_good

    def test_it_is_not_done_by_following_a_link(self) -> None:
        person = make.writer()
        make.token(person)

        where = reverse("admin:token-revoke", args=[AccessToken.objects.get().public_id])

        assert at_desk(person).get(where).status_code == 405


class TestEverybodys:
    def test_whoever_manages_people_sees_and_ends_them_all(self) -> None:
        make.token(make.writer(public_name="Anna Case"))
        client = at_desk(make.administrator())

        shown = text_of(client.get(EVERYBODYS))
        page = revoke(client, AccessToken.objects.get())

        assert "Anna Case" in shown
        assert page.status_code == 200
        assert not AccessToken.objects.get().is_good

    def test_nobody_else_does(self) -> None:
        assert at_desk(make.editor()).get(EVERYBODYS).status_code == 403

    def test_it_can_be_of_one_person(self) -> None:
        anna, boss = make.writer(), make.administrator()
        make.token(anna, name="Anna’s")
        make.token(boss, name="Mine")

        shown = text_of(at_desk(boss).get(EVERYBODYS, {"person": anna.public_id}))

        assert "Anna’s" in shown
        assert "Mine" not in shown
        assert at_desk(boss).get(EVERYBODYS, {"person": "nobody"}).status_code == 404

    def test_neither_page_gives_away_a_secret_or_its_digest(self) -> None:
        boss = make.administrator()
        secret = make.token(boss)
        client, token = at_desk(boss), AccessToken.objects.get()

        for path in (MINE, EVERYBODYS):
            page = client.get(path).content.decode()
            assert all(word not in page for word in (secret, token.digest, token.token_key))

    @pytest.mark.parametrize("path", [MINE, EVERYBODYS])
    def test_it_costs_as_much_for_ten_as_for_one(self, path: str) -> None:
        boss = make.administrator()
        client, costs = at_desk(boss), []

        for more in (1, 9):
            for _token in range(more):
                make.token(boss)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            costs.append(len(queries))

        assert costs[0] == costs[1]
