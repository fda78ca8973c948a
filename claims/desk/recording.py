"""The record: the only place where an entry is written."""

import secrets
from datetime import datetime

from django.db import connection
from django.db.models import Max

from claims.formats.canonical import canonical, commitment, entry_digest
from claims.formats.document import Entry, document
from claims.models import Claim, Publication, PublicationBody, User
from claims.vocabulary import Act

from .gate import SetAside
from .locking import lock_record
from .projecting import keep_addresses, show

NOTHING = SetAside()


def append_to_record(
    claim: Claim, *, act: Act, by: User, note: str = "", correction: str = "", set_aside: SetAside = NOTHING
) -> Publication:
    """Write the claim, as the desk holds it, as the next entry of the record, and show it to readers."""
    lock_record()
    entry = _entry(claim, act=act, by=by, note=note, set_aside=set_aside)
    text = canonical(document(claim, entry))
    nonce = secrets.token_bytes(32)
    publication = Publication(
        claim=claim,
        number=_next_number(),
        act=act,
        correction=correction,
        note=note,
        published_at=entry.published_at,
        commitment=commitment(nonce, text),
        previous=entry.earlier[-1].commitment if entry.earlier else "",
        written_by=entry.written_by,
        approved_by=by,
        override_reason=set_aside.reason,
    )
    publication.digest = digest_of(publication)
    publication.save(force_insert=True)
    PublicationBody.objects.create(publication=publication, nonce=nonce, text=text)
    keep_addresses(publication)
    show(publication)
    if act != Act.WITHDRAW:
        claim.verdict.writers.clear()  # what they wrote is published: the next approver faces new writers
    return publication


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


def _now() -> datetime:
    """This moment by the database's clock, by which readers are shown it too, to the millisecond."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT date_trunc('milliseconds', clock_timestamp())")
        return cursor.fetchone()[0]


def _next_number() -> int:
    return (Publication.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _entry(claim: Claim, *, act: Act, by: User, note: str, set_aside: SetAside) -> Entry:
    earlier = tuple(Publication.objects.filter(claim=claim).in_order())
    return Entry(
        act=act,
        note=note,
        published_at=_now(),
        written_by=earlier[-1].written_by if act == Act.WITHDRAW else claim.verdict.written_by,
        approved_by=by,
        override_reason=set_aside.reason,
        earlier=earlier,
        overridden=set_aside.rules,
    )
