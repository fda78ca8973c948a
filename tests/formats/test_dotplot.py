"""Claimed against found, as a drawing."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claims.formats.dotplot import Scale, dotplot


def piece(number: int = 1, published_on: str = "", **figure: Any) -> dict[str, Any]:
    return {"number": number, "figure": figure, "source": {"publisher": "Office", "published_on": published_on}}


class TestDotplot:
    def test_there_is_none_without_a_claimed_number(self) -> None:
        assert dotplot(None, [piece(value=3)]) is None

    def test_there_is_none_without_a_found_number(self) -> None:
        assert dotplot({"value": 3}, [{"number": 1, "figure": None, "source": {}}]) is None

    def test_a_value_is_a_dot_and_a_range_is_a_line(self) -> None:
        plot = dotplot({"value": 30, "unit": "%"}, [piece(1, value=40), piece(2, low=18, high=19)])

        assert plot is not None
        by_number = {row["number"]: row for row in plot["found"]}
        assert by_number[1]["dot"]
        assert not by_number[2]["dot"]
        assert by_number[2]["start"] < by_number[2]["end"] < plot["claimed"]["start"] < by_number[1]["start"]

    def test_more_than_is_open_at_its_end(self) -> None:
        plot = dotplot({"value": 6000, "comparator": ">"}, [piece(value=5700), piece(value=6100, comparator="<")])

        assert plot is not None
        assert plot["claimed"]["open_end"]
        assert not plot["claimed"]["open_start"]
        assert plot["found"][0]["open_start"] != plot["found"][1]["open_start"]

    def test_the_newest_figure_comes_first_and_is_the_strongest(self) -> None:
        found = [piece(1, value=1, as_of="2014"), piece(2, value=2, as_of="2023-04"), piece(3, value=3)]

        plot = dotplot({"value": 2}, [*found, piece(4, value=4, published_on="2026-01-02")])

        assert plot is not None
        assert [row["number"] for row in plot["found"]] == [4, 2, 1, 3]
        assert [row["age"] for row in plot["found"]] == [0, 1, 2, 3]

    def test_a_figure_in_another_unit_stays_off_the_axis(self) -> None:
        plot = dotplot({"value": 30, "unit": "%"}, [piece(1, value=40), piece(2, value=2, unit="tonnes")])

        assert plot is not None
        assert [row["number"] for row in plot["found"]] == [1]
        assert [row["words"] for row in plot["elsewhere"]] == ["2 tonnes"]

    def test_a_figure_without_a_unit_is_in_the_claims(self) -> None:
        plot = dotplot({"value": 30, "unit": "% of oil"}, [piece(value=40)])

        assert plot is not None
        assert plot["found"][0]["words"] == "40% of oil"
        assert plot["found"][0]["short"] == "40%"


def labels(*numbers: int) -> list[str]:
    plot = dotplot({"value": numbers[0]}, [piece(value=number) for number in numbers])
    assert plot is not None
    return [tick["label"] for tick in plot["ticks"]]


class TestTicks:
    def test_great_numbers_are_short_and_exact(self) -> None:
        assert labels(1_000_000_000, 1_003_000_000) == ["999M", "1B", "1.001B", "1.002B", "1.003B", "1.004B"]

    def test_numbers_that_words_make_no_shorter_stay_in_digits(self) -> None:
        assert labels(1_000_000_007, 1_000_000_008)[0] == "1,000,000,006.8"

    def test_only_as_many_are_written_as_there_is_room_for(self) -> None:
        shown = labels(1_000_000_007, 1_000_000_010)

        assert sum(map(len, shown)) <= 52
        assert "" in shown
        assert shown[0]

    def test_fewer_are_written_on_a_phone(self) -> None:
        plot = dotplot({"value": 6000}, [piece(value=5700), piece(value=6731)])

        assert plot is not None
        assert all(tick["label"] for tick in plot["ticks"])
        assert [tick["phone"] for tick in plot["ticks"]] == [True, False, True, False, True, False, True]

    def test_zero_stands_out_where_numbers_lie_on_both_sides(self) -> None:
        plot = dotplot({"value": -4}, [piece(value=3)])

        assert plot is not None
        assert [tick["label"] for tick in plot["ticks"] if tick["zero"]] == ["0"]


NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=3)


class TestScale:
    def test_it_begins_at_zero_where_that_costs_little(self) -> None:
        assert Scale([(Decimal(18), Decimal(66))]).ticks[0] == 0
        assert Scale([(Decimal(5700), Decimal(6731))]).ticks[0] == 5500

    def test_it_ends_at_zero_where_all_is_below(self) -> None:
        assert Scale([(Decimal(-66), Decimal(-18))]).ticks[-1] == 0

    def test_one_number_alone_has_an_axis(self) -> None:
        for number in (Decimal(0), Decimal(7), Decimal(-7)):
            scale = Scale([(number, number)])
            assert scale.low <= number <= scale.high
            assert scale.low < scale.high

    @given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=6))
    def test_it_holds_every_number_between_a_few_round_ones(self, bounds: list[tuple[Decimal, Decimal]]) -> None:
        scale = Scale(bounds)

        for number in (end for pair in bounds for end in pair):
            assert scale.low <= number <= scale.high
            assert 3 <= scale.at(number) <= 97
        assert 2 <= len(scale.ticks) <= 9
        assert scale.ticks[-1] == scale.high
