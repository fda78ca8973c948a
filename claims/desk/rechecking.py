"""Looking at a published claim again: putting it on the list, and telling readers that it still stands."""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotReady
from claims.models import Claim, Publication, User
from claims.vocabulary import Act, News, Permission, Status

from .acting import act, move, required, unchanged
from .asking import Fault
from .comparing import differences
from .publishing import refuse_unready
from .recording import append_to_record
from .telling import concerned, tell

BECAUSE_LENGTH = 2000
RENEWED = {"verdict.as_of", "verdict.review_by"}  # what may differ from the record when nothing else does


@act(Permission.WORK, at=[Status.PUBLISHED])
def ask_recheck(claim: Claim, *, by: User, because: str) -> Claim:
    """Put a published claim on the list of those to be checked again; a second reason joins the first."""
    sentence = _("say why it is to be checked again")
    because = " ".join(required(because, field="because", sentence=sentence, claim=claim).split())
    reasons = claim.recheck_because.splitlines()
    if because not in reasons:
        reasons.append(because)
    joined = "\n".join(reasons)
    if len(joined) > BECAUSE_LENGTH:
        sentence = _("all reasons together may have %(most)d characters") % {"most": BECAUSE_LENGTH}
        raise Invalid(unchanged(claim), sentence, fields={"because": [sentence]})

    move(claim, to=Status.PUBLISHED, recheck_because=joined)
    tell(concerned(claim), News.RECHECK_DUE, claim=claim, by=by)
    return claim


@act(Permission.WORK, at=[Status.PUBLISHED])
def drop_recheck(claim: Claim, *, by: User) -> Claim:
    """Take a claim off the list that need not have been on it; a day promised to readers keeps it there."""
    if claim.recheck_because:
        move(claim, to=Status.PUBLISHED, recheck_because="")
    return claim


@act(Permission.PUBLISH, at=[Status.PUBLISHED], to=Status.PUBLISHED)
def still_stands(
    claim: Claim,
    *,
    by: User,
    note: str,
    review_by: datetime.date | None = None,
    as_of: datetime.date | None = None,
    override: str = "",
) -> Publication:
    """Tell readers that a published verdict was checked again and holds, as of today unless said otherwise.

    Somebody other than the verdict's writer says so, so that two people stand behind it. Without `review_by`
    readers are promised no further look.
    """
    as_of = as_of or timezone.localdate()
    _refuse_words(claim, note=note, as_of=as_of, review_by=review_by)
    set_aside = refuse_unready(claim, approver=by, override=override)
    if changed := [difference.path for difference in differences(claim) if difference.path not in RENEWED]:
        raise NotReady(
            unchanged(claim),
            _("the desk differs from what readers see (%(where)s): publish that as an update or a correction")
            % {"where": ", ".join(changed)},
        )

    claim.verdict.as_of, claim.verdict.review_by = as_of, review_by
    claim.verdict.save(update_fields=["as_of", "review_by"])
    move(claim, to=Status.PUBLISHED, recheck_because="")
    return append_to_record(claim, act=Act.CONFIRM, by=by, note=note.strip(), set_aside=set_aside)


def _refuse_words(claim: Claim, *, note: str, as_of: datetime.date, review_by: datetime.date | None) -> None:
    faults = list(_faults(claim, note=note, as_of=as_of, review_by=review_by))
    if faults:
        fields: dict[str, list[str]] = {}
        for field, sentence in faults:
            fields.setdefault(field, []).append(sentence)
        raise Invalid(unchanged(claim), *(sentence for _field, sentence in faults), fields=fields)


def _faults(claim: Claim, *, note: str, as_of: datetime.date, review_by: datetime.date | None) -> Iterator[Fault]:
    if not note.strip():
        yield "note", _("tell readers what you looked at again")
    if as_of > timezone.localdate():
        yield "as_of", _("the day for which it holds has not come yet")
    if as_of < told_as_of(claim):
        yield "as_of", _("readers were already told that it holds on a later day")
    if review_by and review_by <= max(as_of, timezone.localdate()):
        yield "review_by", _("the day to look again has to lie ahead")


def told_as_of(claim: Claim) -> datetime.date:
    """The day for which readers were told that the verdict holds."""
    told = claim.publications.order_by("number").last()
    assert told is not None
    return datetime.date.fromisoformat(told.document["verdict"]["as_of"])
