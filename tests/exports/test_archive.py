"""All that the owner has, taken to an empty database: the same record, the same answers, no keys."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from claims import desk
from claims.exports.tables import AFTER_THE_RECORD, LEFT_OUT, TABLES
from claims.models import (
    AccessToken,
    Capture,
    Claim,
    ErasedEntry,
    HouseProfile,
    MarkupPage,
    Publication,
    PublicationBody,
    Recusal,
    User,
)
from tests import make
from tests.own_database import OwnDatabase, connect_to, outside

NAME = "Xanthe Canary"
SECRET = "Xanthosecret"  # what must not leave with the archive


def furnish() -> None:
    """Publish, correct, translate, withdraw, merge, erase, schedule; and leave something in every table."""
    speaker, topic, source = make.speaker(), make.topic(), make.source()
    Capture.objects.create(source=source, url="https://archive.example/1", captured_at="2026-01-01T00:00:00.123456Z")
    make.standard()
    claim = make.claim_in_review(statement=f"{NAME} tripled it.", speaker=speaker, topics=[topic], source=source)
    make.reply_request(claim, public_answer="No comment.", answered_at=make.ASKED)
    make.correction_request(claim)
    desk.publish(claim, by=make.editor())
    make.propose(claim, by=make.writer(), summary="It has doubled.")
    desk.correct(claim, by=make.editor(), note=f"{NAME} told us.")
    make.translated(claim)
    make.translation(claim, language="ar")
    desk.withdraw(make.published(), by=make.editor(), note="Wrong person.")
    desk.merge(make.published(statement="The same."), by=make.editor(), into=claim, note="They say the same.")
    make.scheduled(topics=[topic])
    draft = make.claim_in_review(statement="Nobody knows of this yet.")
    colleague = make.writer(email=f"{SECRET}@example.org", last_name=SECRET)
    make.comment(draft, by=colleague, body=f"@{make.editor().username} look")
    desk.waive(draft, by=make.writer(), rule="reply", reason="They are dead.")
    desk.ask_second_verdict(draft, by=make.editor(), of=colleague)
    desk.give_second_verdict(draft, by=colleague, rating=make.rating("true"), reason="Read it twice.")
    Recusal.objects.create(person=colleague, topic=topic, reason="Used to work there.")
    make.token(make.writer(), name=SECRET)
    make.invitation(public_name=SECRET)
    HouseProfile.objects.create(legal_name="The Example")
    MarkupPage.objects.create(page_url="https://example.org/check", markups=[{"claimReviewed": "It tripled."}])
    make.in_force("funding")
    methodology = make.house_page()
    desk.publish_page(methodology, by=make.administrator(), note="It is new.")
    make.put_in_force(methodology, text="We check twice.")
    make.markup_page(markups=[{"claimReviewed": "It tripled.", "rating": {"ratingValue": 1}}])
    erased = {"subject": "A tipster's name", "basis": "GDPR, article 17"}
    desk.erase_words([NAME], by=make.administrator(), claims=None, **erased)
    make.publication()


@dataclass(frozen=True)
class Scene:
    """An archive, what the site said when it was made, and how to come to an empty database."""

    path: Path
    digest: str
    answers: dict[str, bytes]
    tables: dict[str, list[Any]]
    move: Callable[[], None]


@pytest.fixture(scope="module")
def scene(own_database: OwnDatabase, tmp_path_factory: Any) -> Iterator[Scene]:
    """The archive of a furnished database; Django is connected to an empty one from the first move on."""
    furnish()
    path = tmp_path_factory.mktemp("archive") / "archive.zip"
    export(path)
    empty = f"{own_database.name}_empty"

    def move() -> None:
        connect_to(own_database.name)
        common = own_database.name.removesuffix("_own")
        outside(f'DROP DATABASE IF EXISTS "{empty}" WITH (FORCE)', f'CREATE DATABASE "{empty}" TEMPLATE "{common}"')
        connect_to(empty)

    rows = {table.name: list(table.rows()) for table in (*TABLES, *AFTER_THE_RECORD)}
    yield Scene(path, desk.record_tree().root, answers(), rows, move)
    connect_to(own_database.name)
    outside(f'DROP DATABASE IF EXISTS "{empty}" WITH (FORCE)')


def export(path: Path) -> None:
    call_command("export", format="archive", to=str(path), stderr=io.StringIO())


def bring(path: Path) -> str:
    said = io.StringIO()
    call_command("import_archive", path, stdout=said, stderr=io.StringIO())
    return said.getvalue()


def answers() -> dict[str, bytes]:
    """All that the public API says, address by address."""
    client, said, waiting = Client(), {}, ["/api/v1/", "/about/methodology/versions/1.md"]
    waiting += [f"/api/v1/claims/{claim}/history/" for claim in Claim.objects.values_list("public_id", flat=True)]
    while waiting:
        address = waiting.pop()
        if address in said or "schema" in address or "docs" in address:
            continue
        answer = client.get(address)
        said[address] = answer.content
        if answer["Content-Type"] == "application/json":
            text = answer.content.decode()
            waiting += [part.split('"')[0] for part in text.split('"http://testserver')[1:] if "/api/" in part[:6]]
    return said


def rezipped(path: Path, to: Path, change: Callable[[dict[str, bytes]], Any]) -> Path:
    """The archive with other members, and no member damaged."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return to


