"""Who must show a second factor, and who has shown one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from claims.errors import SecondFactorRequired
from claims.models import User
from claims.vocabulary import Permission

SHOWN = "second_factor_of"  # in the session: whose second factor was shown in it
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# Who may approve or administer.
DEMANDING = (
    Permission.PUBLISH,
    Permission.OVERRIDE,
    Permission.MANAGE_PEOPLE,
    Permission.INVITE,
    Permission.ERASE,
    "claims.add_user",
    "auth.change_group",
)
# The pages that somebody needs in order to set one up, and no others.
SETTING_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
}


class Unproved(AnonymousUser):
    """Somebody who has yet to show the second factor that is asked of them: a stranger to the whole desk."""

    def __init__(self, person: User, *, has_one: bool) -> None:
        super().__init__()
        self.person, self.has_one = person, has_one

    @property
    def way_on(self) -> str:
        """Where they set one up; whoever has one logs in anew and shows it."""
        return reverse("account_login" if self.has_one else "mfa_index")


def is_required_of(person: Any) -> bool:
    """Whether this person works only with a second factor."""
    return settings.SECOND_FACTOR and any(person.has_perm(permission) for permission in DEMANDING)


def has_second_factor(person: Any) -> bool:
    """Whether this person has set one up; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).exists()


def note_shown(request: HttpRequest, person: User) -> None:
    """Remember in the session that somebody has shown their second factor."""
    request.session[SHOWN] = person.pk


def seen(request: HttpRequest, person: Any) -> Any:
    """Whom the desk sees behind a request: the person, or a stranger until they have shown their second factor.

    It counts what was shown in this very session: one that began with the password alone, before there was a
    second factor, does not gain by its being set up elsewhere.
    """
    if not person.is_authenticated or not is_required_of(person) or request.session.get(SHOWN) == person.pk:
        return person
    has_one = has_second_factor(person)
    return person if is_setting_up(request) and not has_one else Unproved(person, has_one=has_one)


def is_setting_up(request: HttpRequest) -> bool:
    """Whether a request is for one of the pages to set up a second factor."""
    try:
        return resolve(request.path_info).url_name in SETTING_UP
    except Resolver404:
        return False


def insist_on_second_factor(request: HttpRequest) -> None:
    """Refuse whoever has yet to show a second factor, in words that say where."""
    if isinstance(request.user, Unproved):
        where = request.build_absolute_uri(request.user.way_on)
        raise SecondFactorRequired(
            _("The desk was not shown"), _("show your second factor first, at %(where)s") % {"where": where}
        )
