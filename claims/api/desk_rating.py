"""The scales that verdicts are given on, as the desk holds them. They are made on the screen, by administrators."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response

from claims.errors import NotAllowed
from claims.models import RatingScale
from claims.vocabulary import Tone

from . import shapes
from .desk import DeskView
from .paging import CURSOR, Order, page_of, page_size
from .parameters import asked
from .schema import refusals

NEWEST_FIRST = Order("newest", ("pk",), descending=True)
LISTING = (CURSOR, page_size(50))
RATING = ("slug", "label", "definition", "tone", "value", "order")


class DeskRating(s.Serializer):
    slug = s.CharField(help_text="How a verdict names it.")
    label = s.CharField()  # type: ignore[assignment]
    definition = s.CharField()
    tone = shapes.words(Tone)
    value = s.IntegerField(allow_null=True, help_text="Null where a rating has no place between true and false.")
    order = s.IntegerField()


class DeskScale(s.Serializer):
    slug = s.CharField()
    name = s.CharField()
    in_use = s.BooleanField(help_text="Whether new verdicts are given on it.")
    ratings = DeskRating(many=True)


class DeskScaleList(DeskView):
    @extend_schema(
        operation_id="desk_ratings_list",
        summary=gettext_lazy("The rating scales, the newest first"),
        parameters=[parameter.documented() for parameter in LISTING],
        responses={200: shapes.page("DeskScalePage", DeskScale), **refusals(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """They can only be read here: administrators make them on the screen."""
        if not self.person.has_perm("claims.view_ratingscale"):
            raise NotAllowed(_("The desk was not shown"), _("your group does not have the right to see it"))
        wanted = asked(request, LISTING)
        size, cursor = wanted.get("page_size", 50), wanted.get("cursor", "")
        scales = RatingScale.objects.prefetch_related("ratings")
        page = page_of(request, scales, NEWEST_FIRST, size=size, cursor=cursor)
        results = [shown(scale) for scale in page.rows]
        return Response({"next": page.next, "previous": page.previous, "results": results})


def shown(scale: RatingScale) -> dict[str, Any]:
    """A scale with its ratings, best first."""
    ratings = [{name: getattr(rating, name) for name in RATING} for rating in scale.ratings.all()]
    return {"slug": scale.slug, "name": scale.name, "in_use": scale.in_use, "ratings": ratings}