class TestImportArchive:
    def test_the_record_and_every_answer_are_the_same(self, scene: Scene) -> None:
        scene.move()

        said = bring(scene.path)

        assert desk.record_tree().root == scene.digest
        assert scene.digest in said
        assert desk.first_misfit() is None
        assert answers() == scene.answers
        assert len(scene.answers) > 30
        assert ErasedEntry.objects.count() == PublicationBody.objects.filter(nonce=None).count() > 2

    def test_every_table_has_its_rows_again(self, scene: Scene) -> None:
        scene.move()

        bring(scene.path)

        assert {table.name: list(table.rows()) for table in (*TABLES, *AFTER_THE_RECORD)} == scene.tables
        assert all(scene.tables.values())

    def test_nobody_comes_in_by_it(self, scene: Scene) -> None:
        scene.move()

        bring(scene.path)

        assert not User.objects.filter(is_active=True).exists()
        assert not any(person.has_usable_password() for person in User.objects.all())
        assert AccessToken.objects.count() == 0

    def test_work_goes_on_where_it_came(self, scene: Scene) -> None:
        scene.move()
        bring(scene.path)
        entries = Publication.objects.count()

        make.publication(statement="Work goes on.")

        assert Publication.objects.count() == entries + 1
        assert desk.first_misfit() is None

    def test_it_is_refused_where_there_is_something(self, scene: Scene) -> None:
        scene.move()
        make.topic()

        with pytest.raises(CommandError, match="not empty: it has topics"):
            bring(scene.path)

        assert User.objects.count() == 0

    def test_a_row_that_the_database_refuses_leaves_nothing_behind(self, scene: Scene, tmp_path: Path) -> None:
        scene.move()

        def break_a_rule(members: dict[str, bytes]) -> None:
            spoil(members, "tables/topics.ndjson", lambda rows: rows[0].update(kind="planet"))

        with pytest.raises(CommandError, match="topic_kind_is_in_the_vocabulary"):
            bring(rezipped(scene.path, tmp_path / "a.zip", break_a_rule))

        assert User.objects.count() == 0


def spoil(members: dict[str, bytes], name: str, change: Callable[[list[Any]], Any]) -> None:
    """Change the rows of a member, and let the manifest say so."""
    rows = [json.loads(line) for line in members[name].splitlines()]
    change(rows)
    members[name] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    note(members, name)


