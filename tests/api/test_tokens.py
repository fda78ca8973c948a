"""Programs of the desk's people show a token, which does what its scopes say and no more."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.test import Client

from claims import desk
from claims.errors import Invalid, NotAllowed, WrongMove
from claims.models import AccessToken, User
from claims.vocabulary import TokenScope
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make.editor()


def asked(secret: str, path: str = "/api/v1/desk/claims/") -> int:
    return Client().get(path, headers=make.bearer(secret)).status_code


class TestATokenAtTheDoor:
    def test_it_opens_the_desk_without_a_session(self, person: User) -> None:
        assert asked(make.token(person)) == 200

    @pytest.mark.parametrize("worthless", ["", "fcd_nonsense", "\xff\xfe", "a b", "x" * 5000])
    def test_a_worthless_one_opens_nothing(self, worthless: str) -> None:
        assert asked(worthless) == 401

    def test_it_is_kept_as_a_digest_only(self, person: User) -> None:
        secret = make.token(person)

        kept = AccessToken.objects.values().get()

        assert all(secret not in str(value) for value in kept.values())

    def test_an_expired_one_opens_nothing_and_stays_to_be_seen(self, person: User) -> None:
        secret = make.token(person)
        AccessToken.objects.update(expiry=Now() - timedelta(seconds=1))

        assert asked(secret) == 401
        assert AccessToken.objects.count() == 1

    def test_a_revoked_one_opens_nothing(self, person: User) -> None:
        secret = make.token(person)

        desk.revoke_token(AccessToken.objects.get(), by=person)

        assert asked(secret) == 401

    def test_deactivation_ends_them_for_good(self, person: User) -> None:
        secret = make.token(person)
        boss = make.administrator()

        desk.deactivate(person, by=boss)
        desk.reactivate(person, by=boss)

        assert asked(secret) == 401

    def test_its_last_use_is_kept(self, person: User) -> None:
        secret = make.token(person)
        assert AccessToken.objects.get().last_used_at is None

        asked(secret)

        assert AccessToken.objects.get().last_used_at is not None


class TestScopes:
    def test_reading_the_desk_needs_the_scope(self, person: User) -> None:
        refused = Client().get("/api/v1/desk/claims/", headers=make.bearer(make.token(person, TokenScope.WRITE)))

        assert refused.status_code == 403
        assert "“read”" in refused.json()["detail"]

    @pytest.mark.parametrize(
        ("act", "scope"),
        [
            ("take-up", "write"),
            ("plan", "write"),
            ("publish", "publish"),
            ("withdraw", "publish"),
            ("merge", "publish"),
        ],
    )
    def test_an_act_needs_the_scope_for_what_it_does(self, person: User, act: str, scope: str) -> None:
        claim = make.claim()
        others = [other for other in TokenScope.values if other != scope]

        refused = Client().post(
            f"/api/v1/desk/claims/{claim.public_id}/{act}/", headers=make.bearer(make.token(person, *others))
        )

        assert refused.status_code == 403
        assert f"“{scope}”" in refused.json()["detail"]

    def test_a_token_gives_nobody_a_right_that_they_lack(self) -> None:
        claim = make.claim_in_review()
        secret = make.token(make.writer())

        seen = Client().get(f"/api/v1/desk/claims/{claim.public_id}/", headers=make.bearer(secret))
        refused = Client().post(
            f"/api/v1/desk/claims/{claim.public_id}/publish/",
            content_type="application/json",
            headers={**make.bearer(secret), "If-Match": seen["ETag"]},
        )

        assert refused.status_code == 403


class TestIssue:
    @pytest.mark.parametrize(
        "said", [{"name": " "}, {"scopes": []}, {"scopes": ["everything"]}, {"days": 0}, {"days": 1000}]
    )
    def test_what_cannot_be_meant_is_refused(self, person: User, said: dict[str, object]) -> None:
        with pytest.raises(Invalid):
            desk.issue_token(by=person, **{"name": "Import", "scopes": ["read"], "days": 30} | said)


class TestRevoke:
    def test_nobody_ends_anothers_but_who_manages_people(self, person: User) -> None:
        make.token(person)
        token = AccessToken.objects.get()

        with pytest.raises(NotAllowed):
            desk.revoke_token(token, by=make.editor())

        assert desk.revoke_token(token, by=make.administrator()).revoked_at is not None

    def test_it_is_done_once(self, person: User) -> None:
        make.token(person)
        token = desk.revoke_token(AccessToken.objects.get(), by=person)

        with pytest.raises(WrongMove):
            desk.revoke_token(token, by=person)
