from django.contrib import admin

from claims.models import Speaker
from claims.vocabulary import SubjectKind

from .base import DeskAdmin, SluggedForm
from .shown import ShownAdmin


@admin.register(Speaker)
class SpeakerAdmin(ShownAdmin, DeskAdmin):
    """Who makes claims."""

    form = SluggedForm
    subject_kind, page = SubjectKind.SPEAKER, "speaker"
    list_display = ["name", "kind", "role", "changed"]
    list_filter = ["kind"]
    search_fields = ["name", "role", "slug"]
    ordering = ["name"]
    fields = ["name", "slug", "kind", "role", "bio", "url"]
