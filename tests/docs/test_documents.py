"""What the documents show is tried: links, lists, the example, the program."""

import hashlib
import io
import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from claims import desk
from claims.formats.record_tree import RecordTree
from claims.models import Claim, Publication, PublicationBody, Verdict
from claims.vocabulary import Status
from tests import make

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(document: str, language: str) -> list[str]:
    """The blocks of code in one language that a document shows."""
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / document).read_text(), re.DOTALL)


def headings(path: Path) -> set[str]:
    """The names that links can jump to, as the usual hosts make them from headings."""
    found = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", path.read_text())

    for target, heading in links:
        there = (path.parent / target) if target else path
        assert there.exists(), target
        assert not heading or heading in headings(there), heading


def test_the_decision_on_dependencies_gives_a_reason_for_each() -> None:
    asked = "".join(
        (ROOT / name).read_text() for name in ("requirements.in", "requirements-extra.in", "requirements-dev.in")
    )
    names = {re.split(r"[\[=]", line)[0].lower() for line in asked.splitlines() if "==" in line}
    decision = (ROOT / "docs/decisions/0001-dependencies.md").read_text()

    told = {name.lower() for name in re.findall(r"^\| ([\w-]+) \|[^|]+\|[^|]+\|$", decision, re.MULTILINE)} - {
        "package"
    }

    assert told == names


@pytest.mark.django_db
def test_the_least_dossier_loads(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(blocks("docs/dossier.md", "text")[0])
    (tmp_path / "dossier.json").write_text(blocks("docs/dossier.md", "json")[0])
    writer, editor = make.writer(), make.editor()

    call_command("load_dossier", tmp_path, writer=writer.username, editor=editor.username, stdout=io.StringIO())

    assert Claim.objects.get().status == Status.PUBLISHED


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, client: Client) -> Any:
    """The program of docs/record.md, asking this site in place of one on the network."""

    def answer(address: str) -> io.BytesIO:
        return io.BytesIO(client.get(address.removeprefix("http://testserver")).content)

    monkeypatch.setattr(urllib.request, "urlopen", answer)

    def run(claim: Claim) -> None:
        monkeypatch.setattr("sys.argv", ["check", f"/api/v1/claims/{claim.public_id}/history/"])
        exec(blocks("docs/record.md", "python")[0], {})

    return run


@pytest.fixture
def corrected() -> Claim:
    """A claim with two entries in the record."""
    claim = make.published()
    Verdict.objects.filter(claim=claim).update(summary="Corrected.")
    desk.correct(claim, by=make.editor(), note="We had it wrong.")
    return claim


@pytest.mark.django_db
class TestTheProgramThatChecksTheRecord:
    def test_it_finds_that_all_entries_fit(self, program: Any, corrected: Claim, capsys: Any) -> None:
        program(corrected)

        acts = [line.split()[1] for line in capsys.readouterr().out.splitlines()]
        assert acts == ["publish", "correct"]

    def test_it_names_a_document_that_is_another(self, program: Any, corrected: Claim, monkeypatch: Any) -> None:
        first = Publication.objects.of(corrected.public_id)[0]
        changed = json.loads(first.body.text) | {"format": "factcheck/2"}
        with_triggers_off(PublicationBody.objects.filter(publication=first).update, text=json.dumps(changed))

        with pytest.raises(AssertionError, match="another document"):
            program(corrected)


def with_triggers_off(change: Any, **columns: Any) -> None:
    """Do what only the owner of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_publicationbody DISABLE TRIGGER record_is_only_added_to")
        change(**columns)
        cursor.execute("ALTER TABLE claims_publicationbody ENABLE TRIGGER record_is_only_added_to")


class TestTheDigestOfTheRecord:
    @pytest.mark.parametrize("entries", [0, 1, 2, 3, 7, 8, 9])
    def test_the_program_of_the_document_finds_it(self, entries: int) -> None:
        digests = [hashlib.sha256(bytes([number])).hexdigest() for number in range(entries)]
        program: dict[str, Any] = {}

        exec(next(block for block in blocks("docs/record.md", "python") if "record_digest" in block), program)

        assert program["record_digest"](digests) == RecordTree(digests).root
