"""Readers ask us to check something, and follow what comes of it at a private address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from rapidfuzz import fuzz, utils

from claims import desk, languages
from claims.models import Review, Subject, Tip
from claims.vocabulary import SubjectKind, TipStatus

from .asking import address, words
from .caching import uncached
from .imprint import imprint
from .site_address import site_address
from .tip_form import HOUR, TipForm, too_many

ANSWERS = 5
LOOKED_AT = 20  # matches of single words, of which few say the same
ALIKE = 55  # of 100: how much a statement must share with the words of a tip


@csrf_exempt  # nobody is logged in here; the stamp of the form says that it came from us
@require_http_methods(["GET", "HEAD", "POST"])
def tips(request: HttpRequest) -> HttpResponse:
    """The form of a tip; before it is sent, the checks that may answer it already."""
    if request.method != "POST":
        return _page(request, TipForm(text=words(request, "text"), link=address(request, "link")))
    form = TipForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    answers = [] if "send" in request.POST else answers_to(form.tip["text"], form.tip["link"])
    if answers:
        return _page(request, form, cards=[review.summary_card for review in answers])
    if too_many(request):
        form.add_error(None, _("Too many came from your network. Send this again in an hour."))
        refusal = _page(request, form, status=429)
        refusal["Retry-After"] = str(HOUR)
        return refusal
    _tip, token = desk.send_tip(**form.tip, language=languages.spoken())
    return private(HttpResponseRedirect(reverse("tip", args=[token]), status=303))


@csrf_exempt  # the address itself is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def tracked(request: HttpRequest, token: str) -> HttpResponse:
    """What came of a tip, for the reader who knows its address; a button forgets how to reach them."""
    tip = Tip.objects.tracked_by(token).first()
    if tip is None:
        raise Http404
    if request.method == "POST":
        desk.forget_contact(tip)
        return private(HttpResponseRedirect(request.path, status=303))
    review = Review.objects.public().cards().filter(claim=tip.claim_id).first() if tip.claim_id else None
    unseen = tip.status == TipStatus.JOINED and review is None
    context = {
        "tip": tip,
        "standing": TipStatus.LOOKED_AT.label if unseen else tip.get_status_display(),
        "card": review.summary_card if review else None,
        "here": site_address(request) + request.path,
        "house_pages": imprint().kinds,
    }
    return private(render(request, "claims/tip.html", context))


def answers_to(text: str, link: str) -> list[Review]:
    """Published checks that may answer a tip: those in the article at the link, then those that say much the same."""
    public = Review.objects.public().cards()
    found: dict[str, Review] = {}
    if link:
        articles = Subject.objects.public().of_kind(SubjectKind.ARTICLE).at_address(link).values_list("slug", flat=True)
        found |= {review.pk: review for review in public.in_articles(articles).newest()[:ANSWERS]}
    if text:
        near = public.like(text, get_language())[:LOOKED_AT]
        found |= {review.pk: review for review in near if _says_the_same(review, text)}
    return list(found.values())[:ANSWERS]


def _says_the_same(review: Review, text: str) -> bool:
    statement = review.summary_card["statement"]
    said = fuzz.token_set_ratio(statement, text, processor=utils.default_process)
    return max(said, fuzz.token_set_ratio(review.statement, text, processor=utils.default_process)) >= ALIKE


def private(response: HttpResponse) -> HttpResponse:
    """A response that nobody keeps, lists or passes on the address of."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return uncached(response)


def _page(request: HttpRequest, form: TipForm, *, cards: Any = (), status: int = 200) -> HttpResponse:
    context = {"form": form, "cards": cards, "house_pages": imprint().kinds}
    return uncached(render(request, "claims/tips.html", context, status=status))
