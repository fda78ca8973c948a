"""Two claims that say the same become one; one that says two things becomes two."""

from collections.abc import Collection, Iterator

from django.db.models import F, Max
from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import Appearance, Claim, User
from claims.vocabulary import Act, News, Permission, Status

from .acting import CLOSED, act, move, refuse_recused, refuse_unfit, required, unchanged
from .publishing import one_pair_of_eyes, set_aside_alone
from .recording import append_to_record
from .telling import take_back

# A scheduled claim is promised to readers as it was approved: call it off first.
UNPROMISED = [Status.SPOTTED, Status.CHECKING, Status.REVIEW, Status.PUBLISHED, Status.WITHDRAWN]


@act(Permission.PUBLISH, at=UNPROMISED, to=Status.MERGED)
def merge(claim: Claim, *, by: User, into: Claim, note: str = "", override: str = "") -> Claim:
    """Make a claim part of another that says the same.

    Its appearances go there. Where readers know it, its address leads to the other's for ever, and the record says so
    with the note.
    """
    refuse_recused(into, by=by)
    told = claim.publications.exists()
    faults = {"into": list(_why_not(claim, into, told=told))}
    if told and not note.strip():
        faults["note"] = [_("tell readers why it leads to another claim now")]
    reasons = [*faults["into"], *faults.get("note", ()), *one_pair_of_eyes(claim, approver=by, override=override)]
    if reasons:
        raise Invalid(unchanged(claim), *reasons, fields={name: said for name, said in faults.items() if said})
    set_aside = set_aside_alone(claim, approver=by, override=override)

    _move_appearances(claim, into)
    claim.tips.update(claim=into)
    move(claim, to=Status.MERGED, merged_into=into)
    take_back(News.IN_REVIEW, claim=claim)
    if told:
        append_to_record(claim, act=Act.MERGE, by=by, note=note.strip(), set_aside=set_aside, into=into)
    return claim


def _why_not(claim: Claim, into: Claim, *, told: bool) -> Iterator[str]:
    """Yield what keeps a claim from becoming part of another."""
    if into.pk == claim.pk:
        yield _("it cannot be merged into itself")
        return
    if into.status in {*CLOSED, Status.SCHEDULED}:
        yield _("“%(other)s” is “%(state)s”") % {"other": into, "state": into.get_status_display()}
    elif told and into.status != Status.PUBLISHED:
        yield _("readers know it, and they do not see “%(other)s”") % {"other": into}


def _move_appearances(claim: Claim, into: Claim) -> None:
    """Put the appearances behind the other claim's; one that it lists already is dropped."""
    listed = set(into.appearances.values_list("version", "start", "end"))
    moving = claim.appearances.all()
    moving.filter(pk__in=[a.pk for a in moving if (a.version_id, a.start, a.end) in listed]).delete()
    last = into.appearances.aggregate(last=Max("position"))["last"] or 0
    moving.update(claim=into, position=F("position") + last + 1)
    into.save(update_fields=[])


@act(Permission.WORK, at=UNPROMISED)
def split(claim: Claim, *, by: User, statement: str, appearances: Collection[Appearance] = ()) -> Claim:
    """Begin a claim of its own with a part of what this one says and the appearances that belong to it."""
    statement = required(statement, field="statement", sentence=_("say what the new claim is"), claim=claim)
    if any(appearance.claim_id != claim.pk for appearance in appearances):
        sentence = _("one of these appearances does not belong to the claim")
        raise Invalid(unchanged(claim), sentence, fields={"appearances": [sentence]})

    part = _part_of(claim, statement, by)
    claim.appearances.filter(pk__in=[appearance.pk for appearance in appearances]).update(claim=part)
    claim.save(update_fields=[])
    return part


def _part_of(claim: Claim, statement: str, by: User) -> Claim:
    """A new claim beside the one it comes from, in the hands of who works on it unless both are only spotted."""
    part = Claim(statement=statement, language=claim.language, kind=claim.kind, split_from=claim)
    if claim.status != Status.SPOTTED:
        part.status, part.assignee = Status.CHECKING, by
    refuse_unfit(part, "statement", claim=claim)
    part.propose_slug()
    part.save()
    part.topics.set(claim.topics.all())
    return part
