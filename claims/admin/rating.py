from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import Rating, RatingScale
from claims.models.rating import runs_backwards

from .base import DeskAdmin, DeskFields, SluggedForm


class RatingFormSet(BaseInlineFormSet):
    """The ratings of a scale as they were typed."""

    def clean(self) -> None:
        """Refuse values that run against the colours: collectors of fact-checks take the greatest for the truest."""
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if runs_backwards((row.get("value"), row.get("tone", "")) for row in rows):
            raise ValidationError(
                _("The values run the wrong way: 1 is least true, and colours nearer to true have more.")
            )


class RatingInline(DeskFields, admin.StackedInline):
    """The ratings of a scale, best first."""

    model = Rating
    formset = RatingFormSet
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
