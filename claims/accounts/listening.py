"""What Django and allauth announce about people, handed on to the desk. Nothing is decided here."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.db.models import Q
from django.http import HttpRequest

from claims import desk
from claims.models import User
from claims.vocabulary import SignInOutcome

from .devices import address_of, device_of
from .recent import note_authenticated
from .second_factor import FACTORS, note_shown


def connect() -> None:
    """Begin to listen."""
    auth.user_logged_in.connect(logged_in)
    auth.user_login_failed.connect(login_failed)
    auth.user_logged_out.connect(logged_out)
    account.authentication_step_completed.connect(authenticated)
    for changed in (account.password_changed, account.password_set, account.password_reset):
        changed.connect(password_changed)
    mfa.authenticator_added.connect(factor_added)
    mfa.authenticator_removed.connect(factor_removed)
    mfa.authenticator_used.connect(factor_used)
    mfa.authentication_failed.connect(factor_refused)


def keep(outcome: SignInOutcome, request: HttpRequest | None, *, person: Any = None, name: str = "") -> None:
    """Keep what happened with where it came from."""
    address, device = (address_of(request), device_of(request)) if request else (None, "")
    desk.keep_sign_in(outcome, person=person, name=name, address=address, device=device)


def logged_in(*, request: HttpRequest, user: User, **_more: Any) -> None:
    note_authenticated(request, user)
    keep(SignInOutcome.SIGNED_IN, request, person=user)


def login_failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    name = str(credentials.get("username") or credentials.get("email") or "").replace("\x00", "")
    person = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).first() if name else None
    keep(SignInOutcome.REFUSED, request, person=person, name=name)


def logged_out(*, request: HttpRequest, user: User | None, **_more: Any) -> None:
    if user is not None:
        keep(SignInOutcome.SIGNED_OUT, request, person=user)


def authenticated(*, request: HttpRequest, user: User, **_more: Any) -> None:
    note_authenticated(request, user)


def password_changed(*, request: HttpRequest, user: User, **_more: Any) -> None:
    keep(SignInOutcome.PASSWORD_CHANGED, request, person=user)


def factor_added(*, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type in FACTORS:
        note_shown(request, user)
        keep(SignInOutcome.FACTOR_ADDED, request, person=user)


def factor_removed(*, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type in FACTORS:
        keep(SignInOutcome.FACTOR_REMOVED, request, person=user)


def factor_used(*, request: HttpRequest, user: User, **_more: Any) -> None:
    note_shown(request, user)


def factor_refused(*, request: HttpRequest, user: User, **_more: Any) -> None:
    keep(SignInOutcome.REFUSED, request, person=user)
