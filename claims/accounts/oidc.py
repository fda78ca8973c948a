"""Sign-in through the newsroom's own provider (OpenID Connect), for those who have an account or an invitation."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from claims import desk
from claims.errors import Refused
from claims.models import Invitation, User
from claims.text import new_public_id
from claims.vocabulary import SignInOutcome

from .listening import keep


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The provider says who somebody is; whether they work here is for the desk to say."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect the sign-in with the account, or the invitation, of an address that both sides have verified."""
        addresses = [one.email.lower() for one in sociallogin.email_addresses if one.verified is True]
        if sociallogin.state.get("process") != "login":
            refuse(request, addresses, _("Log out first, then sign in through the provider."))
        if sociallogin.is_existing:
            return
        person = person_with(addresses) or invited_with(addresses)
        if person is None:
            refuse(request, addresses, _("Nobody works here with the address that the provider has verified for you."))
        sociallogin.connect(request, person)


def person_with(addresses: list[str]) -> User | None:
    """The account that has one of these addresses, verified."""
    known = EmailAddress.objects.filter(email__in=addresses, verified=True, user__email=F("email"))
    return User.objects.filter(pk__in=known.values("user")).first()


def invited_with(addresses: list[str]) -> User | None:
    """The account of whoever is invited by one of these addresses, made now that the provider vouches for it."""
    invitation = Invitation.objects.open().filter(address__in=addresses).first()
    if invitation is None:
        return None
    name = invitation.address.partition("@")[0]
    taken = User.objects.filter(username__iexact=name).exists()
    try:
        return desk.accept_invitation(
            invitation, username=f"{name}-{new_public_id()[:4]}" if taken else name, password=None
        )
    except Refused:  # somebody answered it a moment ago
        return None


def refuse(request: HttpRequest, addresses: list[str], reason: str) -> None:
    """Lead back to the login with the reason."""
    keep(SignInOutcome.REFUSED, request, name=", ".join(addresses))
    messages.error(request, reason)
    raise ImmediateHttpResponse(redirect("account_login"))


class VerifyingAdapter(OpenIDConnectOAuth2Adapter):
    """Believes an ID token only with a good signature, and only about the person whom userinfo is about."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **more: Any) -> SocialLogin:
        if not more["response"].get("id_token"):
            raise OAuth2Error("The provider sent no ID token.")
        login = super().complete_login(request, app, token, **more)
        said = login.account.extra_data
        if said["id_token"]["sub"] != said["userinfo"].get("sub"):
            raise OAuth2Error("The ID token and userinfo are about two people.")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        self.did_fetch_access_token = False  # else allauth trusts the connection in place of the signature
        return super()._decode_id_token(app, id_token)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends people back to."""
    try:
        return OAuth2CallbackView.adapter_view(VerifyingAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
