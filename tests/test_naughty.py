"""Whatever is typed, pasted or sent: no answer is a failure of ours."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from claims.api.schema import schema_of_the_api
from tests import make
from tests.naughty import BYTES, TEXTS
from tests.test_leaks import PARAMETER, ROUTES

pytestmark = pytest.mark.django_db
PLAIN = [route for route in ROUTES if not PARAMETER.search(route) and not route.startswith(("ar/", "account/"))]
NAMED = [route for route in ROUTES if PARAMETER.search(route) and not route.startswith(("ar/", "account/"))]
SHARE = 3  # each address is asked for every third text, so that each text is asked of many
ASKED = ["q", "topic", "speaker", "rating", "language", "order", "from", "kind", "cursor", "page_size", "url", "page"]


def share(texts: list[str], turn: int) -> list[str]:
    """Those of the texts whose turn it is."""
    return texts[turn % SHARE :: SHARE]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("route", NAMED)
def test_no_part_of_an_address_breaks_a_page(visitor: Client, route: str) -> None:
    for text in share([*map(quote, TEXTS), *BYTES], NAMED.index(route)):
        path = "/" + PARAMETER.sub(lambda _part: text, route).replace("^", "").replace("$", "")  # noqa: B023

        assert visitor.get(path).status_code < 500, path[:200]


@pytest.mark.parametrize("route", PLAIN)
def test_no_question_breaks_a_page(visitor: Client, route: str) -> None:
    path = "/" + route.replace("^", "").replace("$", "")
    turn = PLAIN.index(route)
    for number, text in enumerate(share([*map(quote, TEXTS), *BYTES], turn), start=turn):
        query = f"{ASKED[number % len(ASKED)]}={text}&{text}={text}"

        assert visitor.get(f"{path}?{query}").status_code < 500, query[:200]


def test_no_tip_breaks_the_form(visitor: Client) -> None:
    for number, text in enumerate([*TEXTS, *BYTES]):
        name = ("text", "link", "contact", "consented", "homepage", "stamp", "send", text[:50])[number % 8]

        assert visitor.post("/tips/", {"text": "Crime has tripled.", name: text}).status_code < 500, text[:200]


def bodies() -> list[Any]:
    """Each operation that takes a body: its path, and the body's example."""
    schema = json.loads(json.dumps(schema_of_the_api(), default=str))
    found = []
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            for media in operation.get("requestBody", {}).get("content", {}).values():
                shape = schema["components"]["schemas"][media["schema"]["$ref"].rpartition("/")[2]]
                found.append(pytest.param(method, path, shape["examples"][0], id=operation["operationId"]))
    return found


@pytest.mark.parametrize(("method", "path", "example"), bodies())
def test_no_body_breaks_the_desk(method: str, path: str, example: dict[str, Any]) -> None:
    claim = make.claim()
    seen = {"If-Match": "*", **make.bearer(make.token(make.administrator()))}
    visitor = Client(raise_request_exception=False, headers=seen)
    seen["If-Match"] = visitor.get(f"/api/v1/desk/claims/{claim.public_id}/")["ETag"]
    there = path.replace("{public_id}", claim.public_id)
    for part in "number", "comment", "place":
        there = there.replace(f"{{{part}}}", "1")
    for number, text in enumerate(share(TEXTS, len(path))):
        name = list(example)[number % len(example)] if example else "x"
        value = (text, [text], text, {text: text}, text, 1.5, text, None)[number % 8]

        body = json.dumps({**example, name: value})
        answer = getattr(visitor, method)(there, body, content_type="application/json", headers=seen)

        assert answer.status_code < 500, body[:200]
