"""How desk records are written: the schema of each kind of write, and the body that comes with it."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from .bodies import Body
from .desk import CSRF, ETAG, IF_MATCH
from .schema import refusals

ETAG_OF_NEW = OpenApiParameter("ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[201])
LOCATION = OpenApiParameter("Location", OpenApiTypes.URI, OpenApiParameter.HEADER, response=[201])


def read(body: type[Body], request: Request, *, partial: bool = False) -> dict[str, Any]:
    """What a body says; Invalid with every fault."""
    given = body(data=request.data, partial=partial)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def adds(operation: str, does: Any, body: Any, answer: Any, *, to_a_row: bool = False) -> Any:
    """In the schema: a POST that adds a row, to the desk or to a row that was seen."""
    parameters = [IF_MATCH, CSRF, ETAG_OF_NEW] if to_a_row else [CSRF, ETAG_OF_NEW, LOCATION]
    refused = [400, 401, 403, 404, 409, 412, 413, 415, 428] if to_a_row else [400, 401, 403, 413, 415]
    return extend_schema(
        operation_id=operation,
        summary=does,
        parameters=parameters,
        request=body,
        responses={201: answer, **refusals(*refused)},
    )


def edits(operation: str, does: Any, body: Any, answer: Any) -> Any:
    """In the schema: a PATCH of a row that was seen; what is not sent stays as it is."""
    return extend_schema(
        operation_id=operation,
        summary=does,
        parameters=[IF_MATCH, CSRF, ETAG],
        request=body,
        responses={200: answer, **refusals(400, 401, 403, 404, 409, 412, 413, 415, 428)},
    )


def removes(operation: str, does: Any, *, answer: Any = None) -> Any:
    """In the schema: a DELETE of a row that was seen, or of a row that belongs to it, which is answered then."""
    return extend_schema(
        operation_id=operation,
        summary=does,
        parameters=[IF_MATCH, CSRF, *([ETAG] if answer else [])],
        request=None,
        responses={200 if answer else 204: answer, **refusals(400, 401, 403, 404, 409, 412, 428)},
    )
