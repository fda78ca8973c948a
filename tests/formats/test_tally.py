"""Counts by rating, and two spans of time beside each other."""

from typing import Any

import pytest

from claims.formats.tally import MINIMUM, Span, by_scale, compared, counts
from claims.models import Tally
from claims.partial_dates import PartialDate


def scale(slug: str = "five") -> dict[str, Any]:
    ratings = [
        {"slug": name, "label": name.title(), "tone": name, "value": value, "position": value}
        for name, value in (("true", 2), ("false", 1), ("unknown", None))
    ]
    return {"slug": slug, "name": slug.title(), "ratings": ratings}


def tally(rating: str, count: int, month: str = "2023-03", *, on: str = "five", said: bool = True) -> Tally:
    return Tally(on, rating, month, said, count)


def span(first: str, last: str) -> Span:
    return Span(PartialDate.parse(first), PartialDate.parse(last))


class TestCounts:
    def test_it_has_every_rating_in_the_order_of_the_scale(self) -> None:
        drawn = counts(scale(), [tally("false", 2), tally("true", 1), tally("false", 2, "2024")])

        assert [(row["rating"]["slug"], row["count"]) for row in drawn["rows"]] == [
            ("true", 1),
            ("false", 4),
            ("unknown", 0),
        ]
        assert [row["width"] for row in drawn["rows"]] == [25, 100, 0]

    @pytest.mark.parametrize(("total", "share"), [(MINIMUM - 1, ""), (MINIMUM, "100%")])
    def test_it_tells_no_share_of_fewer_than_the_minimum(self, total: int, share: str) -> None:
        drawn = counts(scale(), [tally("false", total)])

        assert drawn["rows"][1]["share"] == share
        assert drawn["enough"] == bool(share)

    def test_ratings_of_two_scales_are_never_added_up(self) -> None:
        tallies = [tally("false", 4, on="old"), tally("false", 3)]

        drawn = [counts(*pair)["total"] for pair in by_scale(tallies, [scale(), scale("old"), scale("unused")])]

        assert drawn == [3, 4]


class TestCompared:
    def test_it_tells_shares_only_where_both_have_enough(self) -> None:
        few = [tally("false", MINIMUM, "2022"), tally("true", MINIMUM - 1, "2023")]
        spans = span("2022", "2022"), span("2023", "2023")

        lacking, enough = (compared(scale(), tallies, spans) for tallies in (few, [*few, tally("false", 1, "2023")]))

        assert lacking["totals"] == [6, 5]
        assert all(side["share"] == "" for row in lacking["rows"] for side in row["sides"])
        assert [side["share"] for side in enough["rows"][0]["sides"]] == ["0%", "83%"]

    def test_it_leaves_out_what_is_known_to_a_year_and_cut_by_a_span(self) -> None:
        tallies = [tally("false", 1, "2022"), tally("false", 2, "2022-02"), tally("false", 4, "2021")]

        drawn = compared(scale(), tallies, (span("2021", "2022-03"), span("2023", "2023")))

        assert drawn["totals"] == [6, 0]
        assert drawn["left_out"] == 1

    def test_it_has_only_ratings_that_one_of_the_spans_has(self) -> None:
        drawn = compared(scale(), [tally("true", 1, "2022")], (span("2022", "2022"), span("2023", "2023")))

        assert [row["rating"]["slug"] for row in drawn["rows"]] == ["true"]
