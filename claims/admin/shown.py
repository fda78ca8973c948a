"""Nouns that readers meet on a page of their own once a published claim mentions them."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from claims.models import Subject
from claims.vocabulary import SubjectKind


class ShownAdmin(admin.ModelAdmin):
    """A noun with a public page: its address stays once it has been published."""

    subject_kind: ClassVar[SubjectKind]
    page: ClassVar[str]
    shown_by: ClassVar[str] = "slug"

    def view_on_site(self, obj: Any) -> str | None:
        address = getattr(obj, self.shown_by)
        return reverse(self.page, args=[address]) if self._is_shown(obj) else None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        frozen = obj is not None and self.shown_by == "slug" and self._is_shown(obj)
        return [*fields, "slug"] if frozen else fields

    def _is_shown(self, obj: Any) -> bool:
        shown = Subject.objects.public().of_kind(self.subject_kind)
        return shown.filter(slug=getattr(obj, self.shown_by)).exists()
