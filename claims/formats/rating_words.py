"""The words of the scale that comes with the product, in the language of the page.

A newsroom's own words stay as they are: nobody translated them.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy

LABELS = {
    "True": pgettext_lazy("rating", "True"),
    "Mostly true": pgettext_lazy("rating", "Mostly true"),
    "Half true": pgettext_lazy("rating", "Half true"),
    "Mostly false": pgettext_lazy("rating", "Mostly false"),
    "False": pgettext_lazy("rating", "False"),
    "Unverifiable": pgettext_lazy("rating", "Unverifiable"),
    "Not checkable": pgettext_lazy("rating", "Not checkable"),
}
DEFINITIONS = {
    "The claim, as worded, is right; no missing context changes its meaning.": pgettext_lazy(
        "rating", "The claim, as worded, is right; no missing context changes its meaning."
    ),
    "Right in the main, but wording, degree or one element needs a correction or note.": pgettext_lazy(
        "rating", "Right in the main, but wording, degree or one element needs a correction or note."
    ),
    "Partly right, or right but misleading without facts that the article leaves out; or sources conflict.": (
        pgettext_lazy(
            "rating",
            "Partly right, or right but misleading without facts that the article leaves out; or sources conflict.",
        )
    ),
    "One element is right but the overall impression is wrong.": pgettext_lazy(
        "rating", "One element is right but the overall impression is wrong."
    ),
    "The claim is wrong.": pgettext_lazy("rating", "The claim is wrong."),
    "The evidence found is too thin or too secret to decide either way.": pgettext_lazy(
        "rating", "The evidence found is too thin or too secret to decide either way."
    ),
    "A judgement, ranking or forecast; context is given instead of a rating.": pgettext_lazy(
        "rating", "A judgement, ranking or forecast; context is given instead of a rating."
    ),
}
Rating = Mapping[str, Any]


def label(rating: Rating) -> str:
    """The word of a rating."""
    return str(LABELS.get(rating["label"], rating["label"]))


def definition(rating: Rating) -> str:
    """What a rating means."""
    return str(DEFINITIONS.get(rating["definition"], rating["definition"]))
