"""The only door from the desk to the readers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.errors import Invalid, NotAllowed, NotReady
from claims.models import Claim, Publication, User
from claims.vocabulary import Act, CorrectionKind, News, Permission, Status

from .acting import act, move, required, unchanged
from .comparing import Difference, differences
from .gate import missing_for_readers
from .recording import append_to_record
from .telling import concerned, take_back, tell
from .weighing import Weighed, heavier, weighed


@act(Permission.PUBLISH, at=[Status.REVIEW], to=Status.PUBLISHED)
def publish(claim: Claim, *, by: User, override: str = "") -> Publication:
    """Approve a reviewed claim and put it before readers."""
    refuse_unready(claim, approver=by, override=override)

    move(claim, to=Status.PUBLISHED)
    take_back(News.IN_REVIEW, claim=claim)
    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.PUBLISH, by=by, override=override.strip())


@act(Permission.PUBLISH, at=[Status.PUBLISHED], to=Status.PUBLISHED)
def correct(
    claim: Claim, *, by: User, note: str = "", kind: str = CorrectionKind.FACTUAL, override: str = ""
) -> Publication:
    """Publish the desk's state of a claim in place of one that was wrong, and say what was wrong.

    The kind may be stronger than what differs asks for, never weaker; only a typo needs no note.
    """
    changed = differences(claim)
    faults = {"note": _faults_of_note(note, kind), "kind": _faults_of_kind(kind, changed)}
    refuse_to_change(claim, changed, faults=faults, approver=by, override=override)

    note, override = note.strip(), override.strip()
    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.CORRECT, by=by, note=note, correction=kind, override=override)


@act(Permission.PUBLISH, at=[Status.PUBLISHED], to=Status.PUBLISHED)
def update(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Publish the desk's state of a claim in place of one that was right when it was written.

    Another verdict is no update, whatever brought it about: readers find it under the verdict changes.
    """
    changed = differences(claim)
    reasons = [_as_kind(each) for each in weighed(changed) if each.kind == CorrectionKind.VERDICT]
    faults = {"note": _faults_of_note(note, CorrectionKind.CLARIFICATION)}
    refuse_to_change(claim, changed, *reasons, faults=faults, approver=by, override=override)

    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.UPDATE, by=by, note=note.strip(), override=override.strip())


@act(Permission.PUBLISH, at=[Status.WITHDRAWN], to=Status.PUBLISHED)
def restore(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Put a withdrawn claim before readers again, and say why."""
    note = required(note, field="note", sentence=_("tell readers why it is shown again"), claim=claim)
    refuse_unready(claim, approver=by, override=override)

    move(claim, to=Status.PUBLISHED)
    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=Act.RESTORE, by=by, note=note, override=override.strip())


@act(Permission.WITHDRAW, at=[Status.PUBLISHED], to=Status.WITHDRAWN)
def withdraw(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Take a published claim back; a notice with the reason stays at its address."""
    note = required(note, field="note", sentence=_("tell readers why it is withdrawn"), claim=claim)
    refuse_one_pair_of_eyes(claim, approver=by, override=override)

    move(claim, to=Status.WITHDRAWN)
    return append_to_record(claim, act=Act.WITHDRAW, by=by, note=note, override=override.strip())


def refuse_to_change(
    claim: Claim,
    changed: list[Difference],
    *reasons: str,
    faults: dict[str, list[str]],
    approver: User,
    override: str,
) -> None:
    """Refuse a change of what readers see with every reason at once: the words of the act, the gate, no change."""
    fields = {name: found for name, found in faults.items() if found}
    reasons = (*(fault for found in fields.values() for fault in found), *reasons)
    try:
        refuse_unready(claim, approver=approver, override=override)
    except NotReady as unready:
        reasons = (*reasons, *unready.reasons)
    if not changed:
        reasons = (*reasons, _("the desk does not differ from what is published"))
    if fields:
        raise Invalid(unchanged(claim), *reasons, fields=fields)
    if reasons:
        raise NotReady(unchanged(claim), *reasons)


def _faults_of_note(note: str, kind: str) -> list[str]:
    return [] if note.strip() or kind == CorrectionKind.TYPO else [_("tell readers what changed and why")]


def _faults_of_kind(kind: str, changed: list[Difference]) -> list[str]:
    if kind not in CorrectionKind.values:
        known = ", ".join(CorrectionKind.values)
        return [_("say what kind of correction it is: one of %(known)s") % {"known": known}]
    return [_as_kind(each) for each in heavier(weighed(changed), than=CorrectionKind(kind))]


def _as_kind(each: Weighed) -> str:
    return _("%(reason)s: publish it as a %(kind)s") % {"reason": each.reason, "kind": each.kind.label.lower()}


def refuse_unready(claim: Claim, *, approver: User, override: str) -> None:
    """Refuse a claim that the gate holds back, unless it is overridden by somebody who may, with a reason."""
    missing = list(missing_for_readers(claim, approver=approver))
    if not hasattr(claim, "verdict") or (missing and not override.strip()):
        raise NotReady(unchanged(claim), *missing)
    refuse_override(claim, approver=approver, override=override)


def refuse_one_pair_of_eyes(claim: Claim, *, approver: User, override: str) -> None:
    """Refuse when the approver wrote what readers see, unless overridden by somebody who may, with a reason."""
    if reasons := list(one_pair_of_eyes(claim, approver=approver, override=override)):
        raise NotReady(unchanged(claim), *reasons)
    refuse_override(claim, approver=approver, override=override)


def one_pair_of_eyes(claim: Claim, *, approver: User, override: str) -> Iterator[str]:
    """Yield that the approver wrote what readers see, unless a reason sets that aside."""
    told = claim.publications.order_by("number").last()
    if told is not None and told.written_by_id == approver.pk and not override.strip():
        yield _("the writer of what is published cannot also approve this")


def refuse_override(claim: Claim, *, approver: User, override: str) -> None:
    """Refuse a reason for an override from somebody who may not override."""
    if override.strip() and not approver.has_perm(Permission.OVERRIDE):
        raise NotAllowed(unchanged(claim), _("only an administrator may publish against the gate"))
