"""How a call comes in: the method that it means, who calls, its values; and how a refusal goes out."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException, NotAuthenticated
from rest_framework.request import Request

from claims.api.limits import DESK, WRITES, Standing, count, count_reader, tell
from claims.api.tokens import TokenLogin
from claims.errors import NotAllowed, Refused
from claims.models import User
from claims.vocabulary import Permission, TokenScope

from .errors import Wrong, answer, refusal
from .mask import Mask, parsed
from .methods import Method
from .parameters import Values, asked
from .replies import listed, whole

FORESEEN = (
    *(Wrong, Refused, APIException, Http404, ObjectDoesNotExist),
    *(SuspiciousOperation, RequestDataTooBig, OperationalError),
)


@dataclass(frozen=True)
class Call:
    """One call of a method."""

    request: HttpRequest
    method: Method
    values: Values
    caller: User | None  # None: a reader
    page: str = ""  # the id of the page that the path names

    @property
    def person(self) -> User:
        """Who calls a private method."""
        assert self.caller is not None
        return self.caller


Handler = Callable[[Call], Any]


def door(*answers: tuple[Method, Handler]) -> Callable[..., HttpResponseBase]:
    """The view of an address: each method by its verb, with the function that has the reply or yields its rows."""
    known = {method.verb: (method, handler) for method, handler in answers}
    allowed = ", ".join([*known, *(["HEAD"] if "GET" in known else []), "OPTIONS"])

    @csrf_exempt
    def view(request: HttpRequest, page: str = "") -> HttpResponseBase:
        verb = meant(request)
        if verb == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allowed})
        if verb not in known:
            refused = refusal(405, f"This address answers {allowed}.")
            refused["Allow"] = allowed
            return refused
        try:
            return _reply(request, *known[verb], page)
        except FORESEEN as error:
            expected = answer(error)
            if expected is None:
                raise
            return expected

    return view


def meant(request: HttpRequest) -> str:
    """The verb of a call: clients send what is too long for an address as a POST that says what it means."""
    verb = request.method or ""
    if verb == "POST":
        verb = request.META.get("HTTP_X_HTTP_METHOD_OVERRIDE", "").strip().upper() or verb
    return "GET" if verb == "HEAD" else verb


def _reply(request: HttpRequest, method: Method, handler: Handler, page: str) -> HttpResponseBase:
    caller, standings = _caller(request, method) if method.is_private else (None, _reader(request))
    values = asked(_query(request), method)
    call = Call(request=request, method=method, values=values, caller=caller, page=page)
    mask: Mask = parsed(values["fields"], method.reply) if "fields" in values else None
    reply = listed if method.listed else whole
    response = reply(request, method, handler(call), mask, pretty=values.get("prettyPrint", True))
    tell(response, standings)
    return response


def _query(request: HttpRequest) -> QueryDict:
    """What stands behind the question mark, and in the body of a POST that means a GET."""
    query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True, encoding="utf-8")
    if request.method == "POST" and meant(request) == "GET":
        query.update(QueryDict(request.body, encoding="utf-8"))
    return query


def _reader(request: HttpRequest) -> Collection[Standing]:
    """A reader's call counts for their network, like every reader's; an answer that all may keep does not say so."""
    count_reader(request)
    return ()


def _caller(request: HttpRequest, method: Method) -> tuple[User, Collection[Standing]]:
    """Whose token the call shows, if it may be used for this, and how the token stands with what it may ask."""
    known = TokenLogin().authenticate(Request(request))
    if known is None:
        raise NotAuthenticated
    person, token = known
    standings = count(f"token:{token.public_id}", *([DESK] if method.verb == "GET" else [DESK, WRITES]))
    if not token.allows(TokenScope.MARKUP):
        raise NotAllowed("Nothing was done", f"this token does not have the scope “{TokenScope.MARKUP}”")
    if not person.has_perm(Permission.SEE_MARKUP):
        raise NotAllowed("Nothing was done", "your group does not have the right to see markup")
    return person, standings
