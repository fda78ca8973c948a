"""A check as one entry of the record told it: the address at which every publication stays readable."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims import languages
from claims.formats.canonical import instant
from claims.formats.memento import of_memento
from claims.formats.translated import in_spoken_language, read_as
from claims.models import Publication, Review
from claims.models.publication import Told

from .caching import answer
from .claim import finding, said
from .memento import page_of

Json = dict[str, Any]


@require_safe
def detail(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """What readers were told by an entry and until when, and the way to what they are told now.

    Of an entry whose document a law had erased only the moment is left: 410.
    """
    review = get_object_or_404(Review.objects.readable().faces(), slug=slug)
    told = Publication.objects.told_of(review.pk)
    place = next((place for place, entry in enumerate(told) if entry.number == number), None)
    if place is None:
        raise Http404
    following = told[place + 1] if place + 1 < len(told) else None
    span = {"since": instant(told[place].published_at), "until": following and instant(following.published_at)}
    if not told[place].kept:
        return _erased(request, review, told[place], span)
    publication = Publication.objects.of(review.pk).get(number=number)
    response = answer(
        request,
        "claims/entry.html",
        lambda: _context(review, publication) | span,
        shows=[publication.commitment, publication.erased, review.tag, span],
    )
    page = page_of(request, slug, told)
    here = page.mementos[[entry.number for entry in told if entry.kept].index(number)]
    response["Memento-Datetime"] = here.datetime
    response["Link"] = of_memento(page, here)
    response["X-Robots-Tag"] = "noindex"
    return response


def _erased(request: HttpRequest, review: Review, entry: Told, span: Json) -> HttpResponseBase:
    context = {"now": review, "review": {"number": entry.number}, "claim": review.face["claim"], "erased": True}
    response = answer(request, "claims/entry.html", lambda: context | span, shows=[review.tag, entry, span])
    if response.status_code == 200:
        response.status_code = 410
    response["X-Robots-Tag"] = "noindex"
    return response


def _context(review: Review, publication: Publication) -> Json:
    """The face of a check as it was then; `now` is its face of today."""
    reading = in_spoken_language(publication.document)
    face = reading.face
    return {
        "now": review,
        "review": {"number": publication.number, "commitment": publication.commitment},
        "claim": face["claim"],
        "record": face["record"],
        "told": publication.document["record"],
        "translation": reading.translation,
        "original": {"tag": reading.original, "url": ""},
        "is_untranslated": not read_as(publication.document, languages.spoken()),
        "is_outdated": reading.is_outdated,
        **(finding(face) | said(face["appearances"]) if face["verdict"] else {}),
    }
