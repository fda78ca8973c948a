"""The record: the only place where an entry is written."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Max

from claims.formats.canonical import canonical, commitment, entry_digest
from claims.formats.document import Entry, document
from claims.formats.translation import Translated
from claims.models import (
    Claim,
    Embargo,
    HousePageVersion,
    Publication,
    PublicationBody,
    User,
    house_language,
)
from claims.vocabulary import NOTICES, Act, CorrectionKind

from .announcing import announce
from .gate import SetAside
from .locking import lock_record
from .projecting import keep_addresses, show

NOTHING = SetAside()


def append_to_record(
    claim: Claim,
    *,
    act: Act,
    by: User,
    note: str = "",
    correction: str = "",
    set_aside: SetAside = NOTHING,
    into: Claim | None = None,
) -> Publication:
    """Write the claim, as the desk holds it, as the next entry of the record, and show it to readers."""
    lock_record()
    entry = _entry(claim, act=act, by=by, note=note, correction=correction, set_aside=set_aside, into=into)
    publication = _append(claim, entry)
    if act not in NOTICES:
        claim.verdict.writers.clear()  # what they wrote is published: the next approver faces new writers
        _settle_recheck(claim, correction)
    return publication


def append_translation(
    claim: Claim, translated: Translated, *, writer: User, by: User, note: str = "", set_aside: SetAside = NOTHING
) -> Publication:
    """Write what readers were last told of a claim as the next entry, with another translation or without one."""
    lock_record()
    entry = Entry(
        act=Act.TRANSLATE,
        note=note,
        published_at=now(),
        written_by=writer,
        approved_by=by,
        override_reason=set_aside.reason,
        overridden=set_aside.rules,
        earlier=tuple(Publication.objects.filter(claim=claim).in_order()),
        translated=translated,
    )
    return _append(claim, entry)


def _append(claim: Claim, entry: Entry) -> Publication:
    text = canonical(document(claim, entry))
    nonce = secrets.token_bytes(32)
    publication = Publication(
        claim=claim,
        act=entry.act,
        correction=entry.correction,
        note=entry.note,
        published_at=entry.published_at,
        commitment=commitment(nonce, text),
        previous=entry.earlier[-1].commitment if entry.earlier else "",
        written_by=entry.written_by,
        approved_by=entry.approved_by,
        override_reason=entry.override_reason,
    )
    _enter(publication, nonce=nonce, text=text)
    return publication


def _settle_recheck(claim: Claim, correction: str) -> None:
    """Take the claim off the list of those to be checked again, unless only a typo was mended."""
    if claim.recheck_because and correction != CorrectionKind.TYPO:
        claim.recheck_because = ""
        claim.save(update_fields=["recheck_because"])


def enter_embargo(embargo: Embargo) -> Publication:
    """Write what readers see since an embargo ended as the next entry of the record."""
    lock_record()
    publication = Publication(
        claim=embargo.claim,
        act=embargo.act,
        published_at=embargo.publish_at,
        commitment=embargo.commitment,
        written_by=embargo.written_by,
        approved_by=embargo.approved_by,
        override_reason=embargo.override_reason,
    )
    _enter(publication, nonce=bytes(embargo.nonce), text=embargo.text)
    embargo.delete()
    return publication


def put_under_embargo(claim: Claim, *, by: User, publish_at: datetime, set_aside: SetAside = NOTHING) -> Embargo:
    """Write what readers will see of a claim from a moment on; nothing of it is in the record before."""
    lock_record()
    nonce = secrets.token_bytes(32)
    entry = Entry(
        act=Act.PUBLISH,
        note="",
        published_at=publish_at,
        written_by=claim.verdict.written_by,
        approved_by=by,
        override_reason=set_aside.reason,
        overridden=set_aside.rules,
        earlier=(),
        policies=_policies(),
    )
    text = canonical(document(claim, entry))
    embargo = Embargo.objects.create(
        claim=claim,
        publish_at=publish_at,
        text=text,
        nonce=nonce,
        commitment=commitment(nonce, text),
        written_by=entry.written_by,
        approved_by=by,
        override_reason=set_aside.reason,
    )
    keep_addresses(embargo)
    show(embargo)
    return embargo


def _enter(publication: Publication, *, nonce: bytes, text: str) -> None:
    publication.number = (Publication.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    publication.digest = digest_of(publication)
    publication.save(force_insert=True)
    PublicationBody.objects.create(publication=publication, nonce=nonce, text=text)
    keep_addresses(publication)
    show(publication)
    announce(publication)


def digest_of(publication: Publication) -> str:
    """The digest that an entry must have."""
    return entry_digest(
        number=publication.number,
        claim=publication.claim.public_id,
        act=publication.act,
        published_at=publication.published_at,
        commitment=publication.commitment,
        previous=publication.previous,
    )


def now() -> datetime:
    """This moment by the database's clock, by which readers are shown it too, to the millisecond."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT date_trunc('milliseconds', clock_timestamp())")
        return cursor.fetchone()[0]


def _writer_of_finding(earlier: Sequence[Publication]) -> User:
    """Who wrote what readers were last told, whoever translated it since."""
    return next(entry.written_by for entry in reversed(earlier) if entry.act != Act.TRANSLATE)


def _entry(
    claim: Claim, *, act: Act, by: User, note: str, correction: str, set_aside: SetAside, into: Claim | None
) -> Entry:
    earlier = tuple(Publication.objects.filter(claim=claim).in_order())
    return Entry(
        act=act,
        note=note,
        published_at=now(),
        written_by=_writer_of_finding(earlier) if act in NOTICES else claim.verdict.written_by,
        approved_by=by,
        override_reason=set_aside.reason,
        earlier=earlier,
        correction=correction,
        into=Publication.objects.filter(claim=into).in_order().last() if into else None,
        overridden=set_aside.rules,
        policies=() if act in NOTICES else _policies(),
    )


def _policies() -> tuple[HousePageVersion, ...]:
    """The house's own pages as they are in force now, without their texts."""
    return tuple(HousePageVersion.objects.in_force(house_language()).defer("text"))
