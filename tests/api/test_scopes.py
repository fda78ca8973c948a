"""Which scope each address of the desk needs, tried out; and that a token is never more than its person.

`WRITE_DOCS=1 pytest tests/api/test_scopes.py` writes docs/scopes.md anew.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from claims import desk
from claims.api.urls import ACTS, DESK
from claims.models import Claim, Recusal, User
from claims.vocabulary import Permission, TokenScope
from tests import make

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "scopes.md"
METHODS = ("get", "post", "put", "patch", "delete")
SAMPLES = {"slug": "zzzzzzzzzzzz", "int": "1", "str": "zzzzzzzzzzzz", "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
NAMED_OTHERWISE = {"verdict": "propose_verdict"}


@dataclass(frozen=True)
class Operation:
    """One method of one address of the desk."""

    method: str
    pattern: str

    def __str__(self) -> str:
        return f"{self.method} {self.pattern}"

    def path(self, claim: Claim | None = None) -> str:
        samples = SAMPLES | ({"slug": claim.public_id} if claim else {})
        return "/api/v1/" + re.sub(r"<(\w+):\w+>", lambda found: samples[found[1]], self.pattern)

    def ask(self, client: Client, *, claim: Claim | None = None, **headers: str) -> Any:
        body = None if self.method == "get" else json.dumps({})
        return getattr(client, self.method)(self.path(claim), body, content_type="application/json", headers=headers)


OPERATIONS = [
    Operation(method, str(route.pattern))
    for route in DESK
    for method in METHODS
    if hasattr(route.callback.view_class, method)  # type: ignore[attr-defined]
]
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=str)


def tried() -> dict[Operation, list[str]]:
    """The scopes that each operation asks for: those without which it is refused for want of one."""
    person = make.administrator()
    tokens = {scope: make.bearer(make.token(person, scope)) for scope in TokenScope.values}
    return {
        operation: [scope for scope in tokens if not lacks_scope(operation.ask(Client(), **tokens[scope]))]
        for operation in OPERATIONS
    }


def lacks_scope(answer: Any) -> bool:
    return answer.status_code == 403 and "does not have the scope" in answer.json()["detail"]


def page(needed: dict[Operation, list[str]]) -> Iterator[str]:
    yield "# What a token must be allowed"
    yield ""
    yield "Each address of the desk's API with the scope that a token needs for each method, as tried out; the test"
    yield "that wrote this page fails when it is wrong. A scope gives nobody a right that they lack: who may do what is"
    yield "in [acts.md](acts.md), and how tokens are made in [accounts.md](accounts.md#tokens-of-programs)."
    yield ""
    yield "| address below `/api/v1/` | scope |"
    yield "| --- | --- |"
    for pattern in dict.fromkeys(operation.pattern for operation in OPERATIONS):
        cells = [f"{o.method.upper()} `{s}`" for o, scopes in needed.items() if o.pattern == pattern for s in scopes]
        shown = re.sub(r"<\w+:(\w+)>", r"{\1}", pattern)
        yield f"| `{shown}` | {', '.join(cells)} |"
    yield ""


def test_the_page_is_what_was_tried() -> None:
    said = "\n".join(page(tried()))

    if os.environ.get("WRITE_DOCS"):
        PAGE.write_text(said)
    assert PAGE.read_text() == said


def test_each_operation_needs_one_scope_and_reading_only_the_one_to_read() -> None:
    for operation, scopes in tried().items():
        assert len(scopes) == 1, operation
        assert (scopes == [TokenScope.READ]) == (operation.method == "get"), operation


def test_an_act_that_takes_an_editor_needs_more_than_the_scope_to_write() -> None:
    needed = tried()

    for name in ACTS:
        act = desk.ACTS[NAMED_OTHERWISE.get(name, name.replace("-", "_"))]
        more = act.permission not in (Permission.WORK, Permission.ASSIGN)
        scopes = needed[Operation("post", f"desk/claims/<slug:public_id>/{name}/")]
        assert scopes == [TokenScope.PUBLISH if more else TokenScope.WRITE], name


@each_operation
def test_a_stranger_is_asked_for_a_token(operation: Operation) -> None:
    answer = operation.ask(Client())

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="desk"'


class Scene:
    """A claim in review, and people who may do less with it than others."""

    def __init__(self) -> None:
        self.speaker = make.speaker()
        self.claim = make.claim_in_review(speaker=self.speaker)

    def nobody(self) -> User:
        return User.objects.create_user("nobody", password="password")

    def writer(self) -> User:
        return make.writer()

    def recused(self) -> User:
        person = make.editor()
        desk.recuse(Recusal(person=person, speaker=self.speaker, reason="She is his sister."), by=make.administrator())
        return person

    def blind(self) -> User:
        person = make.editor()
        make.second_verdict_asked(self.claim, of=person)
        return person


@pytest.fixture
def scene() -> Scene:
    return Scene()


def said(operation: Operation, scene: Scene, client: Client, version: str, **headers: str) -> tuple[int, str]:
    """What somebody is answered, and then it never happened."""
    with transaction.atomic():
        answer = operation.ask(client, claim=scene.claim, **{"If-Match": version}, **headers)
        transaction.set_rollback(True)
    body = answer.json() if answer.content else {}
    return answer.status_code, body.get("detail", "")


@pytest.mark.parametrize("who", ["nobody", "writer", "recused", "blind"])
def test_a_token_does_what_its_person_does_in_a_session_and_no_more(scene: Scene, who: str) -> None:
    person: User = getattr(scene, who)()
    works_here, session = person.has_perm(Permission.WORK), Client()
    bearer = make.bearer(make.token(person) if works_here else token_of_somebody_who_left_the_group(person))
    session.force_login(person)
    version = session.get(f"/api/v1/desk/claims/{scene.claim.public_id}/").get("ETag", '"v1"')

    for operation in OPERATIONS:
        by_session = said(operation, scene, session, version)
        by_token = said(operation, scene, Client(), version, **bearer)

        assert by_token == by_session, operation
        if who == "nobody":
            assert by_token[0] in (400, 403, 404), operation


def token_of_somebody_who_left_the_group(person: User) -> str:
    """A token that was made while its person still worked at the desk."""
    person.groups.set(make.writer().groups.all())
    secret = make.token(User.objects.get(pk=person.pk))
    person.groups.clear()
    return secret


@pytest.mark.parametrize("who", ["writer", "recused", "blind"])
def test_what_they_may_not_do_is_refused_to_their_token(scene: Scene, who: str) -> None:
    person: User = getattr(scene, who)()
    bearer, publish = make.bearer(make.token(person)), Operation("post", "desk/claims/<slug:public_id>/publish/")
    version = Client().get(f"/api/v1/desk/claims/{scene.claim.public_id}/", headers=bearer)["ETag"]

    refused = publish.ask(Client(), claim=scene.claim, **{"If-Match": version}, **bearer)

    assert refused.status_code == 403
    assert not scene.claim.publications.exists()
