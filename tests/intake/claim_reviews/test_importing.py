"""ClaimReviews of other publishers come in once, whatever else is in the file."""

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.intake.claim_reviews import importing
from claims.intake.claim_reviews.reading import Unreadable
from claims.models import OtherReview, ReviewImport

pytestmark = pytest.mark.django_db


def review(number: int = 1, **said: Any) -> dict[str, Any]:
    """A ClaimReview of another publisher."""
    return {
        "@type": "ClaimReview",
        "url": f"https://other.example/{number}",
        "claimReviewed": f"Claim {number}.",
        "datePublished": "2024-03-02T10:00:00Z",
        "inLanguage": "en-GB",
        "author": {"@type": "Organization", "name": "Others", "url": "https://other.example/"},
        "itemReviewed": {"author": {"name": "A. Speaker"}, "datePublished": "2024-02"},
        "reviewRating": {"ratingValue": "2", "bestRating": 5, "worstRating": 1, "alternateName": "Mostly false"},
    } | said


def feed(*items: Any) -> str:
    """The items as Data Commons publishes them."""
    elements = [{"@type": "DataFeedItem", "item": [item]} for item in items]
    return json.dumps({"@type": "DataFeed", "dataFeedElement": elements, "name": "Feed"})


def taken_in(folder: Path, text: str | bytes, name: str = "feed.json") -> tuple[ReviewImport, list[tuple[int, str]]]:
    """What became of a file, and what was refused of it."""
    path, refused = folder / name, []
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return importing.import_file(path, tell=lambda *told: refused.append(told)), refused


class TestImport:
    def test_it_keeps_what_the_markup_says(self, tmp_path: Path) -> None:
        taken_in(tmp_path, feed(review()))

        kept = OtherReview.objects.get()
        assert (kept.url, kept.claim_reviewed, kept.claimants) == ("https://other.example/1", "Claim 1.", "A. Speaker")
        assert (kept.publisher, kept.publisher_url, kept.language) == ("Others", "https://other.example/", "en-GB")
        assert (kept.rating_label, kept.rating_value, kept.rating_best, kept.rating_worst) == ("Mostly false", 2, 5, 1)
        assert (kept.made_on, kept.published_on, kept.markup) == ("2024-02", "2024-03-02", review())

    @pytest.mark.parametrize(
        "text",
        [
            feed(review(1), review(2)),
            json.dumps([review(1), review(2)], indent=1),
            json.dumps({"@graph": [review(1), review(2)]}),
            "\n".join(json.dumps(review(n)) for n in (1, 2)),
            "\ufeff" + feed(review(1), review(2)),
            gzip.compress(feed(review(1), review(2)).encode()),
        ],
        ids=["feed", "list", "graph", "lines", "with a mark", "packed"],
    )
    def test_it_reads_every_shape(self, text: str | bytes, tmp_path: Path) -> None:
        done, refused = taken_in(tmp_path, text)

        assert (done.new, refused, OtherReview.objects.count()) == (2, [], 2)

    def test_twice_it_doubles_nothing(self, tmp_path: Path) -> None:
        taken_in(tmp_path, feed(review(1), review(2), review(1)))

        again, _refused = taken_in(tmp_path, feed(review(1), review(2), review(1)))

        assert (again.new, again.changed, again.same, OtherReview.objects.count()) == (0, 0, 3, 2)

    def test_what_was_changed_is_changed(self, tmp_path: Path) -> None:
        taken_in(tmp_path, feed(review(1), review(2)))

        done, _refused = taken_in(tmp_path, feed(review(1, reviewRating={"alternateName": "True"}), review(2)))

        assert (done.new, done.changed, done.same) == (0, 1, 1)
        assert OtherReview.objects.get(url="https://other.example/1").rating_label == "True"

    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            (json.dumps(review(url="")), "it has no url"),
            (json.dumps(review(url="javascript:alert(1)")), "no http or https address"),
            (json.dumps(review(claimReviewed=None)), "it has no claimReviewed"),
            (json.dumps(review(claimReviewed="a\0b")), "control characters"),
            (json.dumps(review(claimReviewed="\ud800")), "halves of characters"),
            (json.dumps(review(claimReviewed="x" * 10_001)), "longer than 10,000"),
            (json.dumps(review(text="x" * 20_000)), "larger than 20,000"),
            (json.dumps(review(text="x" * 5_000_000)), "longer than 1,000,000"),
            ('{"@type": "Thing"}', "no ClaimReview"),
            ("[" * 90_000 + "]" * 90_000, "nested too deeply"),
            ('{"@type": NaN}', "no JSON"),
            ('{"@type": "ClaimReview", "url": 1e999}', "a number that is none"),
            ('{"@type": tru}', "no JSON"),
            ("7", "no ClaimReview"),
        ],
        ids=range(14),
    )
    def test_what_is_bad_is_named_and_stops_nothing(self, bad: str, reason: str, tmp_path: Path) -> None:
        text = f'{{"dataFeedElement": [{json.dumps(review(1))}, {bad}, {json.dumps(review(3))}]}}'

        done, refused = taken_in(tmp_path, text)

        assert (done.new, done.refused, [number for number, _why in refused]) == (2, 1, [2])
        assert reason in refused[0][1]

    def test_a_bad_line_stops_no_other(self, tmp_path: Path) -> None:
        lines = [json.dumps(review(1)), '{"@type": [[[', json.dumps(review(3))]

        done, refused = taken_in(tmp_path, "\n".join(lines), "all.ndjson")

        assert (done.new, [number for number, _why in refused]) == (2, [2])

    def test_what_the_database_refuses_stops_no_other(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("claims.intake.claim_reviews.fitting.is_web_address", lambda address: True)

        done, refused = taken_in(tmp_path, feed(review(1), review(2, url="ftp://other.example/"), review(3)))

        assert (done.new, done.refused, [number for number, _why in refused]) == (2, 1, [2])
        assert "other_review_url_is_a_web_address" in refused[0][1]

    def test_wrong_dates_are_left_out(self, tmp_path: Path) -> None:
        taken_in(tmp_path, feed(review(datePublished="yesterday", inLanguage="<b>")))

        kept = OtherReview.objects.get()
        assert (kept.published_on, kept.language) == ("", "")

    @pytest.mark.parametrize(
        "text",
        [
            "<html>",
            "",
            feed(review())[:-90],
            '{"dataFeedElement": [}',
            b"\x1f\x8bbad",
            gzip.compress(b"[" + b" " * 60_000_000),
        ],
        ids=["page", "empty", "half", "broken", "damaged", "bomb"],
    )
    def test_what_cannot_be_read_is_told(self, text: str | bytes, tmp_path: Path) -> None:
        with pytest.raises(Unreadable):
            taken_in(tmp_path, text)


class TestCommand:
    def test_it_counts_and_reports(self, tmp_path: Path) -> None:
        path, out, err = tmp_path / "feed.json", StringIO(), StringIO()
        path.write_text(feed(review(1), review(2, url="")))

        call_command("import_claimreviews", path, report=tmp_path / "report.csv", stdout=out, stderr=err)

        assert out.getvalue() == "1 new, 0 changed, 0 the same, 1 refused.\n"
        assert "Item 2 was refused: it has no url." in err.getvalue()
        assert (tmp_path / "report.csv").read_text("utf-8-sig").splitlines() == ["item,reason", "2,it has no url"]

    def test_a_file_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="cannot be used"):
            call_command("import_claimreviews", tmp_path / "none.json")
