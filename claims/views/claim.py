from collections import Counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from claims.formats.claim_review import claim_review, in_page
from claims.formats.document import steps
from claims.formats.dotplot import dotplot
from claims.formats.impact import with_days
from claims.formats.translated import Reading, in_language
from claims.models import Review
from claims.text import cited_numbers
from claims.vocabulary import Act, CorrectionKind, Stance

from .caching import FRESH, answer
from .tongues import standing_of

Json = dict[str, Any]


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One checked claim, or the notice that stands where it was withdrawn, or the way to the one it was merged into."""
    review = get_object_or_404(Review.objects.readable().faces(), slug=slug)
    if review.moved_to:
        return moved(review)
    template = "claims/withdrawn.html" if review.withdrawn else "claims/claim.html"
    response = answer(request, template, lambda: _context(request, review), shows=[review.tag])
    if review.withdrawn:
        response["X-Robots-Tag"] = "noindex"
    return response


def moved(review: Review) -> HttpResponseBase:
    """The way to the claim that this one was merged into."""
    there = Review.objects.readable().cards().at_the_end_of(review.moved_to)
    response = HttpResponsePermanentRedirect(reverse("claim", args=[there.slug]))
    patch_cache_control(response, **FRESH)
    return response


def _context(request: HttpRequest, review: Review) -> Json:
    reading = in_language(review.face, get_language() or "")
    face, history = reading.face, _history(review)
    context = {
        "review": review,
        "claim": face["claim"],
        "record": face["record"],
        "history": history,
    }
    if review.withdrawn:
        return context
    standing = standing_of(reading, review)
    data = _as_data(request, reading) if standing["is_canonical"] else ""
    return context | _finding(face) | standing | {"newest": _notice(history), "claim_review": data}


def _notice(history: list[Json]) -> Json | None:
    """The newest entry that a reader who saw an earlier one should know of; a typo is none, nor a translation."""
    told = (entry for entry in history if entry.get("correction") != CorrectionKind.TYPO)
    newest = next(entry for entry in told if entry["act"] != Act.TRANSLATE)
    return newest if newest["act"] != Act.PUBLISH else None


def _as_data(request: HttpRequest, reading: Reading) -> str:
    """The check in the words of schema.org and of the page, to stand in it."""
    face, translation = reading.face, reading.translation or {}
    changed_at = max(face["record"]["published_at"], translation.get("published_at", ""))
    face = face | {"record": face["record"] | {"published_at": changed_at}}
    site = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    url = site + reverse("claim", args=[face["claim"]["slug"]])
    return in_page(claim_review(face, url=url, site=site, publisher=settings.SITE_NAME))


def _finding(face: Json) -> Json:
    """What the desk found: the verdict and all that it stands on."""
    verdict, evidence = face["verdict"], face["evidence"]
    read_as = Counter(piece["source"]["read_as"] for piece in evidence)
    return {
        "verdict": verdict,
        "steps": steps(verdict["scale"]),
        "appearances": face["appearances"],
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
