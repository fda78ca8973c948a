"""One shape of refusal under the whole API, and never a 500."""

import pytest
from django.db import OperationalError
from django.test import Client
from psycopg.errors import QueryCanceled

from claims.api import errors
from tests import make

pytestmark = pytest.mark.django_db
READABLE = ["", "claims/", "articles/", "speakers/", "topics/", "sources/", "ratings/", "schema/"]


class TestUnknownAddresses:
    @pytest.mark.parametrize(
        "path", ["nothing/", "claims/a/b/c/", "claims/%00/", "claims/%ff/", "desk/", "desk/claims/x/y/"]
    )
    @pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
    def test_they_are_not_found_by_any_method(self, client: Client, path: str, method: str) -> None:
        answer = getattr(client, method)(f"/api/v1/{path}")

        assert answer.status_code == 404
        assert set(answer.json()) == {"code", "detail", "fields"}

    @pytest.mark.parametrize("path", ["/api/", "/api/v2/claims/", "/api/v1x/"])
    def test_nor_is_there_anything_beside_this_version(self, client: Client, path: str) -> None:
        answer = client.get(path)

        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"

    def test_one_without_its_slash_leads_to_the_one_with_it(self, client: Client) -> None:
        answer = client.get("/api/v1/claims?kind=event")

        assert answer.status_code == 301
        assert answer["Location"] == "/api/v1/claims/?kind=event"

    def test_a_write_without_its_slash_is_told_so(self, client: Client) -> None:
        answer = client.post("/api/v1/desk/claims/x/publish")

        assert answer.status_code == 404
        assert "slash" in answer.json()["detail"]


class TestMethods:
    @pytest.mark.parametrize("path", READABLE)
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
    def test_what_is_read_cannot_be_written(self, client: Client, path: str, method: str) -> None:
        answer = getattr(client, method)(f"/api/v1/{path}")

        assert answer.status_code == 405
        assert answer.json()["code"] == "method_not_allowed"
        assert "GET" in answer["Allow"]

    @pytest.mark.parametrize("path", READABLE)
    def test_the_head_is_that_of_the_answer(self, client: Client, path: str) -> None:
        answer, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")

        assert head.status_code == answer.status_code == 200
        assert head["ETag"] == answer["ETag"]
        assert head.content == b""

    def test_options_name_the_methods(self, client: Client) -> None:
        assert client.options("/api/v1/claims/")["Allow"] == "GET, HEAD, OPTIONS"


class TestUnknownParameters:
    @pytest.mark.parametrize("path", READABLE)
    def test_they_are_refused_everywhere(self, client: Client, path: str) -> None:
        answer = client.get(f"/api/v1/{path}?colour=red")

        assert answer.status_code == 400
        assert "no such parameter" in answer.json()["fields"]["colour"][0]

    def test_on_one_claim_too(self, client: Client) -> None:
        assert client.get(f"/api/v1/claims/{make.review().pk}/?colour=red").status_code == 400


class TestAnswer:
    def test_a_query_that_ran_out_of_time_is_a_503(self) -> None:
        error = OperationalError("canceling statement due to statement timeout")
        error.__cause__ = QueryCanceled()

        answer = errors.answer(error, {})

        assert answer is not None
        assert answer.status_code == 503

    def test_what_nobody_foresaw_is_left_to_the_log(self) -> None:
        assert errors.answer(OperationalError("the server is gone"), {}) is None
        assert errors.answer(KeyError("x"), {}) is None
