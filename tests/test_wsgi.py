"""The door of the web server: no request breaks it before our own answers are in place."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client
from django.test.client import FakePayload, RequestFactory

from factcheck.wsgi import application

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connection_of_the_test() -> Iterator[None]:
    """Let a request not close the connection in whose transaction the test runs."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def answer(**environ: Any) -> tuple[str, bytes]:
    """Status and body of a request as a web server would hand it over."""
    said: list[str] = []
    base = RequestFactory()._base_environ(**{"SERVER_NAME": "testserver", "wsgi.input": FakePayload(b"")} | environ)
    body = b"".join(application(base, lambda status, headers: said.append(status)))
    return said[0], body


class TestCharset:
    @pytest.mark.parametrize("charset", ["zlib", "rot13", "utf-16", "nonsense", "utf-8"])
    def test_whatever_a_request_claims_it_is_read_as_utf8(self, charset: str) -> None:
        status, body = answer(
            PATH_INFO="/api/v1/claims/", QUERY_STRING="q=%C3%A9", CONTENT_TYPE=f"text/plain; charset={charset}"
        )

        assert status == "200 OK"
        assert json.loads(body)["results"] == []

    def test_too_many_parameters_are_refused(self) -> None:
        status, body = answer(
            PATH_INFO="/api/v1/claims/", QUERY_STRING="&".join(["a=1"] * 5001), CONTENT_TYPE="text/plain; charset=utf-8"
        )

        assert status == "400 Bad Request"
        assert json.loads(body)["code"] == "malformed"


class TestForeignHost:
    def test_the_api_refuses_it_in_its_own_shape(self) -> None:
        response = Client(headers={"Host": "evil.example"}).get("/api/v1/claims/")

        assert response.status_code == 400
        assert set(response.json()) == {"code", "detail", "fields"}

    def test_a_page_refuses_it_as_a_page(self) -> None:
        response = Client(headers={"Host": "evil.example"}).get("/")

        assert response.status_code == 400
        assert response["Content-Type"].startswith("text/html")
