"""How the views say what they are in the OpenAPI schema, and the schema itself."""

import inspect
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from .caching import fresh
from .reading import Asked, PublicRead, written
from .shapes import Problem

View = TypeVar("View", bound=type)

ETAG = OpenApiParameter("ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200, 304])
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, description="The ETag you have: 304 if it still holds."
)
MEANINGS = {
    301: gettext_lazy("It was merged into another claim, whose address is in the header “Location”."),
    400: gettext_lazy("Something that was asked or sent is not understood."),
    401: gettext_lazy("Log in first, or show a token that is good."),
    403: gettext_lazy(
        "Your group does not have the right to do this, your token does not have the scope,"
        " your second factor is asked for, or the CSRF token is missing."
    ),
    404: gettext_lazy("There is nothing at this address that you may read."),
    409: gettext_lazy("The claim does not stand where this can be done, or something is missing."),
    410: gettext_lazy("It was withdrawn; the sentence says why."),
    412: gettext_lazy("Somebody changed it since; the sentence says who changed what."),
    413: gettext_lazy("The body is longer than we read."),
    415: gettext_lazy("Send JSON."),
    428: gettext_lazy("Say which version you saw."),
}
NOT_CHANGED = OpenApiResponse(description="You have it already.")


class LoginScheme(SessionScheme):
    """The session cookie, in the schema."""

    target_class = "claims.api.desk.Login"
    name = "session"


def refusals(*statuses: int, shape: type[Any] = Problem) -> dict[int, Any]:
    """These statuses, each with its meaning and the one shape of a refusal."""
    return {status: OpenApiResponse(shape, description=MEANINGS[status]) for status in statuses}


def reads(operation: str, summary: Any, answer: Any, *, refused: Iterable[int] = ()) -> Callable[[View], View]:
    """Say in the schema what a public address answers."""

    def documented(view: Any) -> Any:
        described = extend_schema(
            operation_id=operation,
            summary=summary,
            description=inspect.cleandoc(vars(view).get("__doc__") or view.read.__doc__),
            parameters=[*(parameter.documented() for parameter in view.parameters), IF_NONE_MATCH, ETAG],
            responses={200: answer, 304: NOT_CHANGED, **refusals(400, *refused), **view.other_answers},
            auth=[],
        )
        return extend_schema_view(get=described)(view)

    return documented


class Schema(PublicRead):
    schema = None

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """This API in OpenAPI 3.1."""
        return fresh(request, schema_text(get_language() or ""))


@cache
def schema_text(language: str) -> str:
    """The schema as JSON, written once for each language."""
    return written(schema_of_the_api())


def schema_of_the_api() -> dict[str, Any]:
    """The schema as it is made from the views."""
    return SchemaGenerator().get_schema(request=None, public=True)
