"""Between the request and every view: who is there."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .second_factor import seen


def second_factor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let nobody pass for themselves who has yet to show the second factor that is asked of them.

    Whatever asks for `request.user` is kept so, views that do not exist yet included; a page that does not ask, such as
    a reader's, pays nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR:
            request.user = SimpleLazyObject(partial(seen, request, request.user))  # type: ignore[assignment]
        return get_response(request)

    return middleware
