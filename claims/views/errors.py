"""The pages for what cannot be answered. They need neither the database nor a valid host name."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .caching import uncached


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was wrong with the address, in a sentence where it is ours to show."""
    ours = isinstance(exception, BadRequest) and str(exception)
    return _page(400, reason=str(exception) if ours else _("The request could not be understood."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing here for this visitor."""
    return _page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address, whether or not there is something unpublished behind it."""
    return _page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault."""
    return _page(500)


def _page(status: int, *, reason: str = "") -> HttpResponse:
    context = {
        "site_name": settings.SITE_NAME,
        "sample_notice": settings.SAMPLE_NOTICE,
        "reason": reason,
    }
    return uncached(HttpResponse(render_to_string(f"{status}.html", context), status=status))
