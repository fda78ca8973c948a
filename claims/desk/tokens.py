"""Tokens: what a program shows to act for somebody of the desk."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotAllowed, WrongMove
from claims.models import AccessToken, User
from claims.vocabulary import Permission, TokenScope

from .acting import house_act

LONGEST_DAYS = 366


@house_act(Permission.WORK)
def issue_token(*, by: User, name: str, scopes: Collection[str], days: int) -> tuple[AccessToken, str]:
    """Make a token of one's own; returns it with its secret, which nobody can read again."""
    reasons = []
    if not name.strip():
        reasons.append(_("say which program uses it"))
    if not scopes or set(scopes) - set(TokenScope.values):
        reasons.append(_("choose what it may do"))
    if not 1 <= days <= LONGEST_DAYS:
        reasons.append(_("it is good for 1 to %(most)d days") % {"most": LONGEST_DAYS})
    if reasons:
        raise Invalid(_("No token was made"), *reasons)

    in_order = [scope for scope in TokenScope.values if scope in scopes]
    token, secret = AccessToken.objects.create(by, expiry=timedelta(days=days), name=name.strip(), scopes=in_order)
    return token, secret


@house_act(Permission.WORK)
def revoke_token(token: AccessToken, *, by: User) -> AccessToken:
    """End a token of one's own; whoever manages people may end anybody's."""
    fresh = AccessToken.objects.select_for_update().get(pk=token.pk)
    if fresh.user_id != by.pk and not by.has_perm(Permission.MANAGE_PEOPLE):
        raise NotAllowed(_("The token was not revoked"), _("it is somebody else's"))
    if fresh.revoked_at is not None:
        raise WrongMove(_("The token was not revoked"), _("it is revoked already"))

    end_tokens(fresh.user, by=by, only=fresh)
    fresh.refresh_from_db()
    return fresh


def end_tokens(person: User, *, by: User, only: AccessToken | None = None) -> int:
    """End somebody's tokens, or one of them; returns how many there were."""
    tokens = AccessToken.objects.of(person).filter(revoked_at=None)
    if only is not None:
        tokens = tokens.filter(pk=only.pk)
    return tokens.update(revoked_at=Now(), revoked_by=by)
