from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from claims.models import Review

from .base import RecordAdmin


@admin.register(Review)
class ReviewAdmin(RecordAdmin):
    """What readers see now: made from the record, never by hand."""

    list_display = ["statement", "rating_slug", "kind", "published_at", "changed_at", "withdrawn"]
    list_filter = ["withdrawn", "rating_slug", "kind", "language"]
    search_fields = ["statement", "slug", "public_id"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-public_id"]
    fields = [
        "statement",
        "slug",
        "language",
        "kind",
        "rating_slug",
        "topic_slugs",
        "speaker_slugs",
        "article_slugs",
        "published_at",
        "changed_at",
        "withdrawn",
        "number",
        "commitment",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        reviews: Any = super().get_queryset(request)
        return reviews.cards().defer("card")

    def view_on_site(self, obj: Any) -> str:
        return reverse("claim", args=[obj.slug])
