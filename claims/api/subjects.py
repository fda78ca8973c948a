"""What articles, speakers, topics, sources and rating scales have in common: each is shown as last published."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import serializers as s

from claims.formats.canonical import instant
from claims.models import Subject
from claims.vocabulary import SubjectKind

from .caching import fresh
from .links import link
from .paging import CURSOR, Order, Row, page_of, page_size
from .reading import Asked, PublicRead, listed, written

BY_NAME = Order("name", ("name", "slug"))


class About(s.Serializer):
    id = s.CharField()
    url = s.URLField(help_text="This resource.")
    html_url = s.URLField(help_text="Its page for readers.")
    claims = s.IntegerField(help_text="How many published claims mention it.")
    claims_url = s.URLField(help_text="These claims.")
    changed_at = s.DateTimeField()


class SubjectView(PublicRead):
    """Either the list or one of a kind."""

    kind: ClassVar[SubjectKind]
    columns: ClassVar[tuple[str, ...]] = ("slug", "name", "document", "reviews", "changed_at")

    def shown(self, request: HttpRequest, row: Row) -> dict[str, Any]:
        """A subject with its addresses around the block that was published."""
        slug = row["slug"]
        block = row["document"]
        elsewhere = {"original_url": block["url"]} if "url" in block else {}
        return {
            **block,
            **elsewhere,
            "id": slug,
            "url": link(request, f"api:{self.kind}", slug),
            "html_url": self.page(request, slug),
            "claims": row["reviews"],
            "claims_url": f"{link(request, 'api:claims')}?{self.kind}={slug}",
            "changed_at": instant(row["changed_at"]),
        }

    def page(self, request: HttpRequest, slug: str) -> str:
        """The address of its page for readers."""
        return link(request, str(self.kind), slug)


class SubjectList(SubjectView):
    parameters = (CURSOR, page_size(50))

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """A page of all that readers may know of, by name."""
        rows = Subject.objects.public().of_kind(self.kind).values(*self.columns)
        page = page_of(request, rows, BY_NAME, size=asked.get("page_size", 50), cursor=asked.get("cursor", ""))
        return listed(request, page, [written(self.shown(request, row)) for row in page.rows])


class SubjectDetail(SubjectView):
    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """One of them."""
        row = Subject.objects.public().of_kind(self.kind).filter(slug=asked["slug"]).values(*self.columns).first()
        if row is None:
            raise Http404
        return fresh(request, written(self.shown(request, row)))
