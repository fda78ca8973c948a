"""The rules of the gate: when each is in force for a claim, what it finds missing, and what would meet it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.folding import fold
from claims.models import SUMMARY_LENGTH, Capture, Claim, Publication, SecondVerdict, Standard, User, Verdict
from claims.text import cited_numbers
from claims.vocabulary import Act, ClaimKind, GateRule, Ground


class Case:
    """A claim with all that the rules ask about it, read in a fixed number of queries."""

    def __init__(self, claim: Claim, *, approver: User | None, standard: Standard) -> None:
        self.claim, self.approver, self.standard = claim, approver, standard
        self.verdict: Verdict | None = getattr(claim, "verdict", None)

    @cached_property
    def evidence(self) -> list[Any]:
        """The pieces of evidence with their sources; `archived` says whether the source has a capture."""
        captures = Capture.objects.filter(source=OuterRef("source"))
        return list(self.claim.evidence.select_related("source").annotate(archived=Exists(captures)))

    @cached_property
    def publishers(self) -> set[str]:
        """Those who first published the sources, each once however it is written."""
        sources = (piece.source for piece in self.evidence)
        return {alike(source.original_publisher or source.publisher) for source in sources}

    @cached_property
    def citations_of_nothing(self) -> list[int]:
        numbers = {piece.number for piece in self.evidence}
        cited = cited_numbers(self.verdict.rationale) if self.verdict else []
        return [number for number in cited if number not in numbers]

    @cached_property
    def second_verdicts(self) -> list[SecondVerdict]:
        return list(self.claim.second_verdicts.select_related("asked_of"))

    @property
    def second_verdict_waits(self) -> SecondVerdict | None:
        return next((second for second in self.second_verdicts if second.given_at is None), None)


@dataclass(frozen=True)
class Rule:
    """One rule as data. `missing` gives a clause that goes on from the claim: “it cites no source”, or nothing."""

    name: Ground | GateRule
    missing: Callable[[Case], str]
    remedy: Any
    at_review: bool = True  # it holds back already from review; else only from readers
    in_force: Callable[[Case], bool] = lambda case: True


def alike(name: str) -> str:
    """A name without differences that are only of writing."""
    return fold(name)[0].casefold().strip(" .")


def wrote(verdict: Verdict, person: User) -> bool:
    """Whether somebody wrote a verdict, or a part of it since it was last published."""
    return verdict.written_by_id == person.pk or verdict.writers.filter(pk=person.pk).exists()


def readers_know_its_rating(claim: Claim) -> bool:
    """Whether the rating that the desk holds is the one that readers were last told."""
    told = Publication.objects.filter(claim=claim).exclude(act=Act.WITHDRAW).select_related("body").order_by("number")
    last, verdict = told.last(), getattr(claim, "verdict", None)
    said = last.document["verdict"] if last else None
    if said is None or verdict is None:
        return False
    held = verdict.rating
    return (said["scale"]["slug"], said["rating"]["slug"]) == (held.scale.slug, held.slug)


def _appearance(case: Case) -> str:
    return "" if case.claim.appearances.exists() else _("it appears in no article")


def _evidence(case: Case) -> str:
    found, least = len(case.evidence), case.standard.evidence_at_least
    if not found:
        return _("it cites no source")
    if found >= least:
        return ""
    clause = ngettext(
        "it has %(found)d piece of evidence, and %(least)d are asked for",
        "it has %(found)d pieces of evidence, and %(least)d are asked for",
        found,
    )
    return clause % {"found": found, "least": least}


def _publishers(case: Case) -> str:
    found, least = len(case.publishers), case.standard.publishers_at_least
    if found >= least:
        return ""
    clause = ngettext(
        "its evidence comes from %(found)d publisher, and %(least)d independent ones are asked for",
        "its evidence comes from %(found)d publishers, and %(least)d independent ones are asked for",
        found,
    )
    return clause % {"found": found, "least": least}


def _primary(case: Case) -> str:
    return "" if any(piece.primary for piece in case.evidence) else _("none of its evidence is a primary source")


def _archived(case: Case) -> str:
    bare = [piece.number for piece in case.evidence if piece.source.url and not piece.archived]
    if not bare:
        return ""
    clause = ngettext(
        "the online source of evidence %(numbers)s is not archived",
        "the online sources of evidence %(numbers)s are not archived",
        len(bare),
    )
    return clause % {"numbers": in_brackets(bare)}


def _verdict(case: Case) -> str:
    return "" if case.verdict else _("it has no verdict")


def _citations(case: Case) -> str:
    lost = case.citations_of_nothing
    if not lost:
        return ""
    clause = ngettext(
        "its rationale cites %(numbers)s, and no evidence has that number",
        "its rationale cites %(numbers)s, and no evidence has those numbers",
        len(lost),
    )
    return clause % {"numbers": in_brackets(lost)}


def _quantity(case: Case) -> str:
    if case.claim.figure is None:
        return _("it claims a quantity, and the number is not entered")
    units = {alike(case.claim.figure_unit), ""}
    if any(piece.figure and alike(piece.figure_unit) in units for piece in case.evidence):
        return ""
    return _("no number found stands against the number claimed")


def _summary(case: Case) -> str:
    length, standard = len(case.verdict.summary) if case.verdict else 0, case.standard
    least, most = standard.summary_at_least, standard.summary_at_most
    if least <= length <= most:
        return ""
    return _("its summary has %(length)d characters, and %(least)d to %(most)d are asked for") % {
        "length": length,
        "least": least,
        "most": most,
    }


def _reply(case: Case) -> str:
    return "" if case.claim.reply_requests.exists() else _("nobody was asked for a reply")


def _second_verdict(case: Case) -> str:
    if waits := case.second_verdict_waits:
        return _("%(person)s has not given the second verdict yet") % {"person": waits.asked_of}
    if not case.second_verdicts:
        return _("nobody has given a blind second verdict")
    rating = case.verdict.rating_id if case.verdict else None
    if any(rating in (second.rating_id, second.first_rating_id) for second in case.second_verdicts):
        return ""
    return _("its rating was changed after the second verdict to one that neither had given")


def _second_verdict_in_force(case: Case) -> bool:
    if case.verdict is None:
        return False
    asked = case.second_verdict_waits is not None
    return asked or (case.standard.needs_second_verdict and not readers_know_its_rating(case.claim))


def _second_person(case: Case) -> str:
    if case.approver is None or case.verdict is None:
        return _("somebody other than its writer has to approve it")
    return _("the writer of its verdict cannot also approve it") if wrote(case.verdict, case.approver) else ""


def in_brackets(numbers: Iterable[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)


# In the order in which a checker meets them.
RULES = [
    Rule(Ground.APPEARANCE, _appearance, gettext_lazy("Add where it was said, with the words as they stand there.")),
    Rule(GateRule.EVIDENCE, _evidence, gettext_lazy("Add evidence: a source and what it says.")),
    Rule(
        GateRule.PUBLISHERS,
        _publishers,
        gettext_lazy("Find a source that does not draw on the same original publisher."),
        in_force=lambda case: case.standard.publishers_at_least > 1,
    ),
    Rule(
        GateRule.PRIMARY,
        _primary,
        gettext_lazy("Cite the document that the others report on, and tick “primary source”."),
        in_force=lambda case: case.standard.needs_primary,
    ),
    Rule(
        GateRule.ARCHIVED,
        _archived,
        gettext_lazy("Add an archived copy to each source."),
        in_force=lambda case: case.standard.needs_archive,
    ),
    Rule(Ground.VERDICT, _verdict, gettext_lazy("Write the verdict.")),
    Rule(
        Ground.CITATIONS,
        _citations,
        gettext_lazy("Cite evidence that is there, or add it."),
        in_force=lambda case: case.verdict is not None,
    ),
    Rule(
        GateRule.QUANTITY,
        _quantity,
        gettext_lazy("Enter the number claimed, and in the evidence the number found, in the same unit."),
        in_force=lambda case: (
            case.standard.needs_quantity and (case.claim.figure is not None or case.claim.kind == ClaimKind.QUANTITY)
        ),
    ),
    Rule(
        GateRule.SUMMARY,
        _summary,
        gettext_lazy("Write the answer in two sentences of that length."),
        in_force=lambda case: (
            case.verdict is not None
            and (case.standard.summary_at_least > 0 or case.standard.summary_at_most < SUMMARY_LENGTH)
        ),
    ),
    Rule(
        GateRule.REPLY,
        _reply,
        gettext_lazy("Ask whoever said it, and record whom you asked, when and how."),
        at_review=False,
        in_force=lambda case: case.standard.needs_reply,
    ),
    Rule(
        GateRule.SECOND_VERDICT,
        _second_verdict,
        gettext_lazy("An editor asks a colleague who has not seen the verdict."),
        at_review=False,
        in_force=_second_verdict_in_force,
    ),
    Rule(
        GateRule.SECOND_PERSON,
        _second_person,
        gettext_lazy("An editor who wrote no part of the verdict looks it through and publishes it."),
        at_review=False,
        in_force=lambda case: case.verdict is not None,
    ),
]
