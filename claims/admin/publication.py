"""The record, to be read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.formats.document import steps
from claims.models import Publication, PublicationBody

from .base import RecordAdmin


@admin.register(Publication)
class PublicationAdmin(RecordAdmin):
    """What readers were told, entry by entry."""

    change_form_template = "admin/claims/publication/change_form.html"
    list_display = ["number", "act", "claim", "written_by", "approved_by", "published_at", "note"]
    list_select_related = ["claim", "written_by", "approved_by"]
    list_filter = ["act"]
    search_fields = ["claim__statement", "note", "commitment", "number"]
    date_hierarchy = "published_at"
    ordering = ["-number"]
    fields = [
        "number",
        "act",
        "claim",
        "published_at",
        "note",
        "written_by",
        "approved_by",
        "override_reason",
        "commitment",
        "previous",
        "digest",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).select_related("claim", "written_by", "approved_by")

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        body = PublicationBody.objects.filter(publication=kwargs["obj"]).first()
        told = kwargs["obj"].document if body else None
        verdict = told and told["verdict"]
        context |= {"body": body, "document": told, "steps": steps(verdict["scale"]) if verdict else 0}
        return super().render_change_form(request, context, *args, **kwargs)
