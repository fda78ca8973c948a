"""Refusals in the shape that Google's clients read: {"error": {"code", "message", "status", "details"}}."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, ParseError, ValidationError

from claims.api.errors import TOO_SLOW, TooLarge
from claims.api.limits import TooMany, tell
from claims.errors import Invalid, Refused
from claims.formats.fact_check_tools import COLUMNS

JSON = "application/json; charset=UTF-8"
STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
REFUSED = {"not_allowed": 403, "second_factor_required": 403, "too_many": 429}
INVALID = "Request contains an invalid argument."
NOT_FOUND = "Requested entity was not found."
LOGIN = "Send a token of this desk in the header “Authorization: Bearer …”: addresses are kept in too many logs."
FIELDS = {column: path for path, column in COLUMNS.items()}


class Wrong(Exception):
    """A request that cannot be meant: what is wrong, by the names of parameters or fields."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = faults
        super().__init__(INVALID)


def refusal(code: int, message: str, *, status: str = "", faults: Mapping[str, str] | None = None) -> HttpResponse:
    """An answer that refuses, which nobody keeps."""
    error: dict[str, Any] = {"code": code, "message": message, "status": status or STATUS[code]}
    if faults:
        violations = [{"field": name, "description": sentence} for name, sentence in faults.items()]
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}]
    body = json.dumps({"error": error}, ensure_ascii=False, indent=2) + "\n"
    headers = {"Cache-Control": "no-store"}
    if code == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="desk"'
    return HttpResponse(body, status=code, content_type=JSON, headers=headers)


def answer(error: Exception) -> HttpResponse | None:
    """The answer to a refusal; None for an error that nobody foresaw."""
    if faults := _faults(error):
        return refusal(400, INVALID, faults=faults)
    match error:
        case Refused():
            return _refused(error)
        case NotAuthenticated():
            return refusal(401, LOGIN)
        case AuthenticationFailed():
            return refusal(401, "This token is not good.")
        case Http404() | ObjectDoesNotExist():
            return refusal(404, NOT_FOUND)
        case OperationalError() if getattr(error.__cause__, "sqlstate", None) == TOO_SLOW:
            return refusal(503, "This took too long. Ask for less: fewer words, a language, a smaller page.")
    return None


def _faults(error: Exception) -> Mapping[str, str]:
    """What is wrong with a request that cannot be meant, by the names of parameters or fields."""
    match error:
        case Wrong():
            return error.faults
        case Invalid():
            return {_path(name): " ".join(said) for name, said in error.fields.items()} or {"body": str(error)}
        case ValidationError():
            return {"body": "it holds characters that no text has"}
        case ParseError():
            return {"body": str(error.detail)}
        case RequestDataTooBig() | TooLarge():
            return {"body": "it is longer than we read"}
        case SuspiciousOperation():
            return {"request": "it cannot be read"}
    return {}


def _refused(error: Refused) -> HttpResponse:
    if error.code == "already_there":
        return refusal(409, str(error), status="ALREADY_EXISTS")
    response = refusal(REFUSED.get(error.code, 409), str(error))
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.wait)
        tell(response, error.standings)
    return response


def _path(column: str) -> str:
    """Google's name for one of our columns, with what follows it: markups[0].url."""
    name, bracket, rest = column.partition("[")
    return FIELDS.get(name, name) + bracket + rest


@csrf_exempt
def nowhere(request: HttpRequest, **words: str) -> HttpResponse:
    """What every address below /v1alpha1/ answers that nothing else answers."""
    return refusal(404, "There is no such method here.")
