"""A client that a program makes from the schema works against the site."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from claims.api.schema import schema_of_the_api
from claims.vocabulary import Status, TokenScope
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The client, as openapi-python-client makes it without a warning."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "schema.json").write_text(json.dumps(schema_of_the_api(), default=str))
    (folder / "names.yml").write_text("package_name_override: desk_client\npost_hooks: []\n")
    program = Path(sys.executable).with_name("openapi-python-client")
    command = [program, "generate", "--path", "schema.json", "--config", "names.yml", "--meta", "none"]
    done = subprocess.run([*command, "--fail-on-warning"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("desk_client")
    sys.path.remove(str(folder))


def ask(path: str, **said: Any) -> Any:
    """Ask one operation of the made client."""
    return importlib.import_module(f"desk_client.api.{path}").sync_detailed(**said)


@pytest.fixture
def here(site: Any) -> dict[str, Any]:
    """Where the client finds the site: in this very process and its transaction."""
    return {"base_url": "http://localhost", "httpx_args": {"transport": httpx.WSGITransport(app=site)}}


def test_it_reads_claims_page_by_page(made: Any, here: Any) -> None:
    published = {make.published().public_id for _number in range(3)}
    client = made.Client(**here)

    found, cursor = set(), importlib.import_module("desk_client.types").UNSET
    while cursor is not None:
        page = ask("claims.claims_list", client=client, page_size=2, cursor=cursor).parsed
        found |= {card.id for card in page.results}
        cursor = page.next_.partition("cursor=")[2] if page.next_ else None

    assert found == published


def test_it_reads_one_whole(made: Any, here: Any) -> None:
    claim = make.published(statement="Crime has tripled.")

    told = ask("claims.claims_read", client=made.Client(**here), public_id=claim.public_id).parsed

    assert told.claim.statement == "Crime has tripled."
    assert told.verdict.rating.slug == "false"


def test_it_knows_a_refusal(made: Any, here: Any) -> None:
    answer = ask("claims.claims_read", client=made.Client(**here), public_id="nothing")

    assert answer.status_code == 404
    assert answer.parsed.code == "not_found"


def test_it_works_at_the_desk_with_a_token(made: Any, here: Any) -> None:
    claim = make.claim()
    token = make.token(make.writer(), TokenScope.READ, TokenScope.WRITE)
    client = made.AuthenticatedClient(**here, token=token)
    seen = ask("desk.desk_claims_read", client=client, public_id=claim.public_id)

    done = ask("desk.desk_claims_take_up", client=client, public_id=claim.public_id, if_match=seen.headers["ETag"])

    assert done.parsed.status == Status.CHECKING
