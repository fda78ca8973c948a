"""Every refusal of the API in one shape: a code for machines, a sentence for people, and the fields at fault."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import BadRequest, ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException, ValidationError

from claims.errors import Invalid, Refused
from claims.models import broken_rule

from .limits import TooMany, tell

Fields = Mapping[str, list[str]]

STATUS = {
    "invalid": 400,
    "not_allowed": 403,
    "second_factor_required": 403,
    "wrong_move": 409,
    "not_ready": 409,
    "withdrawn": 410,
    "stale": 412,
    "too_large": 413,
    "idempotency_key_reused": 422,
    "version_required": 428,
    "too_many": 429,
}
CODES = {"permission_denied": "not_allowed", "parse_error": "malformed"}
TOO_SLOW = "57014"  # the SQLSTATE of a query that ran into statement_timeout


# What a view may raise, and is answered as below.
FORESEEN = (
    *(Refused, APIException, Http404, ObjectDoesNotExist),
    *(RequestDataTooBig, BadRequest, SuspiciousOperation, MultiPartParserError),
)


class VersionRequired(Refused):
    """A write that does not name the version it was made from."""

    code = "version_required"


class TooLarge(Refused):
    """A body that is longer than we read."""

    code = "too_large"


def problem(status: int, code: str, detail: str, fields: Fields | None = None, **more: str) -> JsonResponse:
    """An answer that refuses, which nobody keeps."""
    body = {"code": code, "detail": detail, "fields": fields or {}, **more}
    plain = {"ensure_ascii": False}
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"}, json_dumps_params=plain)


def faulty(what: str, faults: Mapping[str, str]) -> Invalid:
    """The refusal of values by the names of their fields or parameters."""
    reasons = [f"{name}: {sentence.removesuffix('.')}" for name, sentence in faults.items()]
    return Invalid(what, *reasons, fields={name: [sentence] for name, sentence in faults.items()})


def unreadable(faults: Mapping[str, str]) -> Invalid:
    """The refusal of a question that is not understood."""
    return faulty(_("This cannot be answered"), faults)


def answer(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The answer to a refusal; None for an error that nobody foresaw."""
    match error:
        case Refused():
            return _refused(error)
        case ValidationError():
            return _invalid(error)
        case APIException():
            return _from_framework(error)
        case Http404() | ObjectDoesNotExist():
            return problem(404, "not_found", _("There is nothing at this address that you may read."))
        case RequestDataTooBig():
            return problem(413, "too_large", _("The body of the request is longer than we read."))
        case BadRequest() | SuspiciousOperation() | MultiPartParserError():
            return problem(400, "malformed", _("The request cannot be read: %(why)s") % {"why": error})
        case DatabaseError():
            return _of_the_database(error)
    return None


def _of_the_database(error: DatabaseError) -> HttpResponse | None:
    if isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) == TOO_SLOW:
        return problem(503, "too_slow", _("This took too long. Ask for less: more filters, fewer words."))
    if isinstance(error, IntegrityError | DataError):
        return problem(409, "refused", _("Nothing was changed: %(why)s") % {"why": broken_rule(error)})
    return None


def _refused(error: Refused) -> HttpResponse:
    fields = error.fields if isinstance(error, Invalid) else None
    response = problem(STATUS.get(error.code, 409), error.code, str(error), fields)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.wait)
        tell(response, error.standings)
    return response


def _invalid(error: ValidationError) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for name, sentence in _flat("", error.detail):
        fields.setdefault(name, []).append(sentence)
    reasons = [f"{name}: {' '.join(said)}" if name else " ".join(said) for name, said in fields.items()]
    why = "; ".join(reason.removesuffix(".") for reason in reasons)
    return problem(400, "invalid", _("Nothing was changed: %(why)s.") % {"why": why}, fields)


def _flat(path: str, detail: Any) -> Iterator[tuple[str, str]]:
    """Yield each sentence with the path of its field: `conflicts.2`, `appearances.0.exact`."""
    if isinstance(detail, Mapping):
        for key, part in detail.items():
            yield from _flat(path if key == "non_field_errors" else f"{path}.{key}".lstrip("."), part)
    elif isinstance(detail, list):
        for place, part in enumerate(detail):
            yield from _flat(f"{path}.{place}" if isinstance(part, Mapping) else path, part)
    else:
        yield path, str(detail)


def _from_framework(error: APIException) -> HttpResponse:
    code = CODES.get(error.default_code, error.default_code)
    detail = _("Log in first: this address is for the desk.") if code == "not_authenticated" else str(error.detail)
    response = problem(error.status_code, code, detail)
    if header := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = header
    return response


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """What every address below the API answers that nothing else answers; one that lacks its slash is led there."""
    try:
        meant = resolve(f"{request.path_info}/").func
    except Resolver404:
        meant = nowhere
    if meant is nowhere:
        return problem(404, "not_found", _("There is nothing at this address."))
    if request.method in ("GET", "HEAD"):
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return problem(404, "not_found", _("There is nothing at this address: it lacks the slash at its end."))
