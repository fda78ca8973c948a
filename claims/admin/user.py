"""The people of the desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.accounts.listening import keep
from claims.accounts.recent import insist_on_recent
from claims.accounts.second_factor import has_second_factor, is_required_of
from claims.errors import Refused
from claims.models import User
from claims.vocabulary import SignInOutcome

from .base import DeskFields, DeskList

ACTS: dict[str, tuple[Any, Any]] = {
    "deactivate": (desk.deactivate, _("The account is shut, and every session of it has ended.")),
    "reactivate": (desk.reactivate, _("The account is open again.")),
    "remove-second-factor": (
        desk.remove_second_factor,
        _("The second factor is removed. At the next log-in the person sets up another."),
    ),
}


@admin.register(User)
class PersonAdmin(DeskFields, DeskList, UserAdmin):
    """Who may work here. Somebody who leaves is made inactive, so that the record keeps the name."""

    change_form_template = "admin/claims/user/change_form.html"

    list_display = ["username", "public_name", "email", "in_groups", "is_active", "last_login"]
    list_filter = ["is_active", "groups", "is_superuser"]
    search_fields = ["username", "public_name", "first_name", "last_name", "email"]
    fieldsets = [
        (None, {"fields": ("username", "password")}),
        (_("Who they are"), {"fields": ("public_name", "first_name", "last_name", "email")}),
        (_("What they may do"), {"fields": ("groups", ("is_staff", "is_superuser"))}),
        (_("Since when"), {"fields": ("last_login", "date_joined")}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ("username", "public_name", "email", "usable_password", "password1", "password2")},
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

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/act/<slug:name>/", view, name="claims_user_act"), *super().get_urls()]

    def act_view(self, request: Any, pk: int, name: str) -> HttpResponse:
        """Do an act to somebody's account, or say why not."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if name not in ACTS:
            raise Http404
        insist_on_recent(request)
        person, (act, done) = get_object_or_404(User, pk=pk), ACTS[name]
        try:
            act(person, by=request.user)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.log_change(request, person, name)
            self.message_user(request, str(done), messages.SUCCESS)
        return redirect("admin:claims_user_change", pk)

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" or object_id is None:
            insist_on_recent(request)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        insist_on_recent(request)
        response = super().user_change_password(request, id, form_url)
        if response.status_code == 302:
            keep(SignInOutcome.PASSWORD_CHANGED, request, person=User.objects.get(pk=id))
        return response

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if person := kwargs.get("obj"):
            factor = {"has_second_factor": has_second_factor(person), "needs_second_factor": is_required_of(person)}
            context |= factor | {"may_act": self.has_change_permission(request, person) and person != request.user}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """Save the person; who is added here works here."""
        obj.is_staff, obj.email = obj.is_staff or not change, obj.email.lower()
        super().save_model(request, obj, form, change)
        desk.forget_other_addresses(obj)

    @admin.display(description=_("groups"))
    def in_groups(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())


admin.site.unregister(Group)


@admin.register(Group)
class RightsAdmin(DeskList, GroupAdmin):
    """Writers, editors, administrators: what each may do."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            insist_on_recent(request)
        return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            insist_on_recent(request)
        return super().delete_view(request, *args, **kwargs)
