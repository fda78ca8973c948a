"""The pages for what cannot be answered, and the health of the server."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from claims.models.review import ReviewQuerySet
from claims.views import errors

from .pages import words


class TestErrors:
    def test_an_unknown_address_gets_a_page_that_is_not_kept(self, client: Client) -> None:
        response = client.get("/no-such-page/")

        assert response.status_code == 404
        assert response["Cache-Control"] == "no-store"
        assert "There is no page at this address." in words(response)

    def test_a_wrong_host_gets_a_sentence(self, client: Client) -> None:
        response = client.get("/healthz", headers={"host": "evil.example"})

        assert response.status_code == 400
        assert "The request could not be understood." in words(response)
        assert "evil" not in words(response)

    def test_a_fault_of_ours_needs_no_database(self, rf: RequestFactory) -> None:
        response = errors.server_error(rf.get("/"))

        assert response.status_code == 500
        assert "Something broke on our side." in words(response)

    def test_what_is_forbidden_says_so(self, rf: RequestFactory) -> None:
        response = errors.forbidden(rf.get("/"), PermissionError("secret"))

        assert response.status_code == 403
        assert "secret" not in words(response)


class TestHealth:
    def test_alive_asks_no_database(self, client: Client) -> None:
        assert client.get("/healthz").json() == {"status": "alive"}

    @pytest.mark.django_db
    def test_ready_asks_for_the_tables(self, client: Client, django_assert_num_queries) -> None:
        with django_assert_num_queries(1):
            response = client.get("/readyz")

        assert response.json() == {"status": "ready"}
        assert response["Cache-Control"] == "no-store"

    def test_it_is_not_ready_without_a_database(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_reviews: ReviewQuerySet) -> bool:
            raise OperationalError("down")

        monkeypatch.setattr(ReviewQuerySet, "exists", refuse)

        assert client.get("/readyz").status_code == 503
