"""Some acts ask once more who is there, when that was last shown a while ago."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest, HttpResponse

SHOWN = "authenticated"  # in the session: who showed who they are, and when
SECRETS = ("password", "password1", "password2", "usable_password")

View = Callable[..., HttpResponse]


def note_authenticated(request: HttpRequest, person: Any) -> None:
    """Remember in the session that somebody has just shown who they are."""
    request.session[SHOWN] = [person.pk, time.time()]


def recently_authenticated(request: HttpRequest) -> bool:
    """Whether whoever asks has shown who they are within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds, log-in included.

    Also true of somebody who has nothing to show here, because they sign in through the newsroom's provider only.
    """
    if not request.user.is_authenticated:
        return False
    who, when = request.session.get(SHOWN) or (None, 0)
    if who == request.user.pk and time.time() - when < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return True
    return not get_adapter().get_reauthentication_methods(request.user)


def insist_on_recent(request: HttpRequest) -> None:
    """Lead whoever asks to where they show who they are, unless they did recently; then what they sent is done.

    Call it at the start of a view, before anything is changed. What was posted waits in the session, without passwords.
    """
    if recently_authenticated(request):
        return
    if request.method == "POST":
        posted = request.POST.copy()
        for name in SECRETS:
            posted.pop(name, None)
        request.POST = posted  # type: ignore[assignment]
    raise ReauthenticationRequired


def recent_authentication_required(view: View) -> View:
    """Guard a view whose every POST is worth asking again who is there.

    For views outside the admin, and for bulk acts such as withdrawing several claims at once:

        @recent_authentication_required
        def withdraw_several(request): ...

    A method of an admin class calls `insist_on_recent(request)` itself.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            insist_on_recent(request)
        return view(request, *args, **kwargs)

    return guarded
