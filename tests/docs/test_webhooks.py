"""docs/webhooks.md shows a message as it is, and ways to verify one that work."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from claims import desk
from claims.desk.delivering import TRIES, headers
from claims.formats.webhook import message
from claims.models import WebhookDelivery
from claims.outgoing import Manners
from claims.vocabulary import WebhookEvent
from tests import make

from .test_documents import ROOT, blocks

pytestmark = pytest.mark.django_db

PAGE = "docs/webhooks.md"
WORDS = (ROOT / PAGE).read_text()


@pytest.fixture
def sent() -> tuple[str, dict[str, str], bytes]:
    """The secret, the headers and the body of a message."""
    _webhook, secret = make.webhook()
    claim = make.published(statement="Crime has tripled — «wow».")
    make.propose(claim, by=make.writer(), summary="It doubled.")
    desk.correct(claim, by=make.editor(), note="The figure was that of the year before.", kind="factual")
    delivery = WebhookDelivery.objects.with_message().get(event="claim.corrected")
    body = message(delivery, site="https://facts.example.org")
    return secret, headers(delivery, body, moment=timezone.now()), body


def test_the_message_has_the_fields_of_a_real_one(sent: tuple[str, dict[str, str], bytes]) -> None:
    def shape(value: Any) -> Any:
        return {name: shape(part) for name, part in value.items()} if isinstance(value, dict) else type(value)

    (shown,) = blocks(PAGE, "json")

    assert shape(json.loads(shown)) == shape(json.loads(sent[2]))
    assert all(f"{name}: " in WORDS for name in sent[1])


def test_every_event_is_in_the_table() -> None:
    assert all(f"| `{event.value}` |" in WORDS for event in WebhookEvent)


def test_the_numbers_are_those_of_the_desk() -> None:
    assert TRIES == 10
    assert "ten tries" in WORDS
    assert Manners().total == 15
    assert f"ports {', '.join(map(str, Manners().ports[:-1]))} and {Manners().ports[-1]}" in WORDS


def test_the_program_takes_what_is_ours_and_nothing_else(sent: tuple[str, dict[str, str], bytes]) -> None:
    names: dict[str, Any] = {}
    exec(blocks(PAGE, "python")[0], names)
    secret, above, body = sent

    assert names["received"](secret, above, body)["type"] == "claim.corrected"
    assert names["received"](secret, above, body + b" ") is None


def test_the_shell_makes_the_same_signature(sent: tuple[str, dict[str, str], bytes], tmp_path: Path) -> None:
    secret, above, body = sent
    (tmp_path / "body.json").write_bytes(body)
    given = {"SECRET": secret, "ID": above["webhook-id"], "TIMESTAMP": above["webhook-timestamp"]}

    done = subprocess.run(
        ["sh", "-c", blocks(PAGE, "sh")[0]], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"} | given,
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert f"v1,{done.stdout.strip()}" == above["webhook-signature"]
