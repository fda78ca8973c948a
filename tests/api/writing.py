"""Somebody who writes at the desk with a program."""

import json
from typing import Any

from django.test import Client

from claims.models import Claim, User

DESK = "/api/v1/desk/"


class Program:
    """A program of somebody's; each write names the version that stands there now, unless another is named."""

    def __init__(self, person: User) -> None:
        self.person, self.client = person, Client()
        self.client.force_login(person)

    def get(self, path: str) -> Any:
        return self.client.get(DESK + path)

    def send(self, method: str, path: str, body: Any = None, *, seen: str = "", **headers: str) -> Any:
        if seen and "if_match" not in headers:
            headers["if_match"] = self.get(seen).get("ETag", '"v1"')
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body)
        sender = getattr(self.client, method)
        return sender(DESK + path, data, content_type="application/json", headers=named)

    def post(self, path: str, body: Any, **rest: Any) -> Any:
        return self.send("post", path, body, **rest)

    def patch(self, path: str, body: Any, **rest: Any) -> Any:
        return self.send("patch", path, body, **{"seen": path} | rest)

    def delete(self, path: str, **rest: Any) -> Any:
        return self.send("delete", path, **{"seen": path} | rest)


def at(claim: Claim, rest: str = "") -> str:
    """The address of a claim, or of what belongs to it."""
    return f"claims/{claim.public_id}/{rest}"


def fields(answer: Any) -> set[str]:
    """The fields at fault."""
    assert answer.status_code == 400, answer.content
    return set(answer.json()["fields"])
