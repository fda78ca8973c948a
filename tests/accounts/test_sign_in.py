"""Signing in: by name or address, under limits, kept, and told of on a new device."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.accounts.devices import device_named
from claims.models import SignIn, User
from claims.vocabulary import SignInOutcome
from tests import make

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def log_in(client: Client, name: str, password: str = "password", **headers: Any) -> Any:
    return client.post(LOGIN, {"login": name, "password": password}, headers={"User-Agent": FIREFOX} | headers)


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


class TestLogIn:
    @pytest.mark.parametrize("name", ["nina", "nina@example.org", "NINA@example.org"])
    def test_a_name_or_an_address_will_do(self, name: str) -> None:
        make.writer(username="nina", email="nina@example.org")
        client = Client()

        assert log_in(client, name).headers["Location"] == "/admin/"
        assert is_in(client)

    @pytest.mark.parametrize("name", ["nobody", "a\x00b", "’; drop table", "x" * 10_000])
    def test_it_refuses_others(self, name: str) -> None:
        client = Client()

        assert log_in(client, name).status_code == 200
        assert not is_in(client)

    def test_it_leads_where_somebody_wanted_to_go_and_to_no_other_site(self) -> None:
        person = make.writer()

        ours, theirs = (
            Client().post(LOGIN, {"login": person.username, "password": "password", "next": where})
            for where in ("/admin/claims/claim/", "https://evil.example/")
        )

        assert (ours.headers["Location"], theirs.headers["Location"]) == ("/admin/claims/claim/", "/admin/")

    def test_there_is_no_sign_up(self) -> None:
        assert Client().get("/account/signup/").status_code == 404

    def test_no_cache_keeps_it_and_no_search_engine_lists_it(self) -> None:
        headers = Client().get(LOGIN).headers

        assert "no-store" in headers["Cache-Control"]
        assert headers["X-Robots-Tag"] == "noindex"

    def test_readers_pages_ask_for_no_session(self, settings: Any) -> None:
        settings.SECOND_FACTOR = True
        client, claim = Client(), make.published()
        client.force_login(make.editor())

        with CaptureQueriesContext(connection) as queries:
            client.get(f"/claims/{claim.slug}/")

        asked = " ".join(query["sql"] for query in queries.captured_queries)
        assert "claims_review" in asked
        assert "django_session" not in asked
        assert "claims_user" not in asked


class TestLimits:
    def test_five_wrong_tries_for_one_name_shut_it_for_a_while(self) -> None:
        person = make.writer()
        for number in range(5):
            log_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), person.username, "wrong")

        client = Client(REMOTE_ADDR="192.0.2.99")
        answer = log_in(client, person.username)

        assert "Too many failed login attempts" in answer.content.decode()
        assert not is_in(client)

    def test_ten_wrong_tries_from_one_address_shut_it_for_all_names(self) -> None:
        for number in range(10):
            log_in(Client(), f"nobody{number}", "wrong")

        assert "Too many failed login attempts" in log_in(Client(), make.writer().username).content.decode()

    def test_a_try_beyond_the_limit_is_kept_too(self) -> None:
        for _number in range(6):
            log_in(Client(), "nobody", "wrong")

        assert SignIn.objects.filter(outcome=SignInOutcome.REFUSED, name="nobody").count() == 6


class TestWhatIsKept:
    def test_it_says_who_came_in_from_where_with_what(self) -> None:
        person = make.writer()

        log_in(Client(REMOTE_ADDR="192.0.2.7"), person.username)

        kept = SignIn.objects.get()
        assert (kept.person, kept.outcome, kept.address, kept.device) == (
            person,
            SignInOutcome.SIGNED_IN,
            "192.0.2.7",
            "Firefox, Linux",
        )

    def test_it_says_whose_name_was_tried_and_shortens_what_was_typed(self) -> None:
        person = make.writer()

        log_in(Client(), person.username, "wrong")
        log_in(Client(), "n" * 200, "wrong")

        newest, first = SignIn.objects.all()
        assert (first.person, first.outcome, first.name) == (person, SignInOutcome.REFUSED, person.username)
        assert (newest.person, newest.name) == (None, "n" * 80)

    def test_leaving_and_a_new_password_are_kept(self) -> None:
        person, client = make.writer(), Client()
        log_in(client, person.username)

        words = {"oldpassword": "password", "password1": "correct horse battery", "password2": "correct horse battery"}
        client.post("/account/password/change/", words)
        client.post("/account/logout/")

        assert [kept.outcome for kept in SignIn.objects.of(person)] == [
            SignInOutcome.SIGNED_OUT,
            SignInOutcome.PASSWORD_CHANGED,
            SignInOutcome.SIGNED_IN,
        ]

    def test_a_proxy_is_believed_about_the_last_address_only(self, settings: Any) -> None:
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

        log_in(Client(), "nobody", **{"X-Forwarded-For": "203.0.113.1, 192.0.2.7"})

        assert SignIn.objects.get().address == "192.0.2.7"

    @pytest.mark.parametrize(
        ("said", "name"),
        [
            (FIREFOX, "Firefox, Linux"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/129.0 Safari/604.1", "Chrome, iPhone"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
            ("curl/8.5.0", "curl/8.5.0"),
            ("", ""),
        ],
    )
    def test_a_device_has_a_name_that_people_know(self, said: str, name: str) -> None:
        assert device_named(said) == name


class TestNewDevice:
    @pytest.fixture
    def person(self) -> User:
        return make.writer(email="nina@example.org")

    def letters(self, client: Client, person: User) -> int:
        mail.outbox.clear()
        log_in(client, person.username)
        client.post("/account/logout/")
        return len(mail.outbox)

    def test_it_is_told_of_once(self, person: User) -> None:
        known, new = Client(), Client()

        told = [self.letters(client, person) for client in (known, known, new, new)]

        assert told == [0, 0, 1, 0]

    def test_the_letter_says_what_it_was(self, person: User) -> None:
        self.letters(Client(), person)

        self.letters(Client(REMOTE_ADDR="192.0.2.7"), person)

        (letter,) = mail.outbox
        assert letter.to == ["nina@example.org"]
        assert all(words in letter.body for words in ("Firefox, Linux", "192.0.2.7", "/account/sessions/"))


class TestLostPassword:
    def test_a_letter_leads_to_a_new_one(self) -> None:
        person = make.writer(email="nina@example.org")
        Client().post("/account/password/reset/", {"email": "Nina@example.org"})
        link = next(word for word in mail.outbox[0].body.split() if "/account/password/reset/" in word)
        client = Client()

        words = {"password1": "correct horse battery", "password2": "correct horse battery"}
        form = client.get(link.removeprefix("http://testserver"), follow=True)
        client.post(form.redirect_chain[-1][0], words)

        assert User.objects.get(pk=person.pk).check_password("correct horse battery")
        assert not is_in(client)

    def test_nobody_learns_whether_an_address_is_known(self) -> None:
        answer = Client().post("/account/password/reset/", {"email": "stranger@example.org"})

        assert answer.headers["Location"] == "/account/password/reset/sent/"
        assert not mail.outbox


class TestSessions:
    def test_one_ends_ones_others(self) -> None:
        person = make.writer()
        here, there = Client(), Client()
        for client in (here, there):
            log_in(client, person.username)

        page = here.get("/account/sessions/").content.decode()
        here.post("/account/sessions/")

        assert page.count("<strong>Firefox, Linux</strong>") == 2
        assert (is_in(here), is_in(there)) == (True, False)

    def test_one_ends_a_single_one_of_ones_own_and_nobody_elses(self) -> None:
        person, other = make.writer(), make.writer()
        here, there, stranger = Client(), Client(), Client()
        for client, who in ((here, person), (there, person), (stranger, other)):
            log_in(client, who.username)
        session_there = UserSession.objects.filter(user=person).latest("pk")

        stranger.post(f"/account/sessions/{session_there.pk}/end/")
        still = is_in(there)
        here.post(f"/account/sessions/{session_there.pk}/end/")

        assert (still, is_in(here), is_in(there)) == (True, True, False)

    def test_deactivation_ends_all_at_once_and_coming_back_revives_none(self) -> None:
        person, client = make.writer(), Client()
        log_in(client, person.username)
        administrator = make.administrator()

        desk.deactivate(person, by=administrator)
        shut = is_in(client)
        desk.reactivate(person, by=administrator)

        assert (shut, is_in(client)) == (False, False)
        assert log_in(client, person.username).status_code == 302
