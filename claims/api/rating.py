"""The scales on which the claims that readers see are rated, the ratings of each from most to least true."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.vocabulary import SubjectKind

from . import shapes
from .links import link
from .paging import Row
from .schema import reads
from .subjects import About, SubjectDetail, SubjectList, SubjectView


class RatingScale(About, shapes.Scale):
    claims_url = None  # type: ignore[assignment]


class ScaleView(SubjectView):
    kind = SubjectKind.SCALE

    def shown(self, request: HttpRequest, row: Row) -> dict[str, Any]:
        scale = super().shown(request, row)
        del scale["claims_url"]  # claims are asked for by a rating, not by its scale
        return scale

    def page(self, request: HttpRequest, slug: str) -> str:
        return link(request, "ratings")


@reads("ratings_list", gettext_lazy("Rating scales with their ratings"), shapes.page("RatingScalePage", RatingScale))
class RatingList(ScaleView, SubjectList):
    pass


@reads("ratings_read", gettext_lazy("One rating scale"), RatingScale, refused=[404])
class RatingDetail(ScaleView, SubjectDetail):
    pass
