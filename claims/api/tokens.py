"""The door for programs: a token in `Authorization: Bearer …`, and what its scopes let it do."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from claims.accounts.networks import network_of
from claims.errors import NotAllowed
from claims.models import AccessToken, User
from claims.vocabulary import TokenScope

from .limits import WORTHLESS_TOKENS, count, look


class TokenLogin(TokenAuthentication):
    """A token of somebody of the desk: neither expired nor revoked, and its person active."""

    def authenticate(self, request: HttpRequest | Request) -> tuple[User, AccessToken] | None:
        """Who shows a token; a network that showed many worthless ones is not let try another for a while."""
        if request.META.get("HTTP_AUTHORIZATION", "")[:7].lower() == "bearer ":
            look(network_of(request), WORTHLESS_TOKENS)
        try:
            return super().authenticate(request)
        except AuthenticationFailed:
            count(network_of(request), WORTHLESS_TOKENS)
            raise

    def authenticate_credentials(self, token: bytes) -> tuple[User, AccessToken]:
        """The person and the token; one that cannot be text is as worthless as any other."""
        try:
            person, known = super().authenticate_credentials(token)
        except UnicodeDecodeError as error:
            raise AuthenticationFailed(_("This token is not good.")) from error
        known.note_use()
        return person, known

    def _cleanup_token(self, auth_token: AccessToken) -> bool:
        """Whether a token is of no use any more; unlike the library's, it stays, so that its person sees why."""
        return not auth_token.is_good


class TokenScheme(OpenApiAuthenticationExtension):
    """The token, in the schema."""

    target_class = "claims.api.tokens.TokenLogin"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token that you made at the desk."}


class WithinScope(BasePermission):
    """A token does what its scopes say; a session is somebody themselves."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the token allows it; refuses with the scope that it lacks."""
        token = request.auth
        if not isinstance(token, AccessToken):
            return True
        needed = TokenScope.READ if request.method in SAFE_METHODS else getattr(view, "scope", TokenScope.WRITE)
        if not token.allows(needed):
            lacks = _("this token does not have the scope “%(scope)s”") % {"scope": needed}
            raise NotAllowed(_("Nothing was done"), lacks)
        return True
