"""The addresses of the door. Of allauth's pages only those that this desk has use for: there is no sign-up."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from . import views
from .oidc import callback


def kept_nowhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, whose answers no cache keeps and no search engine lists."""

    @wraps(view)
    def private(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return private


def page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    return path(route, kept_nowhere(view), name=name)


class Base36(StringConverter):
    """The number of a person in a link; a dash ends it."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

urlpatterns = [
    page("", views.home, "account_home"),
    page("invitation/<token>/", views.accept_invitation, "invitation"),
    page("login/", views.login, "account_login"),
    page("logout/", account.logout, "account_logout"),
    page("inactive/", account.account_inactive, "account_inactive"),
    page("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    page("password/change/", account.password_change, "account_change_password"),
    page("password/set/", account.password_set, "account_set_password"),
    page("password/reset/", account.password_reset, "account_reset_password"),
    page("password/reset/sent/", account.password_reset_done, "account_reset_password_done"),
    page("password/reset/done/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    page("password/reset/<base36:uidb36>-<key>/", account.password_reset_from_key, "account_reset_password_from_key"),
    page("second-factor/", mfa.index, "mfa_index"),
    page("second-factor/show/", mfa.authenticate, "mfa_authenticate"),
    page("second-factor/show-again/", mfa.reauthenticate, "mfa_reauthenticate"),
    page("second-factor/app/add/", totp.activate_totp, "mfa_activate_totp"),
    page("second-factor/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page("second-factor/codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    page("second-factor/codes/new/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    page("second-factor/codes/download/", recovery.download_recovery_codes, "mfa_download_recovery_codes"),
    page("second-factor/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    page("second-factor/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    page("second-factor/passkeys/login/", passkeys.login_webauthn, "mfa_login_webauthn"),
    page("second-factor/passkeys/show-again/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    page("second-factor/passkeys/<int:pk>/rename/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    page("second-factor/passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), "mfa_remove_webauthn"),
    page("sessions/", sessions.list_usersessions, "usersessions_list"),
    page("sessions/<int:pk>/end/", views.end_session, "end_session"),
    page("provider/cancelled/", provider.login_cancelled, "socialaccount_login_cancelled"),
    page("provider/<slug:provider_id>/", oidc.login, "openid_connect_login"),
    page("provider/<slug:provider_id>/callback/", callback, "openid_connect_callback"),
]
