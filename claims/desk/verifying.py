"""Walking the record and finding the first entry that does not fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from claims.formats.canonical import canonical, commitment, instant
from claims.formats.record_tree import RecordTree
from claims.models import ErasedEntry, Publication, PublicationBody, Review

from .recording import digest_of


@dataclass(frozen=True)
class Misfit:
    """An entry that is not as it was written, and how that shows."""

    number: int
    reason: str


def first_misfit() -> Misfit | None:
    """The first entry of the record that does not fit, or None when all do."""
    with one_moment():
        return _first_misfit()


def record_tree() -> RecordTree:
    """The tree over the record: how many entries it has, and the one digest that stands for them all."""
    return RecordTree(Publication.objects.order_by("number").values_list("digest", flat=True).iterator(chunk_size=2000))


@contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it was at one moment: else what is published meanwhile would look like a misfit."""
    if connection.in_atomic_block:  # it has seen something already, and stays with the caller
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _first_misfit() -> Misfit | None:
    heads: dict[str, str] = {}
    expected = 1
    for entry in Publication.objects.in_order().iterator(chunk_size=200):
        if entry.number != expected:
            return Misfit(expected, f"it is missing: the next entry is {entry.number}")
        if reason := next(misfits(entry, previous=heads.get(entry.claim.public_id, "")), ""):
            return Misfit(entry.number, reason)
        heads[entry.claim.public_id] = entry.commitment
        expected += 1
    return _misfit_of_notes() or _misfit_of_reviews(heads)


def misfits(entry: Publication, *, previous: str) -> Iterator[str]:
    """Yield each way in which an entry does not fit its document or the entry of its claim before."""
    try:
        body = entry.body
    except PublicationBody.DoesNotExist:
        yield "its document is gone"
        return
    if reason := _misfit_of_document(entry, body):
        yield reason
        return
    if digest_of(entry) != entry.digest:
        yield "its digest is not that of the entry"
    if entry.previous != previous:
        yield "it does not name the commitment of the claim's entry before"
    if canonical(entry.document) != body.text:
        yield "its document is not in canonical form"
    for column, said, kept in _told_twice(entry, entry.document):
        if said != kept:
            yield f"its {column} is not what its document says"


def _misfit_of_document(entry: Publication, body: PublicationBody) -> str:
    """How the document is not the one that was published, nor the one that an erasure left; empty when it is."""
    note = ErasedEntry.objects.filter(publication=entry).last() if body.nonce is None else None
    if note is not None:
        return (
            ""
            if entry.erased == note.digest
            else f"its document is not the one that note {note.erasure_id} of an erasure left"
        )
    if body.nonce is None:
        return "its nonce is gone and no note says that the law had it erased"
    if commitment(bytes(body.nonce), body.text) != entry.commitment:
        return "its document is not the one it commits to"
    return ""


def _misfit_of_notes() -> Misfit | None:
    """The first entry that was erased and whose document is whole again, as after an old backup."""
    back = ErasedEntry.objects.filter(publication__body__nonce__isnull=False).order_by("publication__number")
    numbers = back.values_list("publication__number", "erasure")[:1]
    return next(
        (Misfit(number, f"note {note} of an erasure is about it, and it is whole") for number, note in numbers), None
    )


def erased_entries() -> Iterator[ErasedEntry]:
    """Yield the newest note of each entry that an erasure redacted, by number."""
    notes = ErasedEntry.objects.select_related("erasure", "publication")
    yield from notes.order_by("publication__number", "-pk").distinct("publication__number")


def _told_twice(entry: Publication, document: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    record = document["record"]
    yield "claim", document["claim"]["id"], entry.claim.public_id
    yield "act", record["act"], entry.act
    yield "kind of correction", record.get("correction", entry.correction), entry.correction
    yield "note", record["note"], entry.note
    yield "time", record["published_at"], instant(entry.published_at)
    yield "commitment before", record["previous"], entry.previous
    yield "writer", record["written_by"]["id"], entry.written_by.public_id
    yield "approver", record["approved_by"]["id"], entry.approved_by.public_id
    yield "override", record["override_reason"], entry.override_reason


def _misfit_of_reviews(heads: dict[str, str]) -> Misfit | None:
    """The first review that does not show the newest entry of its claim."""
    shown = Review.objects.filter(claim__isnull=False, number__isnull=False).order_by("number").faces()
    for review in shown.iterator(chunk_size=200):
        if heads.pop(review.public_id, None) != review.commitment:
            return Misfit(
                review.number or 0,
                "readers are shown another entry than the newest: run rebuild_reviews",
            )
        if review.document != PublicationBody.objects.get(publication__commitment=review.commitment).text:
            return Misfit(
                review.number or 0,
                "readers are shown another document than its own: run rebuild_reviews",
            )
    if heads:
        hidden = Publication.objects.get(commitment=next(iter(heads.values())))
        return Misfit(hidden.number, "readers are not shown it: run rebuild_reviews")
    return None
