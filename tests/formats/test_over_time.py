"""Checks over time, as a drawing and as rows of a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.over_time import BASE, COLUMNS_AT_LEAST, TALLEST, over_time, rows
from claims.models import Tally

from .test_tally import scale, tally

MONTHS = st.dates().map(lambda day: day.isoformat()[:7]) | st.integers(1, 9999).map("{:04d}".format)


class TestOverTime:
    @pytest.mark.parametrize(
        ("first", "last", "names"),
        [
            ("2023-03", "2023-04", ["March 2023", "April 2023"]),
            ("2022-01", "2024-01", ["Q1 2022", "Q1 2024"]),
            ("2010-01", "2024-01", ["2010", "2024"]),
            ("1960-01", "2024-01", ["1960–1969", "2020–2029"]),
            ("0005-01", "2024-01", ["1–99", "2000–2099"]),
            ("2023", "2023-04", ["2023", "2023"]),
        ],
    )
    def test_its_columns_are_the_finest_that_fit_and_that_all_dates_have_a_place_in(
        self, first: str, last: str, names: list[str]
    ) -> None:
        drawn = over_time(scale(), [tally("true", 1, first), tally("false", 1, last)])

        assert [drawn["columns"][end]["name"] for end in (0, -1)] == names

    def test_it_has_a_strip_for_each_rating_that_was_given_and_a_bar_for_each_column(self) -> None:
        drawn = over_time(scale(), [tally("false", 2, "2022"), tally("false", 1, "2020")])

        (strip,) = drawn["strips"]
        assert [bar["count"] for bar in strip["bars"]] == [1, 0, 2]
        assert [bar["height"] for bar in strip["bars"]] == [TALLEST / 2, 0, TALLEST]
        assert strip["bars"][2]["top"] == BASE - TALLEST

    def test_all_strips_are_to_one_scale(self) -> None:
        drawn = over_time(scale(), [tally("false", 4), tally("true", 1)])

        assert [strip["bars"][0]["height"] for strip in drawn["strips"]] == [TALLEST / 4, TALLEST]

    def test_where_there_is_no_room_for_all_numbers_each_strip_has_that_of_its_highest_bar(self) -> None:
        drawn = over_time(scale(), [tally("true", 1234 + (year == 2021), str(year)) for year in range(2010, 2025)])

        bars = drawn["strips"][0]["bars"]
        assert [bar["count"] for bar in bars if bar["printed"]] == [1235]

    def test_it_says_how_many_stand_where_they_were_said(self) -> None:
        drawn = over_time(scale(), [tally("true", 2), tally("true", 3, said=False)])

        assert (drawn["said"], drawn["checked"]) == (2, 3)

    @pytest.mark.parametrize(
        ("first", "last", "labels"),
        [
            ("2022-07", "2024-09", "- - 2023 - - - 2024 - -"),
            ("2022-04", "2024-06", "2022 - - 2023 - - - 2024 -"),
            ("2022-01", "2024-02", "2022 - - - 2023 - - - 2024"),
            ("2021-07", "2021-08", "Jul/2021 Aug"),
            ("2021-12", "2022-02", "Dec Jan/2022 Feb"),
        ],
    )
    def test_a_year_stands_where_it_begins_or_where_the_axis_does(self, first: str, last: str, labels: str) -> None:
        drawn = over_time(scale(), [tally("true", 1, first), tally("true", 1, last)])

        said = ["/".join(filter(None, (c["label"], c["year"]))) or "-" for c in drawn["columns"]]
        assert " ".join(said) == labels

    @given(st.lists(st.builds(Tally, st.just("five"), st.sampled_from(["true", "false"]), MONTHS, st.booleans(),
                              st.integers(1, 10**6)), min_size=1, max_size=8))  # fmt: skip
    def test_it_loses_no_check_and_stays_in_its_frame(self, tallies: list[Tally]) -> None:
        drawn = over_time(scale(), tallies)

        bars = [bar for strip in drawn["strips"] for bar in strip["bars"]]
        assert sum(bar["count"] for bar in bars) == sum(tally.count for tally in tallies)
        assert all(bar["x"] >= 0 and bar["x"] + bar["width"] <= 100 and bar["top"] >= BASE - TALLEST for bar in bars)
        assert len(drawn["columns"]) <= 100
        assert all(bar["width"] * drawn["room"] <= 100 * 100 / COLUMNS_AT_LEAST for bar in bars)


class TestRows:
    @pytest.mark.parametrize(
        ("first", "last", "keys"),
        [
            ("2020-01", "2025-12", ["2020-Q1", "2025-Q4"]),
            ("2015", "2020", ["2015", "2020"]),
            ("1980", "2020", ["1980/1989", "2020/2029"]),
        ],
    )
    def test_a_stretch_of_time_has_a_key_for_programs(self, first: str, last: str, keys: list[str]) -> None:
        drawn = over_time(scale(), [tally("true", 1, first), tally("true", 1, last)])

        told = rows(scale(), drawn)
        assert [told[0][3], told[-1][3]] == keys

    def test_each_bar_is_a_row(self) -> None:
        drawn = over_time(scale(), [tally("true", 2, "2022-03"), tally("true", 1, "2022-05", said=False)])

        assert rows(scale(), drawn) == [
            ("five", "true", "True", "2022-03", 2, 2),
            ("five", "true", "True", "2022-04", 0, 0),
            ("five", "true", "True", "2022-05", 1, 0),
        ]
