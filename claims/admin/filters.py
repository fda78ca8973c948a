"""What an editor narrows a list of claims by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Whose(admin.SimpleListFilter):
    """In whose hands a claim is."""

    title = _("in whose hands")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("Waiting for me")),
            ("mine", _("In my hands")),
            ("nobody", _("In nobody’s hands")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "waiting":
                return queryset.waiting_for(request.user)  # type: ignore[attr-defined]
            case "mine":
                return queryset.filter(assignee=request.user)
            case "nobody":
                return queryset.filter(assignee=None)
            case _:
                return queryset


class Overdue(admin.SimpleListFilter):
    """Whether the deadline has passed."""

    title = _("deadline")
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Overdue")), ("soon", _("Overdue or due in three days"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.overdue()  # type: ignore[attr-defined]
            case "soon":
                return queryset.due_soon()  # type: ignore[attr-defined]
            case _:
                return queryset


class EditedSincePublished(admin.SimpleListFilter):
    """Whether the desk was edited after readers last saw it."""

    title = _("edited since published")
    parameter_name = "edited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "yes":
            return queryset
        return queryset.filter(edited_since_published=True)
