from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from claims import desk
from claims.models import Recusal, User

from .base import DeskFields, DeskList


@admin.register(Recusal)
class RecusalAdmin(DeskFields, DeskList):
    """Who keeps out of what, and why: nobody recused writes, takes up or approves there."""

    list_display = ["person", "speaker", "topic", "reason", "recorded_at"]
    list_select_related = ["person", "speaker", "topic"]
    list_filter = [("person", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["person__username", "person__public_name", "speaker__name", "topic__name", "reason"]
    autocomplete_fields = ["speaker", "topic"]
    fields = ["person", "speaker", "topic", "reason"]
    ordering = ["person__public_name", "pk"]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "person":
            kwargs["queryset"] = User.objects.filter(is_active=True).order_by("public_name", "username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Recusal | None = None) -> bool:
        return False  # it is recorded or lifted; what it was stays in the history

    def save_model(self, request: Any, obj: Recusal, form: Any, change: bool) -> None:
        desk.recuse(obj, by=request.user)

    def delete_model(self, request: Any, obj: Recusal) -> None:
        desk.lift_recusal(obj, by=request.user)
