"""Every request carries an id and leaves one line in the log."""

import json
import logging

import pytest
from django.test import Client
from pythonjsonlogger.json import JsonFormatter

from factcheck.requests import RequestIdFilter

pytestmark = pytest.mark.django_db


class TestRequestLog:
    def test_it_answers_with_the_id_that_the_proxy_gave(self) -> None:
        response = Client().get("/healthz", headers={"X-Request-ID": "abc-12345"})

        assert response["X-Request-ID"] == "abc-12345"

    @pytest.mark.parametrize("given", ["", "short", "x" * 65, "two\twords-abc", '"quoted-id"'])
    def test_it_makes_its_own_when_the_given_one_is_not_well_formed(self, given: str) -> None:
        response = Client().get("/healthz", headers={"X-Request-ID": given})

        assert response["X-Request-ID"] != given
        assert len(response["X-Request-ID"]) == 32

    def test_its_line_is_json_and_carries_the_id(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.handler.addFilter(RequestIdFilter())
        caplog.set_level(logging.INFO, "factcheck.requests")

        Client().get("/healthz", headers={"X-Request-ID": "abc-12345"})

        (record,) = [r for r in caplog.records if r.name == "factcheck.requests"]
        line = json.loads(JsonFormatter("%(levelname)s %(message)s %(request_id)s").format(record))
        assert (line["request_id"], line["path"], line["status"]) == ("abc-12345", "/healthz", 200)


class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere/", "/api/v1/", "/api/v1/nowhere/", "/account/login/"])
    def test_every_answer_has_the_security_headers(self, path: str) -> None:
        headers = Client().get(path).headers

        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"

    @pytest.mark.parametrize("path", ["/", "/nowhere/", "/account/login/"])
    def test_no_page_has_an_inline_script_or_style(self, path: str) -> None:
        page = Client().get(path).content.decode()

        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick=" not in page
