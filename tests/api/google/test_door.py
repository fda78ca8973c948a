"""How every call of Google's API comes in and how its reply goes out."""

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.test import Client
from psycopg.errors import QueryCanceled

from tests import make

from .calling import HERE, IMAGE_SEARCH, PAGES, SEARCH, Json, Program, faults_of, texts

pytestmark = pytest.mark.django_db
OURS = {"reviewPublisherSiteFilter": HERE}


class TestParameters:
    def test_the_common_ones_are_taken(self) -> None:
        make.review(statement="Crime.")
        common = {
            "key": "any",
            "alt": "json",
            "prettyPrint": "true",
            "quotaUser": "u" * 40,
            "$.xgafv": "2",
            "uploadType": "media",
            "upload_protocol": "raw",
            "access_token": "x",
            "oauth_token": "x",
        }

        assert texts(query="crime", **common) == ["Crime."]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("alt", "proto"),
            ("alt", "media"),
            ("callback", "f"),
            ("quotaUser", "u" * 41),
            ("$.xgafv", "3"),
            ("prettyPrint", "perhaps"),
            ("pageSize", "-1"),
            ("pageSize", "ten"),
            ("pageSize", "1.5"),
            ("pageSize", str(2**31)),
            ("pageSize", "٣"),
            ("offset", "-1"),
            ("maxAgeDays", "-1"),
            ("maxAgeDays", "99999999999999999999"),
            ("languageCode", "not a tag"),
            ("pageToken", "foreign"),
            ("query", "a\x00b"),
            ("query", "x" * 10_001),
            ("reviewPublisherSiteFilter", "x" * 5000),
            ("unknown", "x"),
            ("fields", "nothing"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_by_its_name(self, name: str, value: str) -> None:
        assert list(faults_of(Client().get(SEARCH, {**OURS, name: value}))) == [name]

    def test_every_fault_is_told_at_once(self) -> None:
        refused = Client().get(SEARCH, {"query": "x", "pageSize": "-1", "alt": "xml", "offset": "x"})

        assert set(faults_of(refused)) == {"pageSize", "alt", "offset"}

    @pytest.mark.parametrize("asked", [{}, {"query": ""}, {"query": "  "}, {"languageCode": "en"}])
    def test_a_search_needs_words_or_a_publisher(self, asked: Json) -> None:
        assert "query" in faults_of(Client().get(SEARCH, asked))

    def test_one_that_is_given_twice_is_refused(self) -> None:
        assert "query" in faults_of(Client().get(f"{SEARCH}?query=a&query=b"))

    def test_names_may_be_written_as_protocol_buffers_have_them(self) -> None:
        make.review(statement="Crime.")

        assert texts(query="crime", page_size="5", review_publisher_site_filter=HERE) == ["Crime."]

    @pytest.mark.parametrize(
        "query", ["%ff", "%ed%a0%80", "%E2%80%AE", "'; DROP TABLE", "%", '"', "<script>", "-", "!"]
    )
    def test_odd_words_find_nothing_and_break_nothing(self, query: str) -> None:
        assert Client().get(f"{SEARCH}?query={query}").status_code == 200


class TestLongCalls:
    def test_a_post_that_means_a_get_is_one(self) -> None:
        make.review(statement="Crime has tripled.")

        answer = Client(enforce_csrf_checks=True).post(
            SEARCH,
            urlencode({"query": "crime " * 500, "key": "k", "alt": "json"}),
            content_type="application/x-www-form-urlencoded",
            headers={"X-HTTP-Method-Override": "GET"},
        )

        assert [claim["text"] for claim in answer.json()["claims"]] == ["Crime has tripled."]

    def test_without_saying_so_it_is_none(self) -> None:
        answer = Client().post(SEARCH, {"query": "crime"})

        assert answer.status_code == 405
        assert answer.json()["error"]["status"] == "UNIMPLEMENTED"
        assert answer["Allow"] == "GET, HEAD, OPTIONS"

    def test_what_is_longer_than_we_read_is_refused(self) -> None:
        refused = Client().post(
            SEARCH,
            "query=" + "x" * 2_600_000,
            content_type="application/x-www-form-urlencoded",
            headers={"X-HTTP-Method-Override": "GET"},
        )

        assert "body" in faults_of(refused)


class TestPartialReplies:
    @pytest.mark.parametrize(
        ("fields", "left"),
        [
            ("claims/text", {"claims": [{"text": "Crime."}]}),
            (
                "claims(text,claimReview/languageCode)",
                {"claims": [{"text": "Crime.", "claimReview": [{"languageCode": "en"}]}]},
            ),
            ("claims/claimReview(publisher/site)", {"claims": [{"claimReview": [{"publisher": {"site": HERE}}]}]}),
            ("claims/claimReview/publisher/*,claims/text", None),
            ("claims/claimant", {"claims": [{}]}),
            (" claims ( text ) ", {"claims": [{"text": "Crime."}]}),
            ("nextPageToken", {}),
            ("*/text", {"claims": [{"text": "Crime."}]}),
        ],
    )
    def test_they_have_the_fields_that_were_asked_for(self, fields: str, left: Json | None) -> None:
        make.review(statement="Crime.")

        told = Client().get(SEARCH, {"query": "crime", "fields": fields}).json()

        if left is None:
            name = {"name": "The fact-checking desk", "site": HERE}
            left = {"claims": [{"text": "Crime.", "claimReview": [{"publisher": name}]}]}
        assert told == left

    def test_a_star_is_everything(self) -> None:
        make.review(statement="Crime.")
        asked = {"query": "crime"}

        whole = Client().get(SEARCH, asked).json()

        assert Client().get(SEARCH, {**asked, "fields": "*"}).json() == whole
        assert Client().get(SEARCH, {**asked, "fields": "claims/*,nextPageToken"}).json() == whole

    @pytest.mark.parametrize(
        "fields",
        [
            "claims/nothing",
            "claims(",
            "claims)",
            "claims(text",
            ",",
            "claims//text",
            "claims/text/x",
            "claims text",
            "(" * 3000,
            "a/" * 900 + "a",
            "claims" + "(claimReview" * 50,
            "ä",
            "claims/",
        ],
    )
    def test_a_mask_that_cannot_be_meant_is_refused(self, fields: str) -> None:
        assert "fields" in faults_of(Client().get(SEARCH, {**OURS, "fields": fields}))


class TestHowItIsWritten:
    def test_it_is_indented_unless_that_is_not_wanted(self) -> None:
        make.review(statement="Crime “doubled”\nin Zürich.")
        make.review(statement="Crime </script>.")
        asked = {"query": "crime", "pageSize": 1}

        pretty, compact = (
            Client().get(SEARCH, {**asked, "prettyPrint": value}).content.decode() for value in ("true", "false")
        )

        told = json.loads(compact)
        assert pretty.count("\n") > 10
        assert pretty == json.dumps(json.loads(pretty), indent=2, ensure_ascii=False) + "\n"
        assert compact == json.dumps(told, separators=(",", ":"), ensure_ascii=False) + "\n"

    def test_anyone_may_keep_it_for_a_while_and_ask_whether_it_is_still_so(self) -> None:
        make.review(statement="Crime.")
        answer = Client().get(SEARCH, OURS)

        again = Client().get(SEARCH, OURS, headers={"If-None-Match": answer["ETag"]})

        assert "max-age=60" in answer["Cache-Control"]
        assert (again.status_code, again.content) == (304, b"")

    def test_the_head_is_that_of_the_answer(self) -> None:
        answer, head = Client().get(SEARCH, OURS), Client().head(SEARCH, OURS)

        assert (head.status_code, head["ETag"]) == (200, answer["ETag"])

    @pytest.mark.parametrize("path", [f"{SEARCH}?query=x", SEARCH, IMAGE_SEARCH, "/$discovery/rest"])
    def test_programs_on_any_site_may_read_what_is_public(self, path: str) -> None:
        answer = Client().get(path, headers={"Origin": "https://reader.example"})

        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_not_what_is_private(self) -> None:
        answer = Client().get(PAGES, headers={"Origin": "https://reader.example"})

        assert "Access-Control-Allow-Origin" not in answer


class TestRefusals:
    @pytest.mark.parametrize(
        "path",
        [
            "/v1alpha1",
            "/v1alpha1/",
            "/v1alpha1/nothing",
            "/v1alpha1/claims",
            "/v1alpha1/claims:search/",
            "/v1alpha1/pages/",
            "/v1alpha1/pages/a/b",
            "/v1alpha1/claims%3Asearch/x",
            "/v1alpha1/%00",
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
    def test_what_is_not_there_is_not_found_by_any_method(self, path: str, method: str) -> None:
        answer = getattr(Client(enforce_csrf_checks=True), method)(path)

        assert answer.status_code == 404
        assert answer.json()["error"] == {
            "code": 404,
            "message": "There is no such method here.",
            "status": "NOT_FOUND",
        }
        assert answer["Content-Type"] == "application/json; charset=UTF-8"

    @pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
    @pytest.mark.parametrize("path", [SEARCH, IMAGE_SEARCH])
    def test_another_method_is_none_of_ours(self, path: str, method: str) -> None:
        answer = getattr(Client(enforce_csrf_checks=True), method)(path)

        assert (answer.status_code, answer.json()["error"]["code"]) == (405, 405)

    def test_what_takes_too_long_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def too_slow(*_args: object, **_more: object) -> None:
            raise OperationalError from QueryCanceled()

        monkeypatch.setattr("claims.models.Review.objects.public", too_slow)

        answer = Client().get(SEARCH, OURS)

        assert (answer.status_code, answer.json()["error"]["status"]) == (503, "UNAVAILABLE")

    def test_what_breaks_on_our_side_is_in_the_same_shape(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_args: object, **_more: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("claims.models.Review.objects.public", broken)

        answer = Client(raise_request_exception=False).get(SEARCH, OURS)

        assert answer.status_code == 500
        assert answer.json()["error"]["status"] == "INTERNAL"

    def test_a_host_that_is_not_ours_is_refused_in_it_too(self) -> None:
        answer = Client().get(SEARCH, OURS, headers={"Host": "evil.example"})

        assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")


class TestLimits:
    @pytest.fixture(autouse=True)
    def one_a_minute(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """A minute in which nobody asked before."""
        settings.API_LIMIT_READERS = settings.API_LIMIT_DESK = 1
        monkeypatch.setattr(time, "time", lambda: 1_800_000_018)
        yield
        for name in ("default", "readers"):
            caches[name].clear()

    def test_a_reader_who_asks_too_often_is_told_to_wait(self) -> None:
        assert Client().get(SEARCH, OURS).status_code == 200

        refused = Client().get(SEARCH, OURS)

        assert (refused.status_code, refused.json()["error"]["status"]) == (429, "RESOURCE_EXHAUSTED")
        assert refused["Retry-After"] == "42"

    def test_so_is_a_program_by_its_token(self) -> None:
        program, other = Program(), Program()
        assert program.get(organization="a.example")["RateLimit"] == '"desk";r=0;t=42'

        assert program.get(organization="a.example").status_code == 429
        assert other.get(organization="a.example").status_code == 200
