"""What is answered where Django itself refuses or breaks: data under /api/ and /v1alpha1/, a page elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from claims.api.errors import problem
from claims.api.google import errors as google
from claims.views import errors as pages

GOOGLES = "/v1alpha1/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request could not be understood."""
    if request.path.startswith("/api/"):
        return problem(400, "malformed", _("The request could not be understood."))
    if request.path.startswith(GOOGLES):
        return google.refusal(400, "The request could not be understood.")
    return pages.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault."""
    if request.path.startswith("/api/"):
        return problem(500, "broken", _("Something broke on our side. It has been logged."))
    if request.path.startswith(GOOGLES):
        return google.refusal(500, "Something broke on our side. It has been logged.")
    return pages.server_error(request)
