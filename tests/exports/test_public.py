"""What readers see, as files: for programs, spreadsheets and search engines."""

import csv
import io
import json
import re
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from claims import desk
from claims.exports.kinds import PUBLIC, public
from claims.exports.parquet import ROWS_A_GROUP
from claims.exports.public import AT_A_TIME, Asked
from claims.formats.flat import COLUMNS
from claims.models import Claim, Review
from claims.text import new_public_id
from tests import make

pytestmark = pytest.mark.django_db

SITE = "https://facts.example"
DOCUMENT = Path(__file__).parents[2] / "docs" / "export.md"
SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def exported(kind: str, **options: Any) -> bytes:
    reviews = options.pop("reviews", Review.objects.public())
    return b"".join(public(PUBLIC[kind], Asked(reviews, SITE, **options)))


def csv_rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported("csv").decode().removeprefix("\ufeff"), newline="")))


def sheet() -> list[list[Any]]:
    """The cells of the workbook, as what they are: a text, or a number."""
    with zipfile.ZipFile(io.BytesIO(exported("xlsx"))) as book:
        tree = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not tree.findall(".//s:f", SHEET)  # no formula
    return [[cell_of(cell) for cell in row.findall("s:c", SHEET)] for row in tree.findall(".//s:row", SHEET)]


def cell_of(cell: Any) -> Any:
    text = "".join(cell.itertext())
    return text if cell.get("t") == "inlineStr" else float(text)


def oil(**columns: Any) -> Claim:
    """A check of a number, found on two pages."""
    claim = make.claim_in_review(
        statement="Azerbaijan supplies 30% of the oil.",
        speaker=make.speaker(name="Ana Reyes", slug="ana-reyes"),
        topics=[make.topic(name="Oil", slug="oil"), make.topic(name="Trade", slug="trade")],
        figure_value=30,
        figure_unit="% of the oil",
        kind="quantity",
        verdict={"as_of": date(2026, 5, 4)},
        **columns,
    )
    make.evidence(claim, figure_low=18, figure_high=19, figure_unit="% of the oil", primary=True)
    return desk.publish(claim, by=make.editor()).claim


class TestEveryFormat:
    @pytest.mark.parametrize("kind", PUBLIC)
    def test_it_tells_what_readers_see_and_no_more(self, kind: str) -> None:
        make.published(statement="Readers see this.")
        desk.withdraw(make.published(statement="Readers saw that."), by=make.editor(), note="Wrong.")
        make.scheduled(statement="Readers will see it.")
        make.claim_in_review(statement="Nobody sees it.")

        said = exported(kind)

        if kind == "xlsx":
            said = repr(sheet()).encode()
        found = {words for words in (b"see this", b"saw that", b"will see it", b"Nobody sees") if words in said}
        assert found == {b"see this"}

    @pytest.mark.parametrize("kind", PUBLIC)
    def test_of_nothing_it_is_still_one(self, kind: str) -> None:
        assert exported(kind) or kind == "ndjson"

    @pytest.mark.parametrize("kind", PUBLIC)
    def test_it_asks_the_database_once_however_many_there_are(
        self, kind: str, django_assert_num_queries: Callable[[int], Any]
    ) -> None:
        for _ in range(3):
            make.published()

        with django_assert_num_queries(1):
            exported(kind)


class TestNdjson:
    def test_a_line_holds_the_document_byte_by_byte(self) -> None:
        claim = oil()
        review = Review.objects.get(claim=claim)

        (line,) = exported("ndjson").decode().splitlines()

        assert line.endswith(f'"document":{review.document}}}')
        told = json.loads(line)
        assert told["url"] == f"{SITE}/claims/{claim.slug}/"
        assert told["api_url"] == f"{SITE}/api/v1/claims/{claim.public_id}/"
        assert (told["number"], told["commitment"]) == (1, review.commitment)


class TestCsv:
    def test_a_row_tells_the_check(self) -> None:
        claim = oil()
        make.translated(claim)

        (row,) = csv_rows()

        expected = {
            "id": claim.public_id,
            "statement": "Azerbaijan supplies 30% of the oil.",
            "rating": "false",
            "rating_position": "1",
            "scale_steps": "5",
            "speakers": "Ana Reyes",
            "topics": "Oil\nTrade",
            "claimed": "30% of the oil",
            "claimed_low": "30",
            "claimed_high": "30",
            "found": "[2] 18–19% of the oil",
            "sources": "2",
            "primary_sources": "1",
            "as_of": "2026-05-04",
            "review_by": "",
            "translations": "es",
            "last_act": "translate",
            "corrections": "0",
            "entry": "2",
        }
        assert {name: row[name] for name in expected} == expected
        assert row["first_published"] < row["changed"]
        assert row["changed"].endswith("Z")

    def test_nothing_in_it_is_run(self) -> None:
        make.published(statement='=HYPERLINK("https://evil.example","click")', summary="＝1+1")

        (row,) = csv_rows()

        assert row["statement"] == '\'=HYPERLINK("https://evil.example","click")'
        assert row["summary"] == "'＝1+1"


