"""Calls of Google's API for the tests."""

import json
from typing import Any

from django.test import Client

from claims.models import User
from tests import make

SEARCH = "/v1alpha1/claims:search"
IMAGE_SEARCH = "/v1alpha1/claims:imageSearch"
PAGES = "/v1alpha1/pages"
HERE = "testserver"
Json = dict[str, Any]


def found(**asked: Any) -> list[Json]:
    """The claims that a search finds."""
    answer = Client().get(SEARCH, asked)
    assert answer.status_code == 200, answer.content
    claims: list[Json] = json.loads(answer.getvalue()).get("claims", [])
    return claims


def texts(**asked: Any) -> list[str]:
    """What the claims that a search finds say."""
    return [claim["text"] for claim in found(**asked)]


class Program:
    """A program with a token of somebody's."""

    def __init__(self, person: User | None = None, *scopes: str) -> None:
        self.header = make.bearer(make.token(person or make.editor(), *(scopes or ["markup"])))
        self.client = Client()

    def get(self, path: str = PAGES, **asked: Any) -> Any:
        return self.client.get(path, asked, headers=self.header)

    def send(self, verb: str, path: str, body: Any) -> Any:
        sent = {"content_type": "application/json", "headers": self.header}
        return getattr(self.client, verb)(path, body, **sent)

    def create(self, **body: Any) -> Any:
        return self.send("post", PAGES, {"pageUrl": "https://elsewhere.example/a"} | body)

    def update(self, named: str, **body: Any) -> Any:
        return self.send("put", f"/v1alpha1/{named}", {"pageUrl": "https://elsewhere.example/a"} | body)

    def delete(self, name: str) -> Any:
        return self.client.delete(f"/v1alpha1/{name}", headers=self.header)


def faults_of(answer: Any) -> dict[str, str]:
    """What a refusal says is wrong, by field."""
    assert answer.status_code == 400, answer.content
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"] == "Request contains an invalid argument."
    details = error["details"][0]
    assert details["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    return {violation["field"]: violation["description"] for violation in details["fieldViolations"]}
