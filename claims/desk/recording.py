"""The record: the only place where an entry is written."""

import secrets
from datetime import datetime

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from claims.formats.canonical import canonical, commitment, entry_digest
from claims.formats.document import Entry, document
from claims.models import Claim, Publication, PublicationBody, User
from claims.vocabulary import Act

from .projecting import show

RECORD_LOCK = 0x66616374  # one writer at a time, so that the numbers have no gaps


def append_to_record(claim: Claim, *, act: Act, by: User, note: str = "", override: str = "") -> Publication:
    """Write the claim, as the desk holds it, as the next entry of the record, and show it to readers."""
    entry = _next_entry(claim, act=act, by=by, note=note, override=override)
    text = canonical(document(claim, entry))
    nonce = secrets.token_bytes(32)
    publication = Publication(
        claim=claim,
        number=entry.number,
        act=act,
        note=note,
        published_at=entry.published_at,
        commitment=commitment(nonce, text),
        previous=entry.earlier[-1].commitment if entry.earlier else "",
        written_by=entry.written_by,
        approved_by=by,
        override_reason=override,
    )
    publication.digest = digest_of(publication)
    publication.save(force_insert=True)
    PublicationBody.objects.create(publication=publication, nonce=nonce, text=text)
    show(publication)
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
    """This moment as the record writes it: to the millisecond."""
    now = timezone.now()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def _next_entry(claim: Claim, *, act: Act, by: User, note: str, override: str) -> Entry:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORD_LOCK])
    last = Publication.objects.aggregate(last=Max("number"))["last"] or 0
    return Entry(
        number=last + 1,
        act=act,
        note=note,
        published_at=_now(),
        written_by=claim.verdict.written_by,
        approved_by=by,
        override_reason=override,
        earlier=tuple(Publication.objects.filter(claim=claim).in_order()),
    )
