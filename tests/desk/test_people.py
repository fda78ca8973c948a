"""Letting people go, and helping those who lost their keys."""

import pytest
from allauth.mfa.models import Authenticator

from claims import desk
from claims.errors import NotAllowed, WrongMove
from claims.models import SignIn, User
from claims.vocabulary import SignInOutcome
from tests import make
from tests.admin.browsing import address, at_desk, superuser

pytestmark = pytest.mark.django_db

ACTS = pytest.mark.parametrize("act", [desk.deactivate, desk.reactivate, desk.remove_second_factor])


class TestEveryActOnPeople:
    @ACTS
    def test_an_editor_may_not(self, act: object) -> None:
        with pytest.raises(NotAllowed):
            act(make.writer(), by=make.editor())  # type: ignore[operator]

    @ACTS
    def test_nobody_does_it_to_somebody_above(self, act: object) -> None:
        with pytest.raises(NotAllowed, match="superuser"):
            act(superuser(), by=make.administrator())  # type: ignore[operator]

    @pytest.mark.parametrize("act", [desk.deactivate, desk.remove_second_factor])
    def test_nobody_does_it_to_themselves(self, act: object) -> None:
        person = make.administrator()
        make.second_factor(person)

        with pytest.raises(NotAllowed):
            act(person, by=person)  # type: ignore[operator]

        assert User.objects.get(pk=person.pk).is_active


class TestRemoveSecondFactor:
    def test_it_is_gone_and_kept_as_gone(self) -> None:
        person = make.editor()
        make.second_factor(person)

        desk.remove_second_factor(person, by=make.administrator())

        assert not Authenticator.objects.filter(user=person).exists()
        assert SignIn.objects.of(person)[0].outcome == SignInOutcome.FACTOR_REMOVED

    def test_it_is_refused_where_there_is_none(self) -> None:
        with pytest.raises(WrongMove):
            desk.remove_second_factor(make.editor(), by=make.administrator())


class TestAnotherAddress:
    def test_the_old_one_is_forgotten(self) -> None:
        person = desk.accept_invitation(make.invitation(address="old@example.org"), username="nina", password=None)
        client = at_desk(make.administrator())
        where = address("user", "change", person.pk)

        client.post(where, {"username": "nina", "public_name": "N", "email": "New@example.org", "is_staff": "on"})

        assert User.objects.get(pk=person.pk).email == "new@example.org"
        assert not person.emailaddress_set.exists()
