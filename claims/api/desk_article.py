"""Articles as the desk holds them, with the texts that are kept of each."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from claims import desk
from claims.formats.canonical import instant
from claims.models import Article, ArticleVersion
from claims.vocabulary import Display, Medium

from . import shapes
from .desk_nouns import Held, NounDetail, NounList, NounView, as_named, documented
from .editing import adds, read
from .editing_bodies import ArticleBody, NewArticleBody, TextBody
from .schema import refusals
from .versions import named_version


class DeskText(shapes.TextVersion):
    seen_at = s.DateTimeField(help_text="When it was kept.")


class DeskWholeText(DeskText):
    text = s.CharField()


class DeskArticle(Held):
    slug = s.CharField()
    title = s.CharField()
    language = s.CharField()
    publisher = s.CharField()
    publisher_url = s.CharField()
    original_url = s.CharField()
    byline = s.CharField()
    published_on = s.CharField(help_text="A year, a month, a day, or empty.")
    note = s.CharField()
    medium = shapes.words(Medium)
    display = shapes.words(Display, help_text="How much of its text readers see.")
    versions = DeskText(many=True, help_text="Its texts, the newest first.")


class ArticleView(NounView):
    noun, route = Article, "api:desk-article"
    body, new_body = ArticleBody, NewArticleBody
    columns = {
        **as_named("slug", "title", "language", "publisher", "publisher_url", "byline"),
        **as_named("published_on", "note", "medium", "display"),
        "original_url": "url",
    }

    def rows(self) -> QuerySet[Article]:
        return Article.objects.prefetch_related(Prefetch("versions", ArticleVersion.objects.defer("text")))

    def shown(self, request: HttpRequest, row: Article) -> dict[str, Any]:
        return super().shown(request, row) | {"versions": [kept(version) for version in row.versions.all()]}


def kept(version: ArticleVersion) -> dict[str, Any]:
    """A text without its words."""
    return {"number": version.number, "sha256": version.sha256, "seen_at": instant(version.seen_at)}


says = documented("articles", gettext_lazy("One article"), gettext_lazy("Articles, the newest first"), DeskArticle)


@says
class DeskArticleList(ArticleView, NounList):
    pass


@says
class DeskArticleDetail(ArticleView, NounDetail):
    pass


class Texts(ArticleView):
    @adds("desk_texts_add", gettext_lazy("Keep a new text of an article"), TextBody, DeskArticle, to_a_row=True)
    def post(self, request: Request, slug: str) -> Response:
        """Texts are kept as they are sent and never changed; the article is answered."""
        article = self.row(slug)
        version, _seen = named_version(request)
        desk.add_text(article, by=self.person, version=version, **read(TextBody, request))
        return self.answer(slug, status=HTTP_201_CREATED)


class OneText(ArticleView):
    @extend_schema(
        operation_id="desk_texts_read",
        summary=gettext_lazy("One text of an article, word for word"),
        responses={200: DeskWholeText, **refusals(401, 403, 404)},
    )
    def get(self, request: Request, slug: str, number: int) -> Response:
        """The places of quotes are counted in its Unicode code points."""
        version = get_object_or_404(self.row(slug).versions, number=number if number < 2**31 else 0)
        return Response(kept(version) | {"text": version.text})