def note(members: dict[str, bytes], name: str) -> None:
    manifest, data = json.loads(members["manifest.json"]), members[name]
    noted = {"rows": data.count(b"\n"), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest["files"][name] = noted
    members["manifest.json"] = json.dumps(manifest).encode()


def entry(change: Callable[[Any], Any]) -> Callable[[dict[str, bytes]], None]:
    return lambda members: spoil(members, "record.ndjson", lambda rows: change(rows[-1]))


def manifest(**columns: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | columns).encode()

    return change


HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], Any], str]] = {
    "a file is missing": (lambda m: m.pop("tables/topics.ndjson"), "not the files that its manifest names"),
    "a file too many": (lambda m: m.update({"../../evil": b"x"}), "not the files that its manifest names"),
    "no manifest": (lambda m: m.pop("manifest.json"), "manifest.json is missing"),
    "a manifest that is no JSON": (lambda m: m.update({"manifest.json": b"{"}), "manifest.json is not JSON"),
    "a manifest that is a list": (lambda m: m.update({"manifest.json": b"[]"}), "its format is not"),
    "another format": (manifest(format="factcheck-archive/9"), "its format is not"),
    "files that are no list": (manifest(files=3), "does not name the files"),
    "a deep manifest": (lambda m: m.update({"manifest.json": b"[" * 100_000}), "not JSON"),
    "a bomb": (lambda m: m.update({"tables/topics.ndjson": b"0" * 30_000_000}), "would unpack to"),
    "another byte": (lambda m: m.update({"record.ndjson": m["record.ndjson"] + b"\n"}), "not the file of the manifest"),
    "another digest": (manifest(record_digest="0" * 64), "not the record of the manifest"),
    "another document": (entry(lambda row: row.update(text=row["text"].replace("not", "now"))), "commits to"),
    "another act": (entry(lambda row: row.update(act="update")), "its digest is not that of the entry"),
    "another note": (entry(lambda row: row.update(note="Oh.")), "its note is not what its document says"),
    "a lost nonce": (entry(lambda row: row.update(nonce=None)), "not the one that an erasure by law left"),
    "a gap": (entry(lambda row: row.update(number=99)), "has a gap"),
    "an odd column": (entry(lambda row: row.update(evil=1)), "no more and no less"),
    "a text for a number": (entry(lambda row: row.update(number="1")), "not a whole number"),
    "a NUL": (
        lambda m: spoil(m, "tables/topics.ndjson", lambda rows: rows[0].update(name="a\x00b")),
        "topics.ndjson cannot be read: line 1: name: it is not a text",
    ),
    "a row that is no row": (
        lambda m: spoil(m, "tables/topics.ndjson", lambda rows: rows.append([])),
        "a row of topics has the columns",
    ),
    "no number": (
        lambda m: spoil(m, "tables/translations.ndjson", lambda rows: rows[0].update(findings={"1": float("nan")})),
        "NaN is not a number",
    ),
}


class TestAHostileArchive:
    @pytest.mark.parametrize("fault", HOSTILE)
    def test_it_is_refused_before_anything_is_written(self, scene: Scene, tmp_path: Path, fault: str) -> None:
        change, reason = HOSTILE[fault]
        if "empty" not in connection.settings_dict["NAME"] or User.objects.exists():
            scene.move()

        with pytest.raises(CommandError, match=reason):
            bring(rezipped(scene.path, tmp_path / "a.zip", change))

        assert not any(table.model._base_manager.exists() for table in TABLES)

    @pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\xff" * 18, b"x" * 1000], ids=repr)
    def test_what_is_no_zip_is_refused(self, scene: Scene, tmp_path: Path, data: bytes) -> None:
        scene.move()
        (tmp_path / "a.zip").write_bytes(data)

        with pytest.raises(CommandError, match=r"not a ZIP file|more members"):
            bring(tmp_path / "a.zip")


class TestTheArchive:
    def test_no_secret_leaves_with_it(self, scene: Scene) -> None:
        with zipfile.ZipFile(scene.path) as archive:
            said = b"".join(archive.read(name) for name in archive.namelist()).decode()

        assert SECRET not in said
        assert "pbkdf2" not in said
        assert NAME not in said  # the law had it erased

    def test_each_table_of_ours_is_taken_or_left_for_a_reason(self) -> None:
        ours = {
            model._meta.object_name
            for model in apps.get_app_config("claims").get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
        }

        taken = {table.model._meta.object_name for table in (*TABLES, *AFTER_THE_RECORD)}

        assert taken | LEFT_OUT.keys() == ours
        assert not taken & LEFT_OUT.keys()
