"""Whatever a test asks of the API and is answered, the schema has it so."""

import json
from functools import cache
from typing import Any

import pytest
from django.test import Client
from openapi_core import OpenAPI
from openapi_core.contrib.django import DjangoOpenAPIRequest, DjangoOpenAPIResponse
from openapi_core.templating.paths.exceptions import OperationNotFound
from openapi_core.testing import MockRequest

from claims.api.schema import schema_of_the_api

API = "/api/v1/"
ITS_OWN = (f"{API}schema/", f"{API}docs/")  # the description itself
ask = Client.request


def watch(patch: pytest.MonkeyPatch) -> None:
    """Hold every answer that a test's client gets from the API against the schema, and what led to a good one."""

    def watched(client: Client, **request: Any) -> Any:
        answer: Any = ask(client, **request)
        path, found = answer.wsgi_request.path, answer.wsgi_request.resolver_match
        if path.startswith(API) and path not in ITS_OWN and found and found.url_name != "nowhere":
            assert not (said := breaches(answer)), f"{answer.wsgi_request.method} {path}: {'; '.join(said)}"
        return answer

    patch.setattr(Client, "request", watched)


def breaches(answer: Any) -> list[str]:
    """What the schema does not have so."""
    request = answer.wsgi_request
    asked = MockRequest("http://testserver", request.method.lower(), request.path)
    found = [*described().iter_response_errors(asked, DjangoOpenAPIResponse(answer))]
    if answer.status_code < 300 and not has_refused_rows(answer):
        found += described().iter_request_errors(DjangoOpenAPIRequest(request))
    return [f"{error!r} {error.__cause__ or ''}" for error in found if not isinstance(error, OperationNotFound)]


def has_refused_rows(answer: Any) -> bool:
    """Whether it is a good answer to many rows of which some were not."""
    said = json.loads(answer.content) if answer.content else {}
    return isinstance(said, dict) and bool(said.get("refused"))


@cache
def described() -> OpenAPI:
    """The schema, read as a program reads it."""
    return OpenAPI.from_dict(json.loads(json.dumps(schema_of_the_api(), default=str)))
