"""The gate: what stands between a claim and its readers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.models import Claim, User, Verdict
from claims.text import cited_numbers


def missing_for_review(claim: Claim) -> Iterator[str]:
    """Yield what a claim lacks before a colleague can judge it, one clause each."""
    if not claim.appearances.exists():
        yield _("it appears in no article")
    numbers = set(claim.evidence.values_list("number", flat=True))
    if not numbers:
        yield _("it cites no source")
    verdict = getattr(claim, "verdict", None)
    if verdict is None:
        yield _("it has no verdict")
        return
    for number in cited_numbers(verdict.rationale):
        if number not in numbers:
            yield _("its rationale cites [%(number)d], and no evidence has that number") % {"number": number}


def missing_for_readers(claim: Claim, *, approver: User) -> Iterator[str]:
    """Yield what stands between a claim and its readers when this person approves, one clause each."""
    yield from missing_for_review(claim)
    verdict = getattr(claim, "verdict", None)
    if verdict is not None and wrote(verdict, approver):
        yield _("the writer of its verdict cannot also approve it")


def wrote(verdict: Verdict, person: User) -> bool:
    """Whether somebody wrote a verdict, or a part of it since it was last published."""
    return verdict.written_by_id == person.pk or verdict.writers.filter(pk=person.pk).exists()
