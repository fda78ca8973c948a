"""Each shape of the schema has an example, and each example is one of its shape.

`WRITE_DOCS=1 pytest tests/api/test_examples.py` takes what is answered anew from a small site.
"""

import json
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from claims import desk
from claims.api.finishing import EXAMPLES, examples
from claims.api.schema import schema_of_the_api
from claims.models import Claim, Recusal, User
from tests import make

pytestmark = pytest.mark.django_db
Json = dict[str, Any]
STATEMENT = "Azerbaijan supplies 30% of the oil that Israel uses."
NAMED = {"Problem"}  # a refusal has an example for each status


@pytest.fixture(scope="module")
def schema() -> Json:
    return json.loads(json.dumps(schema_of_the_api(), default=str))


def shapes(schema: Json) -> Iterator[tuple[str, str, str, str]]:
    """Yield each shape with where it stands: method, path, and the status it is answered with, or “sent”."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            for place, holder in [("sent", operation.get("requestBody")), *operation["responses"].items()]:
                for media in ((holder or {}).get("content") or {}).values():
                    yield media["schema"]["$ref"].rpartition("/")[2], method, path, place


def test_each_shape_that_is_sent_or_answered_has_an_example(schema: Json, settings: Any) -> None:
    settings.SITE_URL = "https://facts.example"
    if os.environ.get("WRITE_DOCS"):
        write(schema)

    assert {shape for shape, *_where in shapes(schema)} - NAMED == set(examples())


def test_each_example_is_of_its_shape(schema: Json) -> None:
    for name, example in examples().items():
        wanted = {"$ref": f"#/components/schemas/{name}", "components": schema["components"]}

        faults = Draft202012Validator(wanted, format_checker=FormatChecker()).iter_errors(example)

        assert not [f"{name}: {fault.json_path} {fault.message}" for fault in faults]


def test_the_schema_shows_them(schema: Json) -> None:
    assert schema["components"]["schemas"]["VerdictBody"]["examples"][0]["rating"] == "mostly-false"


def write(schema: Json) -> None:
    """Ask a small site for everything that can be read, and keep what it answers."""
    person = make.editor(public_name="Ana Ruiz")
    scene = Scene(person)
    client = Client(headers=make.bearer(make.token(person)))
    kept = json.loads(EXAMPLES.read_text())
    answered = {}
    for shape, method, path, place in shapes(schema):
        if method == "get" and place < "300" and shape not in answered:
            answer = client.get(scene.filled(path), follow=True)
            assert answer.status_code == 200, (path, answer.content)
            answered[shape] = answer.json()
    answered["Gone"] = client.get(f"/api/v1/claims/{scene.withdrawn.public_id}/").json()
    for shape, path, body in scene.written():
        answer = client.post(path, body, content_type="application/json")
        assert answer.status_code in (200, 201), answer.content
        answered[shape] = answer.json()
    EXAMPLES.write_text(json.dumps({**kept, "answered": answered}, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    examples.cache_clear()


class Scene:
    """One check that was corrected, with something in each list of the desk, and one that was withdrawn."""

    def __init__(self, person: User) -> None:
        self.person = person
        version = make.article(
            text="“Thirty percent of the oil that Israel uses comes from Baku,” he said.",
            slug="oil-from-baku",
            title="Oil from Baku",
            publisher="The Paper",
            url="https://paper.example/oil",
            published_on="2026-03-30",
        )
        self.speaker = make.speaker(slug="david-levi", name="David Levi", kind="person")
        self.topic = make.topic(slug="energy", name="Energy")
        source = make.source(title="Crude oil imports by origin", publisher="Statistics office")
        make.scale(slug="seven-steps", name="Seven steps")
        self.claim = make.published(
            statement=STATEMENT,
            kind="quantity",
            version=version,
            quote="Thirty percent of the oil that Israel uses comes from Baku",
            speaker=self.speaker,
            topics=[self.topic],
            source=source,
            rating="half-true",
            summary="It was 28% in 2025; for other years no figures are published.",
        )
        make.propose(self.claim, by=make.writer(public_name="Omar Said"), rating="mostly-false", summary="It was 18%.")
        desk.correct(self.claim, by=make.editor(), note="We had taken crude oil for all oil.", kind="verdict")
        self.claim = Claim.objects.get(pk=self.claim.pk)
        make.reply_request(self.claim)
        make.correction_request(self.claim)
        make.comment(self.claim)
        desk.ask_recheck(self.claim, by=person, because="The figures of 2026 are out.")
        self.withdrawn = make.published(statement="Israel uses no oil.")
        desk.withdraw(self.withdrawn, by=make.editor(), note="He was not quoted in full.")
        recusal = Recusal(person=make.writer(), topic=make.topic(), reason="They are related.")
        desk.recuse(recusal, by=person)

    def filled(self, path: str) -> str:
        """The path with what there is."""
        noun = path.removeprefix("/api/v1/").removeprefix("desk/").partition("/")[0]
        slugs = {
            "articles": "oil-from-baku",
            "speakers": "david-levi",
            "topics": "energy",
            "sources": self.claim.evidence.get().source.public_id,
            "ratings": "seven-steps",
        }
        slug = slugs.get(noun, "")
        names = {"public_id": slug if noun == "sources" else self.claim.public_id, "number": "2", "slug": slug}
        if noun == "articles":
            names["number"] = "1"
        return re.sub(r"\{(\w+)\}", lambda found: names[found[1]], path)

    def written(self) -> Iterator[tuple[str, str, Json]]:
        """Yield the shapes that only writing answers, each with where and what is sent."""
        yield "BulkAnswer", "/api/v1/desk/topics/bulk/", {"topics": [{"name": "Baku", "kind": "place"}, {"name": ""}]}
        yield "WrittenComment", f"/api/v1/desk/claims/{self.claim.public_id}/comments/", examples()["CommentBody"]
        yield (
            "RecusalShape",
            "/api/v1/desk/recusals/",
            {
                "person": make.writer(public_name="Omar Said").public_id,
                "topic": "energy",
                "reason": "He worked for the company.",
            },
        )
