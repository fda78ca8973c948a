"""The first address of the API: what there is to read."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from .caching import fresh
from .links import link
from .reading import Asked, PublicRead, written
from .schema import reads

ROUTES = (
    *("claims", "articles", "speakers", "topics", "sources", "ratings", "corrections", "impact"),
    *("schema", "docs"),
)


class Resources(s.Serializer):
    claims = s.URLField()
    articles = s.URLField()
    speakers = s.URLField()
    topics = s.URLField()
    sources = s.URLField()
    ratings = s.URLField()
    corrections = s.URLField()
    impact = s.URLField(help_text="Corrections that we asked for, and what came of them.")
    schema = s.URLField(help_text="This API in OpenAPI 3.1.")
    docs = s.URLField(help_text="The same for people.")


@reads("resources", gettext_lazy("What there is to read"), Resources)
class Root(PublicRead):
    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """Each resource and its address."""
        return fresh(request, written({name: link(request, f"api:{name}") for name in ROUTES}))
