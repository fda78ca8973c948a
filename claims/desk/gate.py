"""The gate: what stands between a claim and its readers.

Two doors, one list. What the checker alone can do (evidence, publishers, a primary source, archived copies, the
number compared, the verdict and its summary) holds a claim back already from review: a colleague's time is spent on
finished work. What needs others and takes its time (an answer from whoever said it, a second verdict, a second
person) holds it back only from readers, so that the review can go on meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Claim, Standard, User, Waiver
from claims.vocabulary import WAIVABLE, GateRule, Ground

from .standards import RULES, Case


@dataclass(frozen=True)
class Check:
    """How one rule in force stands with a claim. `missing` is a clause (“it cites no source”), empty when it is met."""

    rule: Ground | GateRule
    missing: str
    remedy: str
    at_review: bool
    waiver: Waiver | None = None

    @property
    def met(self) -> bool:
        """Whether it holds nothing back: met indeed, or waived."""
        return not self.missing or self.waiver is not None

    @property
    def waived(self) -> bool:
        """Whether only a waiver meets it."""
        return bool(self.missing) and self.waiver is not None

    @property
    def waivable(self) -> bool:
        return self.rule in WAIVABLE


@dataclass(frozen=True)
class SetAside:
    """The rules that an approver publishes against, and why; without rules there is no reason to keep."""

    rules: tuple[str, ...] = ()
    reason: str = ""


def checklist(claim: Claim, *, approver: User | None = None, standard: Standard | None = None) -> list[Check]:
    """Each rule in force for a claim if this person approves, by its own standard or another."""
    case = Case(claim, approver=approver, standard=standard or Standard.objects.of(claim))
    waivers = {waiver.rule: waiver for waiver in claim.waivers.select_related("waived_by")}
    return [
        Check(rule.name, rule.missing(case), str(rule.remedy), rule.at_review, waivers.get(rule.name))
        for rule in RULES
        if rule.in_force(case)
    ]


def missing_for_review(claim: Claim) -> list[str]:
    """What a claim lacks before a colleague can judge it, one clause each."""
    return clauses(check for check in checklist(claim) if check.at_review)


def missing_for_readers(claim: Claim, *, approver: User) -> list[str]:
    """What stands between a claim and its readers when this person approves, one clause each."""
    return clauses(checklist(claim, approver=approver))


def clauses(checks: Iterable[Check]) -> list[str]:
    """What is missing by these checks."""
    return [check.missing for check in checks if not check.met]
