"""The only door from the desk to the readers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.errors import NotAllowed, NotReady
from claims.models import Claim, Publication, User
from claims.vocabulary import Act, CorrectionKind, News, Permission, Status

from .acting import act, move, required, unchanged
from .comparing import differences
from .gate import missing_for_readers
from .recording import append_to_record
from .telling import concerned, take_back, tell


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


def _publish_again(
    claim: Claim, act: Act, *, by: User, note: str, override: str, kind: CorrectionKind | str = ""
) -> Publication:
    note = required(note, field="note", sentence=_("tell readers what changed and why"), claim=claim)
    refuse_unready(claim, approver=by, override=override)
    if not differences(claim):
        raise NotReady(unchanged(claim), _("the desk does not differ from what is published"))

    tell(concerned(claim), News.PUBLISHED, claim=claim, by=by)
    return append_to_record(claim, act=act, by=by, note=note, correction=kind, override=override.strip())


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