class TestXlsx:
    def test_a_text_stays_a_text_and_a_day_is_a_day(self) -> None:
        oil(summary="=1+1")

        names, cells = sheet()
        by_name = dict(zip(names, cells, strict=False))

        assert "=1+1" in cells  # as it was written: a text is never a formula here
        assert by_name["statement"] == "Azerbaijan supplies 30% of the oil."
        assert float((date(2026, 5, 4) - date(1899, 12, 30)).days) in cells
        assert 30.0 in cells

    def test_its_header_stays_in_sight(self) -> None:
        with zipfile.ZipFile(io.BytesIO(exported("xlsx"))) as book:
            assert b'ySplit="1"' in book.read("xl/worksheets/sheet1.xml")


class TestParquet:
    def test_each_column_has_its_type(self, tmp_path: Path) -> None:
        oil()
        (tmp_path / "a.parquet").write_bytes(exported("parquet"))

        (row,) = pyarrow.parquet.read_table(tmp_path / "a.parquet").to_pylist()

        assert list(row) == [column.name for column in COLUMNS]
        assert row["topics"] == ["Oil", "Trade"]
        assert row["as_of"] == date(2026, 5, 4)
        assert (row["claimed_low"], row["sources"], row["review_by"]) == (30.0, 2, None)
        assert row["changed"].tzinfo is not None

    def test_without_its_library_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)

        with pytest.raises(CommandError, match=r"pip install -r requirements-extra\.txt"):
            run("parquet", tmp_path / "a.parquet")

        assert list(tmp_path.iterdir()) == []


class TestClaimReview:
    def test_it_is_a_feed_of_claim_reviews(self) -> None:
        claim = oil()
        make.published()

        feed = json.loads(exported("claimreview"))

        assert feed["@type"] == "DataFeed"
        first, _second = feed["dataFeedElement"]
        assert first["item"][0]["@type"] == "ClaimReview"
        assert first["item"][0]["url"] == f"{SITE}/claims/{claim.slug}/"


class TestMemory:
    @pytest.mark.parametrize("kind", PUBLIC)
    def test_it_needs_no_more_for_many_than_for_few(self, kind: str) -> None:
        held = ROWS_A_GROUP if kind == "parquet" else AT_A_TIME
        copies(make.review(), held * 3)  # two are in hand at a time
        few = peak(kind)
        copies(Review.objects.earliest("published_at"), held * 4)

        many = peak(kind)

        assert many < few + held * 1000  # bytes: a quarter of one row for each of those that it would hold


def copies(review: Review, number: int) -> None:
    """More checks like one, of which the desk knows nothing."""
    columns = {f.attname: getattr(review, f.attname) for f in Review._meta.concrete_fields}
    columns |= {"claim_id": None, "number": None}
    Review.objects.bulk_create(
        Review(**columns | {"public_id": (name := new_public_id()), "slug": name}) for _ in range(number)
    )


def peak(kind: str) -> int:
    """The most bytes that Python held at once while it wrote all there is."""
    tracemalloc.start()
    for _piece in public(PUBLIC[kind], Asked(Review.objects.public(), SITE)):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def run(kind: str, to: Path | str, **options: Any) -> str:
    said = io.StringIO()
    call_command("export", format=kind, to=str(to), **{"site": SITE} | options, stderr=said)
    return said.getvalue()


class TestTheCommand:
    def test_it_tells_the_digest_of_the_record(self, tmp_path: Path) -> None:
        make.published()

        said = run("ndjson", tmp_path / "a.ndjson")

        assert desk.record_tree().root in said
        assert [path.name for path in tmp_path.iterdir()] == ["a.ndjson"]

    def test_it_writes_to_standard_output(self, capfdbinary: Any) -> None:
        make.published()

        run("ndjson", "-")

        assert json.loads(capfdbinary.readouterr().out)["number"] == 1

    def test_it_takes_one_topic_from_a_day_on(self, tmp_path: Path) -> None:
        oil()
        make.published()

        run("ndjson", tmp_path / "some", topic="oil", since=datetime(2020, 1, 1, tzinfo=UTC))
        run("ndjson", tmp_path / "none", topic="oil", since=datetime(2100, 1, 1, tzinfo=UTC))

        assert len((tmp_path / "some").read_bytes().splitlines()) == 1
        assert (tmp_path / "none").read_bytes() == b""

    def test_it_asks_where_the_site_is(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="--site"):
            run("csv", tmp_path / "a.csv", site="")

    def test_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="No such file"):
            run("csv", tmp_path / "nowhere" / "a.csv")


class TestTheDocument:
    def test_it_names_every_column_in_order(self) -> None:
        rows = re.findall(
            r"^\| `(\w+)` \| ([\w ]+) \| (.+) \|$", DOCUMENT.read_text().partition("## The columns")[2], re.MULTILINE
        )

        assert rows == [(column.name, column.sort.value, column.meaning) for column in COLUMNS]
