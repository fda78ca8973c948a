"""The only door from the desk to the readers."""

from django.utils.translation import gettext as _

from claims.errors import NotAllowed, NotReady
from claims.models import Claim, Publication, Standard, User
from claims.vocabulary import Act, CorrectionKind, GateRule, Ground, Permission, Status

from .acting import act, move, required, unchanged
from .comparing import differences
from .gate import SetAside, checklist, clauses
from .recording import append_to_record


@act(Permission.PUBLISH, at=[Status.REVIEW], to=Status.PUBLISHED)
def publish(claim: Claim, *, by: User, override: str = "") -> Publication:
    """Approve a reviewed claim and put it before readers."""
    set_aside = refuse_unready(claim, approver=by, override=override)

    move(claim, to=Status.PUBLISHED)
    return append_to_record(claim, act=Act.PUBLISH, by=by, set_aside=set_aside)


@act(Permission.PUBLISH, at=[Status.PUBLISHED], to=Status.PUBLISHED)
def correct(
    claim: Claim, *, by: User, note: str, kind: CorrectionKind = CorrectionKind.FACTUAL, override: str = ""
) -> Publication:
    """Publish the desk's state of a claim in place of one that was wrong, and say what was wrong."""
    return _publish_again(claim, Act.CORRECT, by=by, note=note, kind=kind, override=override)


@act(Permission.PUBLISH, at=[Status.PUBLISHED], to=Status.PUBLISHED)
def update(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Publish the desk's state of a claim in place of one that was right when it was written."""
    return _publish_again(claim, Act.UPDATE, by=by, note=note, override=override)


@act(Permission.PUBLISH, at=[Status.WITHDRAWN], to=Status.PUBLISHED)
def restore(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Put a withdrawn claim before readers again, and say why."""
    note = required(note, field="note", sentence=_("tell readers why it is shown again"), claim=claim)
    set_aside = refuse_unready(claim, approver=by, override=override)

    move(claim, to=Status.PUBLISHED)
    return append_to_record(claim, act=Act.RESTORE, by=by, note=note, set_aside=set_aside)


@act(Permission.WITHDRAW, at=[Status.PUBLISHED], to=Status.WITHDRAWN)
def withdraw(claim: Claim, *, by: User, note: str, override: str = "") -> Publication:
    """Take a published claim back; a notice with the reason stays at its address."""
    note = required(note, field="note", sentence=_("tell readers why it is withdrawn"), claim=claim)
    set_aside = refuse_one_pair_of_eyes(claim, approver=by, override=override)

    move(claim, to=Status.WITHDRAWN)
    return append_to_record(claim, act=Act.WITHDRAW, by=by, note=note, set_aside=set_aside)


def _publish_again(
    claim: Claim, act: Act, *, by: User, note: str, override: str, kind: CorrectionKind | str = ""
) -> Publication:
    note = required(note, field="note", sentence=_("tell readers what changed and why"), claim=claim)
    # A typo is mended by the least standard: a rule made since would only keep a known mistake before readers.
    standard = Standard() if kind == CorrectionKind.TYPO else None
    set_aside = refuse_unready(claim, approver=by, override=override, standard=standard)
    if not differences(claim):
        raise NotReady(unchanged(claim), _("the desk does not differ from what is published"))

    return append_to_record(claim, act=act, by=by, note=note, correction=kind, set_aside=set_aside)


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
    told = claim.publications.order_by("number").last()
    alone = told is not None and told.written_by_id == approver.pk
    if alone and not override.strip():
        raise NotReady(unchanged(claim), _("the writer of what is published cannot also approve this"))
    refuse_override(claim, approver=approver, override=override)
    return SetAside((GateRule.SECOND_PERSON,), override.strip()) if alone else SetAside()


def refuse_override(claim: Claim, *, approver: User, override: str) -> None:
    """Refuse a reason for an override from somebody who may not override."""
    if override.strip() and not approver.has_perm(Permission.OVERRIDE):
        raise NotAllowed(unchanged(claim), _("only an administrator may publish against the gate"))
