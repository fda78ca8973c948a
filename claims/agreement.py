"""How far two people who judge the same things agree beyond what chance would give."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Agreement:
    """Agreement over so many pairs of judgements.

    `raw` is the share of pairs that are the same, 0 to 1. `kappa` is Cohen's: 1 is perfect, 0 what chance would give,
    below 0 less than that; None where chance alone would have them agree always, since then it says nothing.
    """

    pairs: int
    raw: float
    kappa: float | None


def agreement(counted: Mapping[Pair, int]) -> Agreement | None:
    """Cohen's kappa (Cohen 1960, unweighted) of pairs of judgements, each with how often it came; None without pairs.

    A category is whatever both may choose; none is nearer to another, so that ratings beside the scale count too.
    """
    pairs = sum(counted.values())
    if not pairs:
        return None
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), times in counted.items():
        first[one] += times
        second[other] += times
    same = sum(times for (one, other), times in counted.items() if one == other)
    by_chance = sum(times * second[category] for category, times in first.items())  # in pairs squared
    most = pairs * pairs
    kappa = (pairs * same - by_chance) / (most - by_chance) if by_chance != most else None
    return Agreement(pairs, same / pairs, kappa)
