from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from claims.models import Capture, Source
from claims.vocabulary import SubjectKind

from .base import DeskAdmin, DeskFields
from .shown import ShownAdmin


class CaptureInline(DeskFields, admin.StackedInline):
    """The archived copies of a source."""

    model = Capture
    fields = ["url", "captured_at", "sha256"]
    extra = 0


@admin.register(Source)
class SourceAdmin(ShownAdmin, DeskAdmin):
    """What evidence is taken from."""

    subject_kind, page, shown_by = SubjectKind.SOURCE, "source", "public_id"
    list_display = ["title", "publisher", "kind", "published_on", "read_as", "language"]
    list_filter = ["kind", "read_as", "language"]
    search_fields = ["title", "publisher", "original_publisher", "url", "public_id"]
    date_hierarchy = "created_at"
    inlines = [CaptureInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "title_is_descriptive",
                    ("publisher", "original_publisher"),
                    "url",
                    ("published_on", "language"),
                ]
            },
        ),
        (_("What sort of source it is"), {"fields": [("kind", "read_as"), "note"]}),
    ]
