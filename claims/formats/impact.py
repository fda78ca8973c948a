"""What came of the corrections that we asked for, counted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from claims.vocabulary import Outcome

SHOWN = (Outcome.CORRECTED, Outcome.REMOVED, Outcome.REFUSED, Outcome.SILENT, Outcome.WAITING)


def standing(outcomes: Mapping[str, tuple[int, float | None]]) -> dict[str, Any]:
    """How many we asked for in all; of each outcome how many, and the median of the days until it came."""
    counted = {outcome: outcomes.get(outcome, (0, None)) for outcome in SHOWN}
    return {
        "asked": sum(requests for requests, _days in counted.values()),
        "outcomes": [
            {"outcome": outcome.value, "requests": requests, "median_days": days}
            for outcome, (requests, days) in counted.items()
        ],
    }


def with_days(request: Mapping[str, Any]) -> dict[str, Any]:
    """A request of a document with the days that passed until something came of it."""
    since, until = request["asked_on"], request["outcome_on"]
    days = (date.fromisoformat(until) - date.fromisoformat(since)).days if until else None
    return {**request, "days": days}
