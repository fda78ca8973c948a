from collections import Counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from claims.formats.citation import citations
from claims.formats.claim_review import claim_review, in_page
from claims.formats.document import steps
from claims.formats.dotplot import dotplot
from claims.formats.impact import with_days
from claims.formats.sharing import newest_told
from claims.formats.timeline import in_time
from claims.formats.translated import Reading, dated, in_spoken_language
from claims.models import Review
from claims.models.review import NEAREST
from claims.text import cited_numbers
from claims.vocabulary import Stance

from .caching import FRESH, answer
from .memento import with_timegate
from .site_address import site_address
from .tongues import standing_of

Json = dict[str, Any]
EVIDENCE_IN_SHORT = 3


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One checked claim, or the notice that stands where it was withdrawn, or the way to the one it was merged into."""
    review = get_object_or_404(Review.objects.readable().faces(), slug=slug)
    return with_timegate(_as_it_stands(request, review), request, slug)


def _as_it_stands(request: HttpRequest, review: Review) -> HttpResponseBase:
    if review.moved_to:
        return moved(review)
    if review.withdrawn:
        return withdrawn(request, review)
    related = list(Review.objects.public().related_to(review))
    shows = [review.tag, *(kin.tag for kin in related)]
    return answer(request, "claims/claim.html", lambda: _context(request, review, related), shows=shows)


def withdrawn(request: HttpRequest, review: Review) -> HttpResponseBase:
    """The notice that stands where a check was withdrawn."""
    response = answer(
        request, "claims/withdrawn.html", lambda: _told(review, in_spoken_language(review.face)), shows=[review.tag]
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def beside(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The verdict on a claim in short, as it opens beside an article's text; a part of a page."""
    review = get_object_or_404(Review.objects.readable().faces(), slug=slug)
    if review.moved_to:
        return moved(review, to="claim-beside")
    response = answer(request, "claims/beside.html", lambda: _in_short(review), shows=[review.tag])
    response["X-Robots-Tag"] = "noindex"
    return response


def moved(review: Review, *, to: str = "claim") -> HttpResponseBase:
    """The way to the claim that this one was merged into."""
    there = Review.objects.readable().cards().at_the_end_of(review.moved_to)
    response = HttpResponsePermanentRedirect(reverse(to, args=[there.slug]))
    patch_cache_control(response, **FRESH)
    return response


def _context(request: HttpRequest, review: Review, related: list[Review]) -> Json:
    reading = in_spoken_language(review.face)
    told, standing = _told(review, reading), standing_of(reading, review)
    return (
        told
        | standing
        | finding(reading.face)
        | said(reading.face["appearances"])
        | {
            "newest": newest_told(review.face),
            "related": [_kin(kin, review) for kin in related],
            "citations": _citations(request, reading),
            "claim_review": _as_data(request, reading) if standing["is_canonical"] else "",
        }
    )


def _told(review: Review, reading: Reading) -> Json:
    """What every entry of the record tells, a withdrawal too."""
    face = reading.face
    return {"review": review, "claim": face["claim"], "record": face["record"], "history": _history(review)}


def said(appearances: list[Json]) -> Json:
    """Where it was said, in time; the first who is known to have said it; and how many places there are beside that."""
    places = in_time(appearances)
    maker = next((appearance for appearance in places if appearance["speaker"]), next(iter(places), None))
    return {"appearances": places, "maker": maker, "elsewhere": len(places) - 1 if places else 0}


def _kin(kin: Review, review: Review) -> Json:
    """A related check, and what it shares with this one."""
    card, shares = kin.summary_card, NEAREST[kin.nearness]
    shared = {*review.speaker_slugs, *review.topic_slugs}
    things = {"article": [], "speaker": card["speakers"], "topic": card["topics"]}[shares]
    name = next((thing["name"] for thing in things if thing["slug"] in shared), "")
    return {"card": card, "shares": shares, "name": name}


def _in_short(review: Review) -> Json:
    face = in_spoken_language(review.face).face
    verdict = face["verdict"]
    return {
        "review": review,
        "claim": face["claim"],
        "record": face["record"],
        "verdict": verdict,
        "steps": steps(verdict["scale"]) if verdict else 0,
        "evidence": face["evidence"],
        "first": face["evidence"][:EVIDENCE_IN_SHORT],
    }


def _citations(request: HttpRequest, reading: Reading) -> dict[str, str]:
    """How to cite the check: by the address that it keeps whatever the site speaks, a translation by its own."""
    with override(get_language() if reading.translation else settings.LANGUAGE_CODE):
        path = reverse("claim", args=[reading.face["claim"]["slug"]])
    return citations(dated(reading), url=site_address(request) + path, site=settings.SITE_NAME)


def _as_data(request: HttpRequest, reading: Reading) -> str:
    """The check in the words of schema.org and of the page, to stand in it."""
    face, site = dated(reading), site_address(request)
    url = site + reverse("claim", args=[face["claim"]["slug"]])
    house = {"site": site, "publisher": settings.SITE_NAME, "licence": settings.DATA_LICENSE}
    return in_page(claim_review(face, url=url, **house))


def finding(face: Json) -> Json:
    """What the desk found: the verdict and all that it stands on."""
    verdict, evidence = face["verdict"], face["evidence"]
    read_as = Counter(piece["source"]["read_as"] for piece in evidence)
    return {
        "verdict": verdict,
        "steps": steps(verdict["scale"]),
        "evidence": evidence,
        "groups": _by_stance(evidence),
        "cited": cited_numbers(verdict["rationale"]["markdown"]),
        "excerpts": read_as["excerpt"],
        "plot": dotplot(face["claim"]["quantity"], evidence),
        "replies": [_reply(reply, face["record"]["published_at"]) for reply in face.get("replies", [])],
        "impact": [with_days(request) for request in face.get("impact", [])],
    }


def _reply(reply: Json, published_at: str) -> Json:
    """A reply, and whether its deadline had passed when this was published: so what the page says stays true."""
    deadline = reply["deadline"]
    return reply | {"missed": deadline is not None and deadline <= published_at}


def _by_stance(evidence: list[Json]) -> list[Json]:
    """The evidence in groups: what supports the claim, what refutes it, what only explains."""
    groups = [
        {"stance": stance, "rows": [row for row in evidence if row["stance"] == stance]} for stance in Stance.values
    ]
    return [group for group in groups if group["rows"]]


def _history(review: Review) -> list[Json]:
    """Every publication of the claim, newest first; only the earlier ones say what they said."""
    current = review.face["record"] | {"current": True, "number": review.number}
    entries = [current, *reversed(review.face["history"])]
    return [entry | {"language": review.language} for entry in entries]
