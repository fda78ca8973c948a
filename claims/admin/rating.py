from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import Rating, RatingScale

from .base import DeskAdmin, DeskFields, SluggedForm


class RatingInline(DeskFields, admin.StackedInline):
    """The ratings of a scale, best first."""

    model = Rating
    fields = [("label", "slug"), "definition", ("tone", "value", "order")]
    extra = 0


@admin.register(RatingScale)
class RatingScaleAdmin(DeskAdmin):
    """The scales that verdicts are given on."""

    form = SluggedForm
    list_display = ["name", "in_use", "ratings", "changed"]
    list_filter = ["in_use"]
    search_fields = ["name", "slug", "ratings__label"]
    fields = ["name", "slug", "in_use"]
    inlines = [RatingInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RatingScale]:
        return super().get_queryset(request).annotate(ratings_on_it=Count("ratings"))

    @admin.display(description=_("ratings"), ordering="ratings_on_it")
    def ratings(self, scale: Any) -> int:
        return scale.ratings_on_it
