"""Letting people of the desk go and come back, and helping them when they lost their keys."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from claims.errors import NotAllowed, WrongMove
from claims.models import User
from claims.vocabulary import Permission, SignInOutcome

from .acting import house_act
from .signing_in import keep_sign_in
from .tokens import end_tokens


@house_act(Permission.MANAGE_PEOPLE)
def deactivate(person: User, *, by: User) -> User:
    """Shut the desk to somebody, from this moment, in every browser and program. Their name stays in the record."""
    person = take(person, by=by)
    if person == by:
        raise NotAllowed(unchanged(person), _("nobody deactivates their own account"))

    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    end_tokens(person, by=by)
    return person


@house_act(Permission.MANAGE_PEOPLE)
def reactivate(person: User, *, by: User) -> User:
    """Let somebody work at the desk again; they log in anew."""
    person = take(person, by=by)
    if person.is_active:
        raise WrongMove(unchanged(person), _("the account is active"))

    end_sessions(person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    return person


@house_act(Permission.MANAGE_PEOPLE)
def remove_second_factor(person: User, *, by: User) -> User:
    """Forget somebody's lost passkeys, authenticator app and recovery codes, and end their sessions."""
    person = take(person, by=by)
    if person == by:
        raise NotAllowed(unchanged(person), _("remove your own second factor on the page of your account"))
    if not Authenticator.objects.filter(user=person).exists():
        raise WrongMove(unchanged(person), _("there is no second factor"))

    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    keep_sign_in(SignInOutcome.FACTOR_REMOVED, person=person)
    return person


def take(person: User, *, by: User) -> User:
    """Hold somebody's account, for somebody who stands no lower."""
    fresh = User.objects.select_for_update().get(pk=person.pk)
    if fresh.is_superuser and not by.is_superuser:
        raise NotAllowed(unchanged(fresh), _("only a superuser may do this to a superuser"))
    return fresh


def end_sessions(person: User) -> None:
    """Log somebody out wherever they are logged in."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def forget_other_addresses(person: User) -> None:
    """Leave no address verified, to log in or be written to, but the one that the account has now."""
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()


def unchanged(person: User) -> str:
    """How each refusal begins."""
    return _("Nothing was changed in the account of %(person)s") % {"person": person}
