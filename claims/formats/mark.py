"""The verdict mark: a short scale with a notch for each value and a pointer at one of them."""

from collections.abc import Mapping
from typing import Any

MARGIN = 8  # room for half a pointer at either end
GAP = 8
HEIGHT = 24


def mark(rating: Mapping[str, Any], steps: int) -> dict[str, Any]:
    """The drawing of a rating on a scale of so many values, least true first.

    In units of a viewBox `width` by `height`. A rating without a place on the scale is a broken
    line, or a quotation mark where nothing could be rated.
    """
    if rating["position"] is None and rating["tone"] == "quote":
        return {"form": "quote", "width": HEIGHT, "height": HEIGHT}
    steps = max(steps, rating["position"] or 0, 2)
    notches = [MARGIN + GAP * step for step in range(steps)]
    drawing = {"width": notches[-1] + MARGIN, "height": HEIGHT, "notches": notches}
    if rating["position"] is None:
        return drawing | {"form": "broken"}
    return drawing | {"form": "scale", "pointer": notches[rating["position"] - 1]}
