"""Claims that readers see: cards in a list, and the whole document of one."""

from functools import cache

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.models import Review, Subject
from claims.vocabulary import Scope

from . import shapes
from .caching import KEPT_A_WHILE, fresh
from .claim_filters import FILTERS, NEWEST_FIRST, ORDERING, Q, narrowed
from .errors import problem, unreadable
from .links import around, link, site
from .paging import CURSOR, Row, beside, page_of, page_size
from .parameters import shortened
from .prepared import Prepared
from .reading import Asked, PublicRead, listed
from .schema import reads, refusals

SHOWN = ("commitment", "erased", "withdrawn", "moved_to", "slug", "document")
FACE = Prepared(lambda mark: Review.objects.readable().filter(pk=mark), *SHOWN)
CARD = ("public_id", "slug", "card")


@cache
def first_page(size: int) -> Prepared:
    """The newest cards, and one more to see whether there are more; their moments as text, which needs no reading."""
    newest = Review.objects.public().newest().annotate(moment=Cast("published_at", TextField()))
    return Prepared(lambda mark: newest[: size + 1], *CARD, published_at="moment")


class Named(s.Serializer):
    slug = s.CharField()
    name = s.CharField()


class Titled(s.Serializer):
    slug = s.CharField()
    title = s.CharField()


class Place(s.Serializer):
    article = s.CharField(help_text="Its slug.")
    sha256 = s.CharField(help_text="Of the text version in which the quote stands.")
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()
    start = s.IntegerField(help_text="In Unicode code points.")
    end = s.IntegerField()
    speaker = s.CharField(help_text="Their slug, or empty.")


class TranslatedCard(s.Serializer):
    statement = s.CharField()
    summary = s.CharField()
    label = s.CharField(help_text="The word for the rating in that language, or empty.")  # type: ignore[assignment]


class ClaimCard(shapes.ClaimBlock):
    url = s.URLField()
    html_url = s.URLField()
    rating = shapes.Mark()
    steps = s.IntegerField(help_text="How many ratings have a place on the scale.")
    summary = s.CharField()
    scope = shapes.words(Scope)
    as_of = s.DateField()
    speakers = Named(many=True)
    articles = Titled(many=True)
    appearances = Place(many=True)
    published_at = s.DateTimeField()
    changed_at = s.DateTimeField()
    translations = s.DictField(child=TranslatedCard(), help_text="By language tag.")
    corrections = s.IntegerField(help_text="How often it was corrected; typos are not counted.")


class PublishedClaim(shapes.Document):
    id = s.CharField()
    url = s.URLField()
    html_url = s.URLField()
    commitment = s.CharField(help_text="SHA-256 of nonce and document: see the history.")


@reads("claims_list", gettext_lazy("Claims, newest first"), shapes.page("ClaimPage", ClaimCard))
class ClaimList(PublicRead):
    parameters = (*FILTERS, Q, ORDERING, CURSOR, page_size(50))

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """A page of cards, as they are stored."""
        size = asked.get("page_size", 50)
        if asked.keys() <= {"page_size"}:
            page = beside(request, first_page(size).rows(), NEWEST_FIRST, size=size)
            return listed(request, page, cards(request, page.rows))
        reviews, order = narrowed(Review.objects.public(), asked)
        rows = reviews.values(*{*CARD, *order.columns})
        page = page_of(request, rows, order, size=size, cursor=asked.get("cursor", ""))
        if not page.rows and "rating" in asked:
            refuse_unknown_rating(asked["rating"])
        return listed(request, page, cards(request, page.rows))


def cards(request: HttpRequest, rows: list[Row]) -> list[str]:
    """The stored cards with their addresses in front."""
    here, after = around("api:claim")
    there, end = around("claim")
    front = f'{{"url":"{site(request)}{here}'
    then = f'{after}","html_url":"{site(request)}{there}'
    return [f'{front}{row["public_id"]}{then}{row["slug"]}{end}",{row["card"][1:]}' for row in rows]


def refuse_unknown_rating(slug: str) -> None:
    """Refuse a rating that no scale readers know has, and name those they know."""
    known = Subject.objects.public().known_ratings()
    if slug in known or not known:
        return
    sentence = _("“%(given)s” is not a rating; these are: %(known)s") % {
        "given": shortened(slug),
        "known": ", ".join(known),
    }
    raise unreadable({"rating": sentence})


@reads("claims_read", gettext_lazy("One claim, complete"), PublishedClaim, refused=[404])
class ClaimDetail(PublicRead):
    other_answers = refusals(301, 410, shape=shapes.Gone)

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """The stored document with its addresses and commitment in front, by one query."""
        public_id = asked["public_id"]
        for review in FACE.rows(public_id):
            if review["moved_to"]:
                return moved(request, public_id, review["moved_to"])
            if review["withdrawn"]:
                return gone(request, public_id)
            url, html_url = link(request, "api:claim", public_id), link(request, "claim", review["slug"])
            front = f'"id":"{public_id}","url":"{url}","html_url":"{html_url}","commitment":"{review["commitment"]}"'
            return fresh(request, f"{{{front},{review['document'][1:]}", tag=review["commitment"] + review["erased"])
        raise Http404


def moved(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """The way to the claim that this one was merged into: 301; its own history stays where it is."""
    there = Review.objects.readable().cards().at_the_end_of(slug)
    history = link(request, "api:claim-history", public_id)
    answer = problem(301, "merged", _("It says the same as another claim and leads there now."), history=history)
    answer["Location"] = link(request, "api:claim", there.pk)
    answer["Link"] = f'<{history}>; rel="version-history"'
    answer["Cache-Control"] = KEPT_A_WHILE
    return answer


def gone(request: HttpRequest, public_id: str) -> HttpResponse:
    """The notice that stands where a claim was withdrawn: 410 with the reason, and where its history is."""
    review = Review.objects.readable().faces().get(pk=public_id)
    history = link(request, "api:claim-history", public_id)
    refusal = problem(410, "withdrawn", review.face["record"]["note"], history=history)
    refusal["Link"] = f'<{history}>; rel="version-history"'
    return refusal
