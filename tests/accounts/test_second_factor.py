"""Whoever may approve or administer works with a second factor only, whichever way they come."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from claims.accounts.second_factor import is_required_of
from claims.models import SignIn, User
from claims.vocabulary import SignInOutcome
from tests import make

from .test_sign_in import log_in

pytestmark = pytest.mark.django_db

SET_UP = "/account/second-factor/"


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.SECOND_FACTOR = True


def logged_in(person: User) -> Client:
    """A browser in which the password was shown, and nothing else."""
    client = Client()
    log_in(client, person.username)
    return client


class TestWhoNeedsOne:
    @pytest.mark.parametrize(
        ("person", "needs"),
        [
            (lambda: make.writer(), False),
            (lambda: make.editor(), True),
            (lambda: make.administrator(), True),
            (lambda: make.writer(is_superuser=True), True),
        ],
    )
    def test_it_is_who_may_approve_or_administer(self, person: Any, needs: bool) -> None:
        assert is_required_of(User.objects.get(pk=person().pk)) is needs

    def test_a_writer_works_without(self) -> None:
        assert logged_in(make.writer()).get("/admin/").status_code == 200

    def test_a_trial_asks_nobody(self, settings: Any) -> None:
        settings.SECOND_FACTOR = False

        assert logged_in(make.editor()).get("/admin/").status_code == 200


class TestWithoutOne:
    def test_every_page_of_the_desk_leads_to_where_it_is_set_up(self) -> None:
        client = logged_in(make.editor())

        for path in ("/admin/", "/admin/claims/claim/", "/admin/login/", "/account/", "/account/password/change/"):
            assert client.get(path, follow=True).redirect_chain[-1][0] == SET_UP, path

    def test_no_address_of_the_admin_shows_or_does_anything(self) -> None:
        client = logged_in(make.administrator(is_superuser=True))
        addresses = [f"/admin/{route}" for route in routes("admin")]

        said = {path: (client.get(path).status_code, client.post(path).status_code) for path in addresses}

        assert len(said) > 60
        assert {status for both in said.values() for status in both} <= {302, 404, 405}, said

    def test_no_address_of_the_desks_api_does_either(self) -> None:
        client = logged_in(make.editor())
        addresses = [f"/api/v1/{route}" for route in routes("api") if route.startswith("desk/")]

        answers = [client.get(path) for path in addresses] + [client.post(path) for path in addresses]

        assert len(addresses) >= 10
        assert {(a.status_code, a.json()["code"]) for a in answers} == {(403, "second_factor_required")}

    def test_readers_pages_stay_open(self) -> None:
        claim = make.published()

        assert logged_in(make.editor()).get(f"/claims/{claim.slug}/").status_code == 200

    def test_setting_one_up_opens_the_desk_and_gives_recovery_codes(self) -> None:
        person = make.editor()
        client = logged_in(person)
        form = client.get(f"{SET_UP}app/add/").context["form"]

        answer = client.post(f"{SET_UP}app/add/", {"code": make.code(form.secret)})

        assert answer.headers["Location"] == f"{SET_UP}codes/"
        assert len(client.get(f"{SET_UP}codes/").context["unused_codes"]) == 10
        assert client.get("/admin/").status_code == 200
        assert client.get("/api/v1/desk/claims/").status_code == 200
        assert SignIn.objects.of(person)[0].outcome == SignInOutcome.FACTOR_ADDED

    def test_a_session_from_before_gains_nothing_by_it(self) -> None:
        person = make.editor()
        client = logged_in(person)

        make.second_factor(person)

        assert client.get("/admin/").status_code == 302
        assert client.get(f"{SET_UP}").headers["Location"].startswith("/account/login/")
        assert client.get(f"{SET_UP}codes/").status_code == 302


class TestWithOne:
    def test_the_password_alone_opens_nothing(self) -> None:
        person = make.editor()
        make.second_factor(person)

        client = logged_in(person)

        assert "_auth_user_id" not in client.session
        assert client.get("/admin/").status_code == 302

    def test_the_code_opens_the_desk(self) -> None:
        person = make.editor()
        secret = make.second_factor(person)
        client = logged_in(person)

        client.post(f"{SET_UP}show/", {"code": make.code(secret)})

        assert client.get("/admin/").status_code == 200

    def test_a_wrong_code_does_not_and_is_kept(self) -> None:
        person = make.editor()
        make.second_factor(person)
        client = logged_in(person)

        for _number in range(6):
            answer = client.post(f"{SET_UP}show/", {"code": "000000"})

        assert "Too many failed login attempts" in answer.content.decode()
        assert SignIn.objects.of(person).filter(outcome=SignInOutcome.REFUSED).count() == 5

    def test_a_recovery_code_opens_it_once(self) -> None:
        person = make.editor()
        client = logged_in(person)
        form = client.get(f"{SET_UP}app/add/").context["form"]
        client.post(f"{SET_UP}app/add/", {"code": make.code(form.secret)})
        code = client.get(f"{SET_UP}codes/").context["unused_codes"][0]

        first, again = logged_in(person), logged_in(person)
        for browser in (first, again):
            browser.post(f"{SET_UP}show/", {"code": code})

        assert first.get("/admin/").status_code == 200
        assert again.get("/admin/").status_code == 302

    @pytest.mark.parametrize(("group", "stays"), [("editor", True), ("writer", False)])
    def test_only_who_need_not_have_one_removes_the_last(self, group: str, stays: bool) -> None:
        person = make.person(group)
        secret = make.second_factor(person)
        client = logged_in(person)
        client.post(f"{SET_UP}show/", {"code": make.code(secret)})

        client.post(f"{SET_UP}app/remove/")

        assert Authenticator.objects.filter(user=person).exists() is stays

    def test_a_last_passkey_stays_as_well(self) -> None:
        person = make.editor()
        secret = make.second_factor(person)
        client = logged_in(person)
        client.post(f"{SET_UP}show/", {"code": make.code(secret)})
        key = Authenticator.objects.get(user=person)
        Authenticator.objects.filter(pk=key.pk).update(type="webauthn", data={"name": "Phone"})

        client.post(reverse("mfa_remove_webauthn", args=[key.pk]))

        assert Authenticator.objects.filter(pk=key.pk).exists()


def routes(namespace: str) -> list[str]:
    """Every route below a namespace, with a number for each parameter."""
    (below,) = [entry for entry in get_resolver().url_patterns if getattr(entry, "namespace", "") == namespace]
    return [filled(route) for route in flat(below)]


def flat(resolver: URLResolver, prefix: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        found += [route] if isinstance(entry, URLPattern) else flat(entry, route)
    return found


def filled(route: str) -> str:
    head, *parameters = route.replace("^", "").replace("$", "").split("<")
    return head + "".join("1" + part.partition(">")[2] for part in parameters)
