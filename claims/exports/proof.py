"""The proof bundle of one claim, from the record."""

import hashlib
import json
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils.translation import override

from claims import desk
from claims.formats.canonical import instant
from claims.formats.document import Json
from claims.formats.proof import Proof, bundle
from claims.models import Publication, PublicationBody, Review
from claims.models.publication import PublicationQuerySet

IN_MEMORY = 1_000_000  # bytes of a bundle; a longer one waits on the disk to be sent
TOLD = ("number", "act", "correction", "note", "commitment", "previous", "digest")


def tag(review: Review) -> list[str]:
    """What differs whenever the proof of a claim does: its newest commitment, and which of its entries were erased."""
    entries = Publication.objects.filter(claim__public_id=review.pk).order_by("number")
    found = entries.annotate(erasure=Max("erased_entries")).values_list("commitment", "erasure")
    return [f"{commitment} {erasure or 0}" for commitment, erasure in found]


def written_proof(review: Review, *, url: str) -> IO[bytes]:
    """The ZIP of a claim that readers know, to be read from its beginning; `url` is the claim's page."""
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (whoever reads it closes it)
    with desk.one_moment():
        for piece in bundle(_proof(review, url)):
            file.write(piece)
    file.seek(0)
    return file


def _proof(review: Review, url: str) -> Proof:
    publications = Publication.objects.filter(claim__public_id=review.pk).order_by("number")
    entries = list(_entries(publications, review.pk))
    newest: Json = json.loads(_texts(publications).last()[1])
    texts = _texts(publications).iterator(chunk_size=5)
    return Proof(review.pk, url, entries, texts, newest, _readme(url, entries, newest))


def _texts(publications: PublicationQuerySet) -> Any:
    return publications.values_list("number", "body__text")


def _entries(publications: PublicationQuerySet, claim: str) -> Any:
    """Yield what each entry tells beside its document."""
    for row in publications.values(*TOLD, "published_at", "body__nonce").iterator():
        nonce, number = row.pop("body__nonce"), row["number"]
        erased = "" if nonce is not None else _digest_of(number)
        said = {"claim": claim, "nonce": None if nonce is None else bytes(nonce).hex(), "erased": erased}
        yield row | said | {"published_at": instant(row["published_at"])}


def _digest_of(number: int) -> str:
    text = PublicationBody.objects.values_list("text", flat=True).get(publication__number=number)
    return hashlib.sha256(text.encode()).hexdigest()


def _readme(url: str, entries: list[Json], newest: Json) -> str:
    """A page to read the bundle by, without a network and in one language for all."""
    context = {"url": url, "entries": entries, "document": newest, "site_name": settings.SITE_NAME}
    with override("en"):
        return render_to_string("proof/readme.html", context)
