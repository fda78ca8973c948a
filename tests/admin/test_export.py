"""The desk's page for taking everything out."""

import csv
import io
import json
import sys
import zipfile
from typing import Any

import pytest
from django.test import Client

from claims import desk
from claims.admin.export import ARCHIVE, DOSSIER, KINDS
from claims.exports.kinds import PUBLIC
from tests import make

from .browsing import at_desk, open_form

pytestmark = pytest.mark.django_db

PAGE = "/admin/export/"


def taken(kind: str, **more: Any) -> Any:
    return at_desk(make.administrator()).post(PAGE, {"kind": kind} | more)


class TestExport:
    def test_each_form_can_be_taken_out(self) -> None:
        assert {kind for kind, _label in KINDS} == {*PUBLIC, DOSSIER, ARCHIVE}

    @pytest.mark.parametrize("kind", PUBLIC)
    def test_what_readers_see_comes_as_a_file(self, kind: str) -> None:
        make.published()

        answer = taken(kind)

        assert answer.status_code == 200
        assert answer["Content-Type"] == PUBLIC[kind].content_type
        assert f'.{PUBLIC[kind].suffix}"' in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]
        assert answer.streaming
        assert len(answer.getvalue()) > 100

    def test_addresses_in_it_are_those_of_the_site(self) -> None:
        claim = make.published()

        text = taken("csv").getvalue().decode()

        (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        assert row["url"] == f"http://testserver/claims/{claim.slug}/"

    def test_the_archive_is_that_of_the_command(self) -> None:
        make.published()

        with zipfile.ZipFile(io.BytesIO(taken(ARCHIVE).getvalue())) as archive:
            manifest = json.loads(archive.read("manifest.json"))

        assert manifest["record_digest"] == desk.record_tree().root

    def test_an_article_comes_as_a_dossier(self) -> None:
        make.published(version=make.article(slug="the-article"))

        with zipfile.ZipFile(io.BytesIO(taken(DOSSIER, article="the-article").getvalue())) as archive:
            assert archive.namelist() == ["dossier.json", "article.txt"]

    @pytest.mark.parametrize(
        ("asked", "reason"),
        [
            ({"kind": "dossier", "article": "nowhere"}, "There is no article with this address."),
            ({"kind": "dossier"}, "There is no article with this address."),
            ({"kind": "dossier", "article": "empty"}, "no claim in it has a verdict"),
            ({"kind": "pdf"}, "Select a valid choice"),
            ({}, "This field is required"),
        ],
    )
    def test_what_cannot_be_taken_out_is_told(self, asked: dict[str, str], reason: str) -> None:
        make.article(slug="empty")

        answer = at_desk(make.administrator()).post(PAGE, asked)

        assert answer.status_code == 400
        assert reason in answer.content.decode()

    def test_a_library_that_is_missing_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)

        answer = taken("parquet")

        assert answer.status_code == 400
        assert "pip install -r requirements-extra.txt" in answer.content.decode()

    def test_its_form_is_filled_in_for_a_start(self) -> None:
        make.published()
        client = at_desk(make.administrator())

        assert open_form(client, PAGE)["kind"] == "csv"
        assert desk.record_tree().root in client.get(PAGE).content.decode()

    @pytest.mark.parametrize("person", [make.writer, make.editor])
    def test_it_is_for_administrators(self, person: Any) -> None:
        client = at_desk(person())

        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"kind": ARCHIVE}).status_code == 403
        assert PAGE not in client.get("/admin/").content.decode()

    def test_whoever_is_not_logged_in_is_led_to_the_door(self) -> None:
        assert Client().post(PAGE, {"kind": ARCHIVE}).status_code == 302

    def test_who_showed_themselves_long_ago_is_asked_again(self, settings: Any) -> None:
        settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0

        answer = taken(ARCHIVE)

        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"]
