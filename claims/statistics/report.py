"""What the record shows of each criterion of the fact-checkers' codes, and where software can show nothing.

The criteria are ours in wording and follow the commitments of the IFCN Code of Principles (principles 1 to 5)
and the European Code of Standards of the EFCSN (methodology, ethics, transparency).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Recusal, Standard

from .agreement import agreement_within
from .checks import Standing, by_speaker, speakers_checked, standing
from .corrections import Corrections, corrections
from .period import Period


@dataclass(frozen=True)
class Criterion:
    """One thing that a code asks for; `shown` is empty where only people can show it, then `enclose` says what."""

    code: str
    asks: str
    shown: str = ""
    enclose: str = ""


def report(period: Period) -> list[Criterion]:
    """Every criterion with what the record shows of it in the period."""
    stands, taken_back = standing(period), corrections(period)
    return [
        *_fairness(period, stands),
        *_sources(stands),
        *_organisation(),
        *_methodology(period, stands),
        *_corrections(taken_back),
    ]


def _fairness(period: Period, stands: Standing) -> Iterator[Criterion]:
    code = _("Nonpartisanship and fairness (IFCN 1; EFCSN ethics)")
    standards = Standard.objects.count()
    yield Criterion(
        code,
        _("Every check is held to the same standard."),
        shown=ngettext(
            "%(n)s publishing standard is kept by the software; each entry of the record has passed it or says why.",
            "%(n)s publishing standards, by kind of claim, are kept by the software; each entry of the record has"
            " passed its own or says why.",
            standards,
        )
        % {"n": standards}
        if standards
        else _("The software asks of every check an appearance, a source and a verdict approved by somebody else."),
    )
    speakers = by_speaker(period)
    top = speakers[0] if speakers else None
    yield Criterion(
        code,
        _("The checks do not concentrate on one side."),
        shown=_("%(speakers)s speakers were checked; the one checked most stands in %(share)s of the checks.")
        % {"speakers": number_format(speakers_checked(period)), "share": _percent(top.count, stands.checks)}
        if top
        else "",
        enclose=_("Which side a speaker stands on is not recorded: list it from the statistics by speaker."),
    )
    recusals = Recusal.objects.count()
    yield Criterion(
        code,
        _("Conflicts of interest are known and kept out."),
        shown=ngettext(
            "%(n)s recusal is recorded; its person can neither write nor approve there.",
            "%(n)s recusals are recorded; their people can neither write nor approve there.",
            recusals,
        )
        % {"n": recusals},
        enclose=_("The policy on party membership and advocacy."),
    )


def _sources(stands: Standing) -> Iterator[Criterion]:
    code = _("Standards and transparency of sources (IFCN 2; EFCSN methodology)")
    yield Criterion(
        code,
        _("Readers can find every source."),
        shown=_("%(online)s of %(evidence)s cited sources have an address, %(archived)s of these an archived copy.")
        % {"online": stands.online, "evidence": stands.evidence, "archived": stands.archived},
    )
    yield Criterion(
        code,
        _("Primary sources are used where there are any."),
        shown=_("%(share)s of the evidence is primary; %(checks)s of %(all)s checks have at least one primary source.")
        % {
            "share": _percent(stands.primary, stands.evidence),
            "checks": stands.with_primary,
            "all": stands.checks,
        },
    )
    yield Criterion(
        code,
        _("What matters is checked against more than one source."),
        shown=_("%(several)s of %(all)s checks cite two or more independent publishers; half have %(median)s or more.")
        % {
            "several": stands.several_publishers,
            "all": stands.checks,
            "median": number_format(stands.evidence_median or 0, 0),
        },
    )


def _organisation() -> Iterator[Criterion]:
    code = _("Transparency of funding and organisation (IFCN 3; EFCSN transparency)")
    yield Criterion(code, _("Readers know who pays."), enclose=_("The accounts and the list of funders."))
    yield Criterion(
        code,
        _("Readers know who works here."),
        shown=_("Each published check names its writer and its approver."),
        enclose=_("The page on the team, its structure and legal form, and how to reach it."),
    )


def _methodology(period: Period, stands: Standing) -> Iterator[Criterion]:
    code = _("Transparency of methodology (IFCN 4; EFCSN methodology)")
    yield Criterion(
        code,
        _("Evidence for and against is shown."),
        shown=_("%(both)s of %(all)s checks show evidence that supports and evidence that refutes.")
        % {"both": stands.both_sides, "all": stands.checks},
    )
    yield Criterion(
        code,
        _("Whoever is checked is asked."),
        shown=_("%(replies)s of %(all)s checks tell readers whom the desk asked for a reply, and what they said.")
        % {"replies": stands.with_reply, "all": stands.checks},
    )
    yield Criterion(
        code,
        _("What is not known is said."),
        shown=_("%(open)s of %(all)s checks name open questions.")
        % {"open": stands.with_open_questions, "all": stands.checks},
    )
    agreed = agreement_within(period)
    yield Criterion(
        code,
        _("Two people who judge by themselves come to the same rating."),
        shown=_("%(pairs)s blind second verdicts were given; %(share)s were the same (Cohen’s kappa: %(kappa)s).")
        % {
            "pairs": agreed.pairs,
            "share": _percent(round(agreed.raw * agreed.pairs), agreed.pairs),
            "kappa": "–" if agreed.kappa is None else number_format(agreed.kappa, 2),
        }
        if agreed
        else _("No blind second verdict was given in these days."),
    )
    yield Criterion(
        code, _("The method is published."), enclose=_("The page on the method and on how claims are chosen.")
    )


def _corrections(taken_back: Corrections) -> Iterator[Criterion]:
    code = _("Open and honest corrections (IFCN 5; EFCSN transparency)")
    made = sum(n for _kind, n in taken_back.by_kind)
    kinds = ", ".join(f"{label.lower()}: {n}" for label, n in taken_back.by_kind)
    yield Criterion(
        code,
        _("Corrections are made openly and can be found."),
        shown=_(
            "%(made)s corrections (%(kinds)s) and %(withdrawn)s withdrawals are in the public log, each with what was"
            " and what is shown. The record cannot be changed, and anybody can verify it."
        )
        % {"made": made, "kinds": kinds, "withdrawn": taken_back.withdrawn},
    )
    yield Criterion(
        code,
        _("Nobody approves their own work."),
        shown=_(
            "%(alone)s of %(entries)s entries were approved by their writer; %(overridden)s set a rule aside, each"
            " with its reason in the record."
        )
        % {
            "alone": taken_back.one_pair_of_eyes,
            "entries": taken_back.entries,
            "overridden": taken_back.overridden,
        },
    )
    yield Criterion(code, _("There is a policy."), enclose=_("The corrections policy and the way to complain."))


def _percent(part: int, whole: int) -> str:
    return f"{number_format(100 * part / whole if whole else 0, 0)} %"
