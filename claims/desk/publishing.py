"""The only door from the desk to the readers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.errors import Invalid, NotAllowed, NotReady
from claims.models import Claim, Publication, Standard, User
from claims.vocabulary import Act, CorrectionKind, GateRule, Ground, News, Permission, Status

from .acting import act, move, required, unchanged
from .comparing import Difference, differences
from .gate import SetAside, checklist, clauses
from .recording import append_to_record
from .telling import concerned, take_back, tell
from .weighing import Weighed, heavier, weighed


@act(Permission.PUBLISH, at=[Status.REVIEW], to=Status.PUBLISHED)
def publish(claim: Claim, *, by: User, override: str = "") -> Publication:
    """Approve a reviewed claim and put it before readers."""
    set_aside = refuse_unready(claim, approver=by, override=override)

    move(claim, to=Status.PUBLISHED)
    take_back(News.IN_REVIEW, claim=claim)
    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.PUBLISH, by=by, set_aside=set_aside)


@act(Permission.PUBLISH, at=[Status.PUBLISHED], to=Status.PUBLISHED)
def correct(
    claim: Claim, *, by: User, note: str = "", kind: str = CorrectionKind.FACTUAL, override: str = ""
) -> Publication:
    """Publish the desk's state of a claim in place of one that was wrong, and say what was wrong.

    The kind may be stronger than what differs asks for, never weaker; only a typo needs no note.
    """
    changed = differences(claim)
    faults = {"note": _faults_of_note(note, kind), "kind": _faults_of_kind(kind, changed)}
    # A typo is mended by the least standard: a rule made since would only keep a known mistake before readers.
    standard = Standard() if kind == CorrectionKind.TYPO else None
    set_aside = refuse_to_change(claim, changed, faults=faults, approver=by, override=override, standard=standard)

    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.CORRECT, by=by, note=note.strip(), correction=kind, set_aside=set_aside)


@act(Permission.PUBLISH, at=[Status.PUBLISHED], to=Status.PUBLISHED)
def update(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Publish the desk's state of a claim in place of one that was right when it was written.

    Another verdict is no update, whatever brought it about: readers find it under the verdict changes.
    """
    changed = differences(claim)
    reasons = [_as_kind(each) for each in weighed(changed) if each.kind == CorrectionKind.VERDICT]
    faults = {"note": _faults_of_note(note, CorrectionKind.CLARIFICATION)}
    set_aside = refuse_to_change(claim, changed, *reasons, faults=faults, approver=by, override=override)

    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.UPDATE, by=by, note=note.strip(), set_aside=set_aside)


@act(Permission.PUBLISH, at=[Status.WITHDRAWN], to=Status.PUBLISHED)
def restore(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Put a withdrawn claim before readers again, and say why."""
    note = required(note, field="note", sentence=_("tell readers why it is shown again"), claim=claim)
    set_aside = refuse_unready(claim, approver=by, override=override)

    move(claim, to=Status.PUBLISHED)
    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.RESTORE, by=by, note=note, set_aside=set_aside)


@act(Permission.WITHDRAW, at=[Status.PUBLISHED], to=Status.WITHDRAWN)
def withdraw(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Take a published claim back; a notice with the reason stays at its address."""
    note = required(note, field="note", sentence=_("tell readers why it is withdrawn"), claim=claim)
    set_aside = refuse_one_pair_of_eyes(claim, approver=by, override=override)

    move(claim, to=Status.WITHDRAWN)
    return append_to_record(claim, act=Act.WITHDRAW, by=by, note=note, set_aside=set_aside)


def refuse_to_change(
    claim: Claim,
    changed: list[Difference],
    *reasons: str,
    faults: dict[str, list[str]],
    approver: User,
    override: str,
    standard: Standard | None = None,
) -> SetAside:
    """Refuse a change of what readers see with every reason at once: the words of the act, the gate, no change."""
    set_aside = SetAside()
    fields = {name: found for name, found in faults.items() if found}
    reasons = (*(fault for found in fields.values() for fault in found), *reasons)
    try:
        set_aside = refuse_unready(claim, approver=approver, override=override, standard=standard)
    except NotReady as unready:
        reasons = (*reasons, *unready.reasons)
    if not changed:
        reasons = (*reasons, _("the desk does not differ from what is published"))
    if fields:
        raise Invalid(unchanged(claim), *reasons, fields=fields)
    if reasons:
        raise NotReady(unchanged(claim), *reasons)
    return set_aside


def _faults_of_note(note: str, kind: str) -> list[str]:
    return [] if note.strip() or kind == CorrectionKind.TYPO else [_("tell readers what changed and why")]


def _faults_of_kind(kind: str, changed: list[Difference]) -> list[str]:
    if kind not in CorrectionKind.values:
        known = ", ".join(CorrectionKind.values)
        return [_("say what kind of correction it is: one of %(known)s") % {"known": known}]
    return [_as_kind(each) for each in heavier(weighed(changed), than=CorrectionKind(kind))]


def _as_kind(each: Weighed) -> str:
    return _("%(reason)s: publish it as a %(kind)s") % {"reason": each.reason, "kind": each.kind.label.lower()}


def refuse_unready(claim: Claim, *, approver: User, override: str, standard: Standard | None = None) -> SetAside:
    """Refuse a claim that the gate holds back, unless it is overridden by somebody who may, with a reason.

    Returns what was set aside: nothing, and no reason either, when nothing stood in the way. No reason makes up
    for a verdict.
    """
    checks = [check for check in checklist(claim, approver=approver, standard=standard) if not check.met]
    rules = [check.rule for check in checks]
    if checks and (Ground.VERDICT in rules or not override.strip()):
        raise NotReady(unchanged(claim), *clauses(checks))
    refuse_override(claim, approver=approver, override=override)
    return SetAside(tuple(rules), override.strip()) if rules else SetAside()


def refuse_one_pair_of_eyes(claim: Claim, *, approver: User, override: str) -> SetAside:
    """Refuse when the approver wrote what readers see, unless overridden by somebody who may, with a reason."""
    if reasons := list(one_pair_of_eyes(claim, approver=approver, override=override)):
        raise NotReady(unchanged(claim), *reasons)
    return set_aside_alone(claim, approver=approver, override=override)


def one_pair_of_eyes(claim: Claim, *, approver: User, override: str) -> Iterator[str]:
    """Yield that the approver wrote what readers see, unless a reason sets that aside."""
    if _is_alone(claim, approver) and not override.strip():
        yield _("the writer of what is published cannot also approve this")


def set_aside_alone(claim: Claim, *, approver: User, override: str) -> SetAside:
    """The rule that an approver sets aside who wrote what readers see; Refused to those who may not override."""
    refuse_override(claim, approver=approver, override=override)
    return SetAside((GateRule.SECOND_PERSON,), override.strip()) if _is_alone(claim, approver) else SetAside()


def _is_alone(claim: Claim, approver: User) -> bool:
    told = claim.publications.findings().order_by("number").last()
    return told is not None and told.written_by_id == approver.pk


def refuse_override(claim: Claim, *, approver: User, override: str) -> None:
    """Refuse a reason for an override from somebody who may not override."""
    if override.strip() and not approver.has_perm(Permission.OVERRIDE):
        raise NotAllowed(unchanged(claim), _("only an administrator may publish against the gate"))
