"""The door for readers: no login, no cookie, no negotiation, and one shape of refusal."""

import json
from typing import Any, ClassVar

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.views import APIView

from claims.errors import Refused

from .caching import fresh
from .errors import answer, problem
from .limits import count_reader, tell_readers
from .paging import Page
from .parameters import Parameter, asked

Asked = dict[str, Any]
READS = "GET, HEAD, OPTIONS"


class PublicRead(APIView):
    """A public address that is only read.

    It stays a view of the framework for the sake of the schema; but the framework's request, negotiation
    and rendering cost more than the answer, and nothing here needs them.
    """

    authentication_classes = ()
    permission_classes = ()
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    other_answers: ClassVar[dict[int, Any]] = {}  # for the schema: the shape of each unusual status

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": READS})
        if request.method not in ("GET", "HEAD"):
            refusal = problem(405, "method_not_allowed", _("This address can only be read."))
            refusal["Allow"] = READS
            return refusal
        response = self._answer(request, kwargs)
        tell_readers(response)
        return response

    def _answer(self, request: HttpRequest, named: Asked) -> HttpResponse:
        """The answer, refusals included."""
        try:
            count_reader(request)
            return self.read(request, {**named, **self.asks(request)})
        except (Refused, Http404, SuspiciousOperation, OperationalError) as error:
            refused = answer(error, {})
            if refused is None:
                raise
            return refused

    def asks(self, request: HttpRequest) -> Asked:
        """What the query asks for; what is not known is refused."""
        return asked(request, self.parameters)

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """The answer to a GET, with what its path and its query ask for."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Never called: it tells the schema that this address answers a GET."""
        return self.dispatch(request, *args, **kwargs)


def listed(request: HttpRequest, page: Page, results: list[str]) -> HttpResponse:
    """A page of results that are JSON already."""
    around = f'{{"next":{json.dumps(page.next)},"previous":{json.dumps(page.previous)},"results":['
    return fresh(request, f"{around}{','.join(results)}]}}")


def written(value: Any) -> str:
    """A value as JSON in the letters of its language."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
