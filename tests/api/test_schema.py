"""The schema: valid, complete, and kept by what the API really answers."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.test import Client
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

from claims.api.schema import schema_of_the_api
from claims.api.urls import DESK, READING
from claims.api.versions import etag
from claims.models import Article, Review, Source, Speaker, Topic, User
from tests import make

from .reviews import claim_of

pytestmark = pytest.mark.django_db
UNDOCUMENTED = {"schema", "docs"}  # the description itself
METHODS = {"get", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema as a program reads it."""
    return json.loads(json.dumps(schema_of_the_api(), default=str))


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert method in METHODS
            yield path, operation


class TestSchema:
    def test_it_is_openapi_3_1(self, schema: dict[str, Any]) -> None:
        assert schema["openapi"].startswith("3.1")
        validate_schema(schema)

    def test_it_is_made_without_a_warning(self, capsys: pytest.CaptureFixture[str]) -> None:
        schema_of_the_api()

        assert capsys.readouterr().err == ""

    def test_every_address_is_in_it(self, schema: dict[str, Any]) -> None:
        routes = [route for route in (*READING, *DESK) if route.name not in UNDOCUMENTED]

        paths = {"/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(route.pattern)) for route in routes}

        assert paths == set(schema["paths"])

    def test_each_operation_has_a_name_of_its_own_and_says_what_it_does(self, schema: dict[str, Any]) -> None:
        found = [operation for _path, operation in operations(schema)]

        names = [operation["operationId"] for operation in found]
        assert len(names) == len(set(names))
        assert all(operation["summary"] for operation in found)

    def test_reading_needs_no_login_and_the_desk_does(self, schema: dict[str, Any]) -> None:
        for path, operation in operations(schema):
            assert bool(operation.get("security")) == path.startswith("/api/v1/desk/"), path

    def test_the_desk_is_opened_by_a_session_or_a_token(self, schema: dict[str, Any]) -> None:
        for path, operation in operations(schema):
            if path.startswith("/api/v1/desk/"):
                assert sorted(name for way in operation["security"] for name in way) == ["session", "token"], path

    def test_each_operation_tells_its_limits(self, schema: dict[str, Any]) -> None:
        for path, operation in operations(schema):
            private = path.startswith("/api/v1/desk/")
            for status, answer in operation["responses"].items():
                told = {name for name in answer["headers"] if name.startswith("RateLimit")}
                both = private or status == "429"
                assert told == ({"RateLimit-Policy", "RateLimit"} if both else {"RateLimit-Policy"}), (path, status)
            assert "Retry-After" in operation["responses"]["429"]["headers"]

    def test_each_write_takes_a_key(self, schema: dict[str, Any]) -> None:
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                names = {parameter["name"] for parameter in operation.get("parameters", [])}
                assert ("Idempotency-Key" in names) == (method == "post"), path
                assert method != "post" or {"409", "422"} <= set(operation["responses"])

    def test_each_refusal_has_the_one_shape(self, schema: dict[str, Any]) -> None:
        for path, operation in operations(schema):
            for status, answer in operation["responses"].items():
                if status >= "400":
                    shape = answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
                    assert shape in {"Problem", "Gone"}, (path, status)

    def test_it_is_served_to_anyone(self, client: Client, schema: dict[str, Any]) -> None:
        assert client.get("/api/v1/schema/").json() == schema


class TestDocs:
    def test_every_operation_and_shape_is_on_the_page_for_people(self, client: Client, schema: dict[str, Any]) -> None:
        page = client.get("/api/v1/docs/").content.decode()

        for path, operation in operations(schema):
            assert f'id="{operation["operationId"]}"' in page
            assert path in page
        for shape in schema["components"]["schemas"]:
            assert f'id="shape-{shape}"' in page

    def test_it_needs_no_script_and_no_style_of_its_own(self, client: Client) -> None:
        page = client.get("/api/v1/docs/").content.decode()

        assert "<script" not in page
        assert "<style" not in page
        assert "style=" not in page


CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.response_headers_conformance,
]


def test_answers_keep_the_schema_whatever_is_asked(client: Client, site: Any) -> None:
    """Schemathesis asks every operation, the desk's as an administrator, for what is there."""
    person = make.administrator()
    client.force_login(person)
    token = "a" * 32
    cookies = {settings.SESSION_COOKIE_NAME: client.session.session_key, settings.CSRF_COOKIE_NAME: token}
    review = make.review(speaker=make.speaker(), topics=[make.topic()])
    known = ids_of(review)
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", site)
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @hypothesis_settings(
            max_examples=8,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        def ask(case: Any) -> None:
            case.path_parameters.update(known.get(path_kind(case.path), {}))
            seen = etag_of(case.path, review, person)
            headers = {"Host": "localhost", "X-CSRFToken": token, "If-Match": seen}
            case.call_and_validate(checks=CHECKS, cookies=cookies, headers=headers)

        ask()


def ids_of(review: Review) -> dict[str, dict[str, Any]]:
    """The path parameters of what is there, by the kind of address."""
    return {
        "claims": {"public_id": review.pk, "number": review.number},
        "articles": {"slug": review.article_slugs[0]},
        "speakers": {"slug": review.speaker_slugs[0]},
        "topics": {"slug": review.topic_slugs[0]},
        "sources": {"slug": review.source_ids[0]},
        "ratings": {"slug": review.scale_slug},
        "desk/articles": {"slug": review.article_slugs[0], "number": 1},
        "desk/speakers": {"slug": review.speaker_slugs[0]},
        "desk/topics": {"slug": review.topic_slugs[0]},
        "desk/sources": {"public_id": review.source_ids[0]},
        "desk/claims": {"public_id": review.pk, "place": 1},
    }


def etag_of(path: str, review: Review, person: User) -> str:
    """The ETag of what stands at such an address now."""
    nouns: dict[str, Any] = {"articles": Article, "speakers": Speaker, "topics": Topic, "sources": Source}
    noun = nouns.get(path_kind(path).partition("/")[2])
    return f'"v{noun.objects.earliest("pk").version}"' if noun else etag(claim_of(review), reader=person)


def path_kind(path: str) -> str:
    first, second, *_rest = [*path.removeprefix("/api/v1/").split("/"), ""]
    return f"{first}/{second}" if first == "desk" else first
