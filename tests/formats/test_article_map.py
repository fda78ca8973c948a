"""The map of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.article_map import LEAST, article_map
from claims.formats.highlights import Place


def place(key: str, start: int, end: int) -> Place:
    return Place({"id": key}, start, end)


def keys(places: list[Place], length: int) -> list[str]:
    return [tick.card["id"] for tick in article_map(places, length)]


class TestArticleMap:
    def test_a_claim_stands_where_its_words_do(self) -> None:
        [tick] = article_map([place("c1", 500, 600)], 1000)

        assert (tick.start, tick.length) == (50, 10)

    def test_the_ticks_come_in_reading_order(self) -> None:
        assert keys([place("early", 1, 5), place("late", 50, 60)], 100) == ["early", "late"]

    def test_a_claim_said_twice_has_its_tick_where_it_is_first_said(self) -> None:
        ticks = article_map([place("c1", 10, 20), place("c2", 30, 40), place("c1", 50, 60)], 100)

        assert [(tick.card["id"], tick.start) for tick in ticks] == [("c1", 10), ("c2", 30)]

    def test_a_short_one_can_still_be_seen(self) -> None:
        [tick] = article_map([place("c1", 99_999, 100_000)], 100_000)

        assert tick.length == LEAST
        assert tick.start + tick.length == pytest.approx(100)

    def test_two_claims_on_the_same_words_stand_side_by_side(self) -> None:
        one, other = article_map([place("c1", 50, 60), place("c2", 50, 60)], 100)

        assert one.start + one.length == pytest.approx(other.start)

    def test_a_text_without_claims_has_none(self) -> None:
        assert article_map([], 100) == []

    @given(st.lists(st.tuples(st.integers(0, 999), st.integers(1, 300)), max_size=300))
    def test_none_covers_another_or_leaves_the_strip(self, spans: list[tuple[int, int]]) -> None:
        places = [
            place(str(number), start, min(start + length, 1000)) for number, (start, length) in enumerate(sorted(spans))
        ]

        ticks = article_map(places, 1000)

        end = 0.0
        for tick in ticks:
            assert tick.start >= end - 0.02  # each is rounded to a hundredth
            assert tick.length > 0
            end = tick.start + tick.length
        assert end <= 100.02
