"""An invitation is a letter whose link works once."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from claims import desk
from claims.errors import Invalid, NotAllowed, NotReady
from claims.models import Invitation, User
from tests import make

pytestmark = pytest.mark.django_db

WORDS = {"username": "nina", "password1": "correct horse battery", "password2": "correct horse battery"}


def link(invitation: Invitation) -> str:
    return f"/account/invitation/{invitation.token}/"


class TestInviting:
    def test_it_sends_a_letter_with_the_link(self) -> None:
        invitation = make.invitation(address="Nina@Example.org", site="https://facts.example/")

        (letter,) = mail.outbox
        assert letter.to == ["nina@example.org"]
        assert f"https://facts.example{link(invitation)}" in letter.body

    def test_it_says_all_that_stands_against_it_at_once(self) -> None:
        make.writer(email="nina@example.org")

        with pytest.raises(Invalid) as refusal:
            desk.invite(address="NINA@example.org", public_name=" ", groups=[], site="/", by=make.administrator())

        assert len(refusal.value.reasons) == 3

    def test_an_editor_may_not(self) -> None:
        with pytest.raises(NotAllowed):
            desk.invite(address="n@example.org", public_name="N", groups=[], site="/", by=make.editor())

    def test_a_second_letter_ends_the_first_invitation(self) -> None:
        first = make.invitation(address="nina@example.org")

        second = make.invitation(address="nina@example.org")

        assert list(Invitation.objects.open()) == [second]
        assert Client().get(link(first)).status_code == 404

    def test_one_that_is_taken_back_or_expired_is_gone(self) -> None:
        taken, expired = make.invitation(), make.invitation()

        desk.take_back_invitation(taken, by=make.administrator())
        Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

        assert [Client().get(link(gone)).status_code for gone in (taken, expired)] == [404, 404]
        with pytest.raises(NotReady):
            desk.accept_invitation(expired, username="nina", password="x")

    def test_a_letter_sent_again_has_a_link_of_its_own(self) -> None:
        invitation = make.invitation()
        earlier = link(invitation)
        desk.take_back_invitation(invitation, by=make.administrator())

        again = desk.send_invitation_again(invitation, site="/", by=make.administrator())

        assert [Client().get(where).status_code for where in (earlier, link(again))] == [404, 200]


class TestAccepting:
    def test_it_makes_the_account_and_logs_in(self) -> None:
        invitation, client = make.invitation(public_name="Nina Novak", group="writer"), Client()

        answer = client.post(link(invitation), WORDS)

        person = User.objects.get(username="nina")
        assert answer.headers["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200
        assert (person.public_name, person.email, person.is_staff) == ("Nina Novak", invitation.address, True)
        assert [group.name for group in person.groups.all()] == ["writer"]
        assert EmailAddress.objects.get(user=person).verified

    def test_its_link_works_once(self) -> None:
        invitation = make.invitation()
        Client().post(link(invitation), WORDS)

        again = Client().post(link(invitation), WORDS | {"username": "other"})

        assert again.status_code == 404
        assert not User.objects.filter(username="other").exists()

    def test_a_forged_link_is_none(self) -> None:
        token = make.invitation().token

        assert Client().get(f"/account/invitation/{token[:-1]}x/").status_code == 404

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ({"password1": "short", "password2": "short"}, "too short"),
            ({"password2": "another"}, "didn’t match"),
            ({"username": "Taken"}, "another person has this user name"),
        ],
    )
    def test_a_weak_password_or_a_taken_name_makes_nothing(self, words: dict[str, str], said: str) -> None:
        make.writer(username="taken")
        invitation = make.invitation()

        page = Client().post(link(invitation), WORDS | words).content.decode()

        assert said in page
        assert Invitation.objects.open().filter(pk=invitation.pk).exists()

    def test_an_editor_is_led_to_a_second_factor(self, settings: Any) -> None:
        settings.SECOND_FACTOR = True
        client = Client()
        cache.clear()

        answer = client.post(link(make.invitation(group="editor")), WORDS, follow=True)

        assert answer.redirect_chain[-1][0] == "/account/second-factor/"
        assert client.get("/account/second-factor/app/add/").status_code == 200
