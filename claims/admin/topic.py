from django.contrib import admin

from claims.models import Topic
from claims.vocabulary import SubjectKind

from .base import DeskAdmin, SluggedForm
from .shown import ShownAdmin


@admin.register(Topic)
class TopicAdmin(ShownAdmin, DeskAdmin):
    """What claims are about."""

    form = SluggedForm
    subject_kind, page = SubjectKind.TOPIC, "topic"
    list_display = ["name", "kind", "slug", "changed"]
    list_filter = ["kind"]
    search_fields = ["name", "slug", "kind"]
    ordering = ["name"]
    fields = ["name", "slug", "kind"]
