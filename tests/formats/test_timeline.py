"""Where a claim was said, in the order of time."""

from typing import Any

from claims.formats.timeline import in_time


def said(on: str = "", published_on: str | None = None) -> dict[str, Any]:
    return {"said_on": on, "article": {"published_on": published_on}}


def dates(*appearances: dict[str, Any]) -> list[str]:
    return [appearance["on"] for appearance in in_time(appearances)]


def first(*appearances: dict[str, Any]) -> list[bool]:
    return [appearance["first"] for appearance in in_time(appearances)]


class TestInTime:
    def test_the_earliest_comes_first_and_the_undated_last(self) -> None:
        assert dates(said(), said("2024"), said("2023-05"), said("2023-04-30")) == ["2023-04-30", "2023-05", "2024", ""]

    def test_what_it_stands_in_dates_what_has_no_day_of_its_own(self) -> None:
        assert dates(said("2024"), said("", "2023-03-30"), said("2022", "2025")) == ["2022", "2023-03-30", "2024"]

    def test_the_earliest_of_several_are_the_first_known(self) -> None:
        assert first(said("2024"), said("2023"), said("2023")) == [True, True, False]

    def test_nothing_is_first_where_no_day_is_known(self) -> None:
        assert first(said(), said()) == [False, False]

    def test_one_alone_is_not_named_first(self) -> None:
        assert first(said("2023")) == [False]

    def test_there_may_be_none(self) -> None:
        assert in_time([]) == []
