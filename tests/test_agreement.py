"""Cohen's kappa: what the literature says it is, and what holds for every table."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.agreement import Pair, agreement


def table(*rows: list[int]) -> dict[Pair, int]:
    """Counts as they are printed: a row for each judgement of the first, a column for each of the second."""
    return {(row, column): times for row, counts in enumerate(rows) for column, times in enumerate(counts)}


# Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1),
# table 2 (200 cases, 0.492); the others are the examples that textbooks share for grants and for equal raw agreement.
LITERATURE = [
    (table([88, 14, 18], [10, 40, 10], [2, 6, 12]), 200, 0.70, 0.492),
    (table([20, 5], [10, 15]), 50, 0.70, 0.40),
    (table([45, 15], [25, 15]), 100, 0.60, 0.130),
    (table([25, 35], [5, 35]), 100, 0.60, 0.259),
]


@pytest.mark.parametrize(("counted", "pairs", "raw", "kappa"), LITERATURE)
def test_it_is_what_the_literature_says(counted: Mapping[Pair, int], pairs: int, raw: float, kappa: float) -> None:
    found = agreement(counted)

    assert found is not None
    assert found.pairs == pairs
    assert found.raw == pytest.approx(raw)
    assert found.kappa == pytest.approx(kappa, abs=0.0005)


class TestTheEdges:
    def test_without_pairs_there_is_none(self) -> None:
        assert agreement({}) is agreement({("true", "false"): 0}) is None

    def test_one_category_only_says_nothing_beyond_the_raw_agreement(self) -> None:
        found = agreement({("false", "false"): 7})

        assert found is not None
        assert (found.raw, found.kappa) == (1.0, None)

    def test_two_who_never_agree_are_below_chance(self) -> None:
        found = agreement({("true", "false"): 5, ("false", "true"): 5})

        assert found is not None
        assert (found.raw, found.kappa) == (0.0, -1.0)

    def test_one_who_always_says_the_same_agrees_as_chance_would(self) -> None:
        found = agreement({("true", "false"): 3, ("false", "false"): 6})

        assert found is not None
        assert found.kappa == 0.0


RATINGS = st.sampled_from(["true", "half true", "false", "unverifiable"])


@given(st.lists(st.tuples(RATINGS, RATINGS), min_size=1, max_size=60))
def test_what_holds_for_every_table(pairs: list[tuple[str, str]]) -> None:
    found = agreement(Counter(pairs))
    turned = agreement(Counter((second, first) for first, second in pairs))
    renamed = agreement(Counter((first[::-1], second[::-1]) for first, second in pairs))

    assert found is not None
    assert found == turned == renamed
    assert found.raw == sum(first == second for first, second in pairs) / len(pairs)
    if found.kappa is None:
        assert len({rating for pair in pairs for rating in pair}) == 1
    else:
        assert -1 <= found.kappa <= found.raw
        assert (found.kappa == 1) == (found.raw == 1)
