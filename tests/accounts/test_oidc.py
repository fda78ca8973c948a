"""Sign-in through the newsroom's own provider, for those whom the desk knows."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from claims import desk
from claims.models import SignIn, User
from claims.vocabulary import SignInOutcome
from tests import make

from .provider import CLIENT, Provider, running

pytestmark = pytest.mark.django_db

ADDRESS = "nina@example.org"
DOOR = "/account/provider/oidc/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running() as one:
        app = CLIENT | {"provider_id": "oidc", "name": "Example", "settings": {"server_url": one.issuer}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield one


def come_in(client: Client, *, process: str = "login") -> Any:
    """Go to the provider and come back from it."""
    away = client.post(f"{DOOR}?process={process}&next=/admin/")
    asked = parse_qs(urlsplit(away.headers["Location"]).query)
    return client.get(f"{DOOR}callback/", {"code": "once", "state": asked["state"][0]})


def known() -> User:
    """Somebody whose address both sides have verified."""
    return desk.accept_invitation(make.invitation(address=ADDRESS, group="writer"), username="nina", password=None)


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


class TestSignIn:
    def test_the_log_in_offers_it_by_its_name(self, provider: Provider) -> None:
        assert "Continue with Example" in Client().get("/account/login/").content.decode()

    def test_it_lets_in_whom_the_desk_knows_by_that_address(self, provider: Provider) -> None:
        person, client = known(), Client()

        answer = come_in(client)

        assert answer.headers["Location"] == "/admin/"
        assert is_in(client)
        assert SignIn.objects.of(person)[0].outcome == SignInOutcome.SIGNED_IN

    def test_it_knows_them_again_by_their_number_there(self, provider: Provider) -> None:
        known()
        come_in(Client())
        provider.claims["email"] = "married@example.org"
        client = Client()

        come_in(client)

        assert is_in(client)

    def test_an_invitation_is_accepted_by_it(self, provider: Provider) -> None:
        invitation, client = make.invitation(address=ADDRESS, group="writer"), Client()

        come_in(client)

        invitation.refresh_from_db()
        assert is_in(client)
        assert invitation.person is not None
        assert not invitation.person.has_usable_password()

    def test_a_second_factor_is_asked_for_all_the_same(self, provider: Provider) -> None:
        person, client = known(), Client()
        make.second_factor(person)

        answer = come_in(client)

        assert answer.headers["Location"] == "/account/second-factor/show/"
        assert not is_in(client)


class TestRefusal:
    def test_it_makes_no_account(self, provider: Provider) -> None:
        client = Client()

        answer = come_in(client)

        assert answer.headers["Location"] == "/account/login/"
        assert "Nobody works here with the address" in client.get("/account/login/").content.decode()
        assert not User.objects.filter(email=ADDRESS).exists()
        assert SignIn.objects.get().name == ADDRESS

    @pytest.mark.parametrize("verified", [False, None, "false", "true"])
    def test_an_address_that_the_provider_has_not_verified_is_nobodys(self, provider: Provider, verified: Any) -> None:
        known()
        provider.claims["email_verified"] = verified
        client = Client()

        come_in(client)

        assert not is_in(client)

    def test_an_address_that_was_only_typed_here_is_not_enough(self, provider: Provider) -> None:
        make.writer(email=ADDRESS)
        client = Client()

        come_in(client)

        assert not is_in(client)

    def test_somebody_who_left_stays_outside(self, provider: Provider) -> None:
        desk.deactivate(known(), by=make.administrator())
        client = Client()

        come_in(client)

        assert not is_in(client)

    @pytest.mark.parametrize("fault", ["signature", "audience", "subject"])
    def test_a_token_that_cannot_be_believed_lets_nobody_in(self, provider: Provider, fault: str) -> None:
        known()
        client = Client()
        if fault == "signature":
            provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        if fault == "audience":
            provider.audience = "another"
        if fault == "subject":
            provider.about_another = {"sub": "2"}

        answer = come_in(client)

        assert "could not be believed" in answer.content.decode()
        assert not is_in(client)

    def test_nobody_hangs_another_identity_on_an_account_that_is_open(self, provider: Provider) -> None:
        client, person = Client(), known()
        client.force_login(person)

        come_in(client, process="connect")

        assert not person.socialaccount_set.exists()

    def test_without_a_provider_there_is_no_such_page(self) -> None:
        assert Client().post(DOOR).status_code == 404
