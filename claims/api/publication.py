"""The entries of the record for one claim: all that readers were ever told, and how to check it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.formats.canonical import instant
from claims.models import Publication, Review
from claims.vocabulary import Act, CorrectionKind

from . import shapes
from .caching import fresh
from .links import link
from .paging import CURSOR, Order, Row, page_of, page_size
from .reading import Asked, PublicRead, listed, written
from .schema import reads

OLDEST_FIRST = Order("number", ("number",))
PLAIN = ("number", "act", "correction", "note", "commitment", "previous", "digest")


class Entry(s.Serializer):
    url = s.URLField(help_text="The canonical document alone, byte by byte.")
    html_url = s.URLField()
    claim = s.CharField(help_text="The id of the claim.")
    number = s.IntegerField(help_text="Its place in the record, which has no gaps.")
    act = shapes.words(Act)
    correction = s.CharField(
        help_text=f"The kind of a correction: {', '.join(CorrectionKind.values)}; empty for every other act."
    )
    note = s.CharField(help_text="What changed and why.")
    published_at = s.DateTimeField()
    commitment = s.CharField(help_text="SHA-256 of the nonce's 32 bytes followed by the canonical document.")
    previous = s.CharField(help_text="The commitment of this claim's entry before; empty at its first.")
    digest = s.CharField(
        help_text="SHA-256 of the canonical JSON of act, claim, commitment, number, previous and published_at."
    )
    nonce = s.CharField(allow_null=True, help_text="Hexadecimal; null where a law had a name erased in the document.")
    document = shapes.Document(allow_null=True)


@reads(
    "claims_history",
    gettext_lazy("What was published of a claim, oldest first"),
    shapes.page("EntryPage", Entry),
    refused=[404],
)
class ClaimHistory(PublicRead):
    """Anyone can check an entry: SHA-256 of its nonce and its canonical document is its commitment.

    In a shell: `(printf NONCE | xxd -r -p; curl -s URL) | sha256sum`, with the entry's nonce and url. A program
    may also write `document` in the form of RFC 8785: these are the same bytes.
    """

    parameters = (CURSOR, page_size(20))

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        public_id = asked["public_id"]
        slug = Review.objects.readable().filter(pk=public_id).values_list("slug", flat=True).first()
        if slug is None:
            raise Http404
        rows = Publication.objects.of(public_id).values(*PLAIN, "published_at", "body__nonce", "body__text")
        size, cursor = asked.get("page_size", 20), asked.get("cursor", "")
        page = page_of(request, rows, OLDEST_FIRST, size=size, cursor=cursor)
        html_url = link(request, "claim", slug)
        return listed(request, page, [entry(request, public_id, html_url, row) for row in page.rows])


def entry(request: HttpRequest, public_id: str, html_url: str, row: Row) -> str:
    """An entry with its document as it is stored."""
    plain = {
        "url": f"{link(request, 'api:claim-history', public_id)}{row['number']}/",
        "html_url": html_url,
        "claim": public_id,
        **{name: row[name] for name in PLAIN},
        "published_at": instant(row["published_at"]),
        "nonce": None if row["body__nonce"] is None else bytes(row["body__nonce"]).hex(),
    }
    return f'{written(plain)[:-1]},"document":{row["body__text"] or "null"}}}'


@reads("claims_entry", gettext_lazy("One published document, byte by byte"), shapes.Document, refused=[404])
class ClaimEntry(PublicRead):
    """The canonical document of one entry, and nothing before or after it: what its commitment was made of."""

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        public_id = asked["public_id"]
        if not Review.objects.readable().filter(pk=public_id).exists():
            raise Http404
        entries = Publication.objects.of(public_id).filter(number=asked["number"])
        found = entries.values_list("commitment", "body__nonce", "body__text").first()
        if found is None or found[2] is None:
            raise Http404
        commitment, nonce, document = found
        return fresh(request, document, tag=commitment if nonce is not None else "")
