"""The proof bundle of a claim, for whoever wants to keep what was published and check it without us."""

from collections.abc import Iterator
from typing import IO

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.exports.kinds import pieces_in
from claims.exports.proof import tag, written_proof
from claims.exports.public import page_of
from claims.models import Review

from .caching import answer_file
from .site_address import site_address


@require_safe
def of_claim(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every document of a claim that was published, withdrawn or merged, as one ZIP."""
    review = get_object_or_404(Review.objects.readable().cards(), slug=slug)
    site, entries = site_address(request), tag(review)
    if not entries:  # an embargo has ended, and its entry is about to be written
        raise Http404

    def pieces() -> Iterator[bytes]:
        file: IO[bytes] = written_proof(review, url=page_of(site, slug))
        with file:
            yield from pieces_in(file)

    response = answer_file(request, pieces, shows=[site, *entries], content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="proof-{slug}.zip"'
    response["X-Robots-Tag"] = "noindex"
    return response
