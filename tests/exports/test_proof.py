"""The proof bundle: what was published of a claim, checked offline; one byte more or less is found and named."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import desk
from claims.formats.canonical import canonical
from claims.models import Capture, Claim, Publication
from tests import make

pytestmark = pytest.mark.django_db
SITE = "https://facts.example"
ROOT = Path(__file__).parents[2]


def told() -> Claim:
    """A claim that was published, corrected and translated, with an archived source."""
    source = make.source()
    Capture.objects.create(
        source=source, url="https://archive.example/1", captured_at="2026-01-01T00:00Z", sha256="a" * 64
    )
    claim = make.published(source=source, statement='<script>alert("1")</script> tripled.')
    make.propose(claim, by=make.writer(), summary="It has doubled.")
    desk.correct(claim, by=make.editor(), note="It <b>doubled</b>.")
    make.translated(claim)
    return claim


def written(claim: Claim, to: Path) -> Path:
    call_command("proof", claim.public_id, to=str(to), site=SITE)
    return to


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return written(told(), tmp_path / "proof.zip")


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(path: Path, change: Callable[[dict[str, bytes]], Any], **options: Any) -> Path:
    """The bundle with other members, each of them whole."""
    held = members(path)
    change(held)
    with zipfile.ZipFile(path, "w", **options) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return path


def verified(path: Path) -> str:
    said = io.StringIO()
    call_command("verify_bundle", path, stdout=said)
    return said.getvalue()


def noted(held: dict[str, bytes], name: str, data: bytes) -> None:
    """Put a file into a bundle in place of another, and let the manifest say so."""
    held[name] = data
    manifest = json.loads(held["manifest.json"])
    manifest["files"][name] = hashlib.sha256(data).hexdigest()
    held["manifest.json"] = canonical(manifest).encode()


class TestProof:
    def test_it_is_verified_without_a_database(self, bundle: Path, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            said = verified(bundle)

        assert "every entry fits, 3 in all" in said
        assert Publication.objects.order_by("number").last().commitment in said

    def test_it_is_verified_by_the_program_in_it(self, bundle: Path, tmp_path: Path) -> None:
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(tmp_path / "there")

        program = [sys.executable, "-I", tmp_path / "there" / "verify.py"]
        whole = subprocess.run(program, capture_output=True, text=True, check=False)
        (tmp_path / "there" / "publications" / "2.json").write_bytes(b"{}")
        broken = subprocess.run(program, capture_output=True, text=True, check=False)

        assert (whole.returncode, whole.stdout.startswith("Everything fits.")) == (0, True)
        assert (broken.returncode, broken.stdout.startswith("publications/2.json")) == (1, True)

    def test_the_same_record_gives_the_same_bytes(self, bundle: Path, tmp_path: Path) -> None:
        again = written(Claim.objects.get(), tmp_path / "again.zip")

        assert again.read_bytes() == bundle.read_bytes()

    def test_it_holds_every_document_byte_by_byte(self, bundle: Path) -> None:
        held = members(bundle)

        texts = {f"publications/{entry.number}.json": entry.text.encode() for entry in Publication.objects.in_order()}
        assert {name: data for name, data in held.items() if name.startswith("publications/")} == texts
        assert held["document.json"] == texts["publications/3.json"]
        assert json.loads(held["captures.json"])["captures"][0]["sha256"] == "a" * 64

    def test_its_page_runs_nothing_that_somebody_wrote(self, bundle: Path) -> None:
        page = members(bundle)["README.html"].decode()

        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "<b>doubled" not in page
        assert "http" not in page.replace(SITE, "").replace("https://source.example", "").replace(
            "https://archive.example", ""
        ).replace("http-equiv", "")

    def test_a_withdrawn_claim_keeps_its_proof(self, tmp_path: Path) -> None:
        claim = told()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        said = verified(written(claim, tmp_path / "proof.zip"))

        assert "withdraw" in said

    def test_what_was_erased_is_told_and_still_fits(self, tmp_path: Path) -> None:
        claim = told()
        note = {"subject": "A name", "basis": "GDPR, article 17"}
        desk.erase_words(["doubled"], by=make.administrator(), claims=None, **note)

        said = verified(written(claim, tmp_path / "proof.zip"))

        assert "a name was erased by law" in said
        page = members(tmp_path / "proof.zip")["README.html"].decode()
        assert "was erased from this document" in page

    @pytest.mark.parametrize("make_it", [make.claim_in_review, make.scheduled])
    def test_of_what_readers_do_not_know_there_is_none(self, make_it: Callable[[], Claim], tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="Readers know of no claim"):
            written(make_it(), tmp_path / "proof.zip")


class TestVerifyBundle:
    @pytest.mark.parametrize("number", range(9))
    def test_one_other_byte_is_found_in_each_member(self, bundle: Path, number: int) -> None:
        name = sorted(members(bundle))[number]

        def flip(held: dict[str, bytes]) -> None:
            data = held[name]
            held[name] = data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]

        with pytest.raises(CommandError) as refusal:
            verified(rezipped(bundle, flip))

        assert name in str(refusal.value)
        assert len(members(bundle)) == 9

    def test_a_byte_that_fell_over_on_the_way_is_found(self, bundle: Path) -> None:
        data = bundle.read_bytes()
        place = data.index(b'"It has doubled."')
        bundle.write_bytes(data[:place] + b"'" + data[place + 1 :])

        with pytest.raises(CommandError, match=r"\.json is damaged: Bad CRC"):
            verified(bundle)

    @pytest.mark.parametrize(
        ("name", "old", "new", "reason"),
        [
            ("publications/1.json", b"It has not.", b"It has now.", "entry 1: its document is not the one"),
            ("publications/2.json", b"doubled", b"halved!", "entry 2: its document is not the one it commits to"),
            ("document.json", b"doubled", b"halved!", "document.json does not fit: it is not the document"),
            ("captures.json", b"archive", b"ardhive", "captures.json does not fit: it does not list"),
            ("entries.json", b'"correct"', b'"confirm"', "entry 2: its digest is not that of the entry"),
            ("entries.json", b'"number":2', b'"number":7', "do not name the same documents"),
            ("entries.json", b"It <b>doubled</b>.", b"It <b>stands</b>!.", "its note is not what its document says"),
            ("entries.json", b'"nonce":"', b'"nonce":"00', "not the one it commits to"),
            ("entries.json", b'"number":1', b'"number":true', "holds no entries"),
            ("entries.json", b'"format":"factcheck-proof/1"', b'"format":"factcheck-proof/2"', "its format is not"),
        ],
    )
    def test_a_forged_file_is_found_though_the_manifest_names_it(
        self, bundle: Path, name: str, old: bytes, new: bytes, reason: str
    ) -> None:
        def forge(held: dict[str, bytes]) -> None:
            assert old in held[name]
            noted(held, name, held[name].replace(old, new, 1))

        with pytest.raises(CommandError, match=reason):
            verified(rezipped(bundle, forge))

    def test_an_entry_that_was_left_out_is_missed(self, bundle: Path) -> None:
        def leave_out(held: dict[str, bytes]) -> None:
            told = json.loads(held["entries.json"])
            del told["entries"][1]
            del held["publications/2.json"]
            noted(held, "entries.json", canonical(told).encode())
            manifest = json.loads(held["manifest.json"])
            del manifest["files"]["publications/2.json"]
            held["manifest.json"] = canonical(manifest).encode()

        with pytest.raises(CommandError, match="entry 3: it does not name the commitment of the claim's entry before"):
            verified(rezipped(bundle, leave_out))

    @pytest.mark.parametrize(
        ("spoil", "reason"),
        [
            (lambda held: held.pop("manifest.json"), "manifest.json is missing"),
            (lambda held: held.pop("README.html"), "'README.html' does not fit"),
            (lambda held: held.update({"../../evil.json": b"{}"}), "do not name the same files"),
            (lambda held: noted(held, "../../evil.json", b"{}"), r"no bundle has a file '\.\./\.\./evil\.json'"),
            (lambda held: noted(held, "publications/-1.json", b"{}"), "no bundle has a file"),
            (lambda held: held.update({"manifest.json": b"[]"}), "not a JSON object"),
            (lambda held: held.update({"manifest.json": b"[" * 99_999}), "manifest.json does not fit: it is not JSON"),
            (lambda held: held.update({"manifest.json": b'{"format":"\xff"}'}), "manifest.json does not fit"),
            (lambda held: noted(held, "entries.json", b"[1]"), "entries.json does not fit"),
            (lambda held: noted(held, "entries.json", b'{"entries":[]}'), "holds no entries"),
            (lambda held: noted(held, "publications/1.json", b"\xff"), "not UTF-8"),
            (lambda held: noted(held, "publications/1.json", b"{}"), "publications/1.json does not fit"),
            (lambda held: noted(held, "publications/1.json", b"[" * 99_999), "publications/1.json does not fit"),
        ],
    )
    def test_a_hostile_bundle_is_refused(self, bundle: Path, spoil: Callable[[Any], Any], reason: str) -> None:
        with pytest.raises(CommandError, match=reason):
            verified(rezipped(bundle, spoil))

    def test_a_bomb_is_not_unpacked(self, bundle: Path) -> None:
        def grow(held: dict[str, bytes]) -> None:
            held["README.html"] = b"0" * 40_000_000

        with pytest.raises(CommandError, match="would unpack to"):
            verified(rezipped(bundle, grow, compression=zipfile.ZIP_DEFLATED))

    def test_a_crowd_of_members_is_not_listed(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for number in range(70_000):
                archive.writestr(f"publications/{number}.json", b"")

        with pytest.raises(CommandError, match=r"more members than|members: more than"):
            verified(tmp_path / "a.zip")

    @pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\xff" * 18, b"{}" * 999], ids=repr)
    def test_what_is_no_zip_is_refused(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.zip").write_bytes(data)

        with pytest.raises(CommandError, match=r"not a ZIP file|more members"):
            verified(tmp_path / "a.zip")

    def test_it_runs_where_there_is_no_database(self, bundle: Path) -> None:
        environment = {
            "PATH": "",
            "DATABASE_URL": "postgres://nobody@nowhere.invalid/none",
            "SECRET_KEY": "x" * 50,
            "ALLOWED_HOSTS": "x",
        }
        command = [sys.executable, ROOT / "manage.py", "verify_bundle", bundle]

        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

        assert (done.returncode, "every entry fits" in done.stdout) == (0, True), done.stderr
