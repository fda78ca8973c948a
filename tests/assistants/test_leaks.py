"""Nothing unpublished is told to an assistant: the scene with a secret word in every private field, and every tool."""

import itertools
from typing import Any

import pytest

from claims.assistants.answering import answer
from claims.assistants.tools import TOOLS
from tests.test_leaks import CANARY, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings: Any) -> Scene:
    settings.SITE_URL = "https://facts.example.org"
    return Scene()


def questions(words: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    """Every tool with every argument that could reach what these words name."""
    names = [words["id"], words["claim"], f"/claims/{words['claim']}/", f"/api/v1/claims/{words['id']}/"]
    narrowed = [{"topic": words["topic"]}, {"speaker": words["speaker"]}, {"rating": "true"}, {"language": "en"}, {}]
    looked_for = [{"query": CANARY}, {"query": "crime"}, {}]
    return [
        *(("get_claim", {"claim": name}) for name in names),
        *(("search_claims", {**by, **words, "limit": 20}) for by, words in itertools.product(narrowed, looked_for)),
        *(("list_topics", {"kind": kind}) for kind in ("theme", "place", None)),
    ]


def test_every_tool_is_asked(scene: Scene) -> None:
    assert {tool for tool, _arguments in questions(scene.shown)} == set(TOOLS)


def test_no_answer_holds_a_secret(scene: Scene) -> None:
    for words in (scene.shown, scene.merged_words, scene.hidden, scene.promised):
        for tool, arguments in questions(words):
            assert CANARY not in answer(tool, arguments).model_dump_json(), (tool, arguments)


@pytest.mark.parametrize("unpublished", ["hidden", "promised"])
def test_the_hidden_answers_like_what_does_not_exist(scene: Scene, unpublished: str) -> None:
    unseen = getattr(scene, unpublished)
    nothing = {key: "zz" + value[2:] for key, value in unseen.items()}
    for hidden, absent in zip(questions(unseen), questions(nothing), strict=True):
        assert answer(*hidden) == answer(*absent), hidden


def test_the_published_is_there(scene: Scene) -> None:
    for tool, arguments in (("get_claim", {"claim": scene.claim.slug}), ("search_claims", {"query": "doubled"})):
        assert "It has doubled." in answer(tool, arguments).model_dump_json()
