"""How much a correction takes back: the least kind that what differs from the record allows, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.formats.changes import Difference, leading
from claims.formats.naming import in_words
from claims.formats.spelling import same_numbers, same_words
from claims.vocabulary import CorrectionKind

TYPO, CLARIFICATION, FACTUAL, VERDICT = CorrectionKind
STRENGTH = {kind: strength for strength, kind in enumerate(CorrectionKind)}

# What a part of the document is, whatever its words: the first pattern that fits its path. Anything else is prose.
PARTS = [
    (
        VERDICT,
        r"verdict|verdict\.(scope|authenticity)|verdict\.scale\.slug|verdict\.rating\.(slug|label|tone|value|position)",
    ),
    (CLARIFICATION, r"claim\.(kind|language|topics.*)|.*\.(language|version|version\..*|captures.*|position.*)"),
    (CLARIFICATION, r".*\.quote\.(prefix|suffix)|.*\.(publisher_url|medium|title_is_descriptive|read_as)"),
    (CLARIFICATION, r".*\.speaker\.(kind|url)|.*\.source\.kind"),
    (CLARIFICATION, r"(replies|impact)(\..*)?|verdict\.review_by"),  # what others said and did, and what we promise
    (FACTUAL, r"appearances(\.\d+)?|evidence(\.\d+)?|.*\.excerpt|.*\.(stance|primary)|verdict\.as_of"),
    (FACTUAL, r"claim\.quantity|.*\.figure|.*\.(quantity|figure)\.(value|low|high|comparator|unit|as_of)"),
    (FACTUAL, r".*\.(quote\.exact|hedge|role|said_on|published_on|speaker|speaker\.(slug|name))"),
    (FACTUAL, r".*\.(source|article)|.*\.source\.(id|url)|.*\.article\.(slug|url)"),
]
STRUCTURE = [(kind, re.compile(pattern)) for kind, pattern in PARTS]


@dataclass(frozen=True)
class Weighed:
    """A difference with the least kind of correction that may tell it, and why in a clause."""

    difference: Difference
    kind: CorrectionKind
    reason: str


def weighed(differences: Iterable[Difference]) -> list[Weighed]:
    """Each difference with its weight; those that follow from another beside them are weighed with it."""
    found = list(differences)
    heads = leading(found)
    return [_together(head, [other for other in found if _goes_with(other, head, heads)]) for head in heads]


def _goes_with(other: Difference, head: Difference, heads: list[Difference]) -> bool:
    return other not in heads and other.path.rpartition(".")[0] == head.path.rpartition(".")[0]


def _together(head: Difference, following: list[Difference]) -> Weighed:
    kind, reason = _weight(head)
    gravest = strongest([kind, *(_weight(other)[0] for other in following)])
    return Weighed(head, gravest, reason if gravest == kind else _changed(head))


def least_kind(differences: Iterable[Difference]) -> CorrectionKind:
    """The weakest kind of correction that may tell these differences."""
    return strongest(each.kind for each in weighed(differences))


def strongest(kinds: Iterable[CorrectionKind]) -> CorrectionKind:
    """The kind that takes back most; a typo if there is none."""
    return max(kinds, key=STRENGTH.__getitem__, default=TYPO)


def heavier(found: Iterable[Weighed], than: CorrectionKind) -> list[Weighed]:
    """The differences that a correction of this kind may not tell."""
    return [each for each in found if STRENGTH[each.kind] > STRENGTH[than]]


def _changed(difference: Difference) -> str:
    return _("“%(where)s” changed") % {"where": in_words(difference.path)}


def _weight(difference: Difference) -> tuple[CorrectionKind, str]:
    where = {"where": in_words(difference.path)}
    for kind, pattern in STRUCTURE:
        if pattern.fullmatch(difference.path):
            return kind, _changed(difference)
    if not same_numbers(difference.record, difference.desk):
        return FACTUAL, _("“%(where)s” has other numbers") % where
    if not same_words(difference.record, difference.desk):
        return CLARIFICATION, _("“%(where)s” has other words") % where
    return TYPO, _("“%(where)s” is spelt otherwise") % where
