"""The people of the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import User

from .base import DeskFields, DeskList


@admin.register(User)
class PersonAdmin(DeskFields, DeskList, UserAdmin):
    """Who may work here. Somebody who leaves is made inactive, so that the record keeps the name."""

    list_display = ["username", "public_name", "email", "in_groups", "is_active", "last_login"]
    list_filter = ["is_active", "groups", "is_superuser"]
    search_fields = ["username", "public_name", "first_name", "last_name", "email"]
    fieldsets = [
        (None, {"fields": ("username", "password")}),
        (_("Who they are"), {"fields": ("public_name", "first_name", "last_name", "email")}),
        (_("What they may do"), {"fields": ("groups", ("is_active", "is_staff", "is_superuser"))}),
        (_("Since when"), {"fields": ("last_login", "date_joined")}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ("username", "public_name", "usable_password", "password1", "password2")},
        ),
        (_("What they may do"), {"fields": ("groups",)}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Nobody sees parts of a password that they may not change."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        (name, _credentials), *others = self.fieldsets
        return [(name, {"fields": ("username",)}), *others]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only a superuser makes superusers."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """Save the person; who is added here works here."""
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)

    @admin.display(description=_("groups"))
    def in_groups(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())


admin.site.unregister(Group)


@admin.register(Group)
class RightsAdmin(DeskList, GroupAdmin):
    """Writers, editors, administrators: what each may do."""
