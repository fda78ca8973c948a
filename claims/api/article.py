"""Articles in which claims were made, each with the claims marked at their places."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.models import Review, Subject
from claims.vocabulary import Display, SubjectKind

from . import shapes
from .caching import fresh
from .links import link
from .paging import Row
from .reading import Asked, written
from .schema import reads
from .subjects import About, SubjectDetail, SubjectList, SubjectView

MARKED_AT_MOST = 1000  # more are found page by page at claims_url


class ArticleSummary(About, shapes.ArticleFields):
    original_url = s.CharField(help_text="The original.")
    display = shapes.words(Display, help_text="How much of its text may be shown.")


class Selector(s.Serializer):
    type = s.ChoiceField(choices=["TextQuoteSelector", "TextPositionSelector"])
    exact = s.CharField(required=False)
    prefix = s.CharField(required=False)
    suffix = s.CharField(required=False)
    start = s.IntegerField(required=False, help_text="In Unicode code points of the text version.")
    end = s.IntegerField(required=False)


class Target(s.Serializer):
    source = s.CharField(help_text="The original.")  # type: ignore[assignment]
    sha256 = s.CharField(help_text="The text version that the selectors fit.")
    selector = Selector(many=True, help_text="As in the W3C Web Annotation Data Model.")


class Annotation(s.Serializer):
    id = s.CharField(help_text="Of the claim.")
    url = s.URLField()
    html_url = s.URLField()
    statement = s.CharField()
    rating = shapes.Mark()
    summary = s.CharField()
    speaker = s.CharField(help_text="Their slug, or empty.")
    target = Target()


class Article(ArticleSummary):
    text = s.CharField(allow_null=True, help_text="Null unless the whole text may be shown.")
    annotations = Annotation(many=True, help_text="In the order of their places, at most 1000.")


class ArticleView(SubjectView):
    kind = SubjectKind.ARTICLE
    columns = (*SubjectView.columns, "display")

    def shown(self, request: HttpRequest, row: Row) -> dict[str, Any]:
        return {**super().shown(request, row), "display": row["display"]}


@reads("articles_list", gettext_lazy("Articles by title"), shapes.page("ArticlePage", ArticleSummary))
class ArticleList(ArticleView, SubjectList):
    pass


@reads("articles_read", gettext_lazy("One article with its claims at their places"), Article, refused=[404])
class ArticleDetail(ArticleView, SubjectDetail):
    """The text is given where we may show it in full; the places are not, where we may only link to it."""

    columns = (*ArticleView.columns, "text_version__text")

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        slug = asked["slug"]
        row = Subject.objects.public().of_kind(self.kind).filter(slug=slug).values(*self.columns).first()
        if row is None:
            raise Http404
        reviews = Review.objects.public().in_article(slug).newest().cards()[:MARKED_AT_MOST]
        marks = [mark for review in reviews for mark in annotations(request, review, row)]
        text = row["text_version__text"] if row["display"] == Display.FULL else None
        by_place = [mark for _place, mark in sorted(marks, key=lambda pair: pair[0])]
        return fresh(request, written(self.shown(request, row) | {"text": text, "annotations": by_place}))


def annotations(request: HttpRequest, review: Review, row: Row) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
    """Yield each place of a claim in an article, with the annotation to put there."""
    card = review.summary_card
    for place in card["appearances"]:
        if place["article"] == row["slug"]:
            yield (
                (place["start"], place["end"]),
                {
                    "id": card["id"],
                    "url": link(request, "api:claim", card["id"]),
                    "html_url": link(request, "claim", card["slug"]),
                    "statement": card["statement"],
                    "rating": card["rating"],
                    "summary": card["summary"],
                    "speaker": place["speaker"],
                    "target": target(place, row),
                },
            )


def target(place: dict[str, Any], row: Row) -> dict[str, Any]:
    """Where a claim stands, as far as the article may be shown."""
    selectors = [
        {"type": "TextQuoteSelector", **{part: place[part] for part in ("exact", "prefix", "suffix")}},
        {"type": "TextPositionSelector", "start": place["start"], "end": place["end"]},
    ]
    shown = row["display"] != Display.LINK
    return {"source": row["document"]["url"], "sha256": place["sha256"], "selector": selectors if shown else []}
