"""The facts about the house: one row, which readers see as it stands."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models import HouseProfile
from claims.models.house_profile import ONLY

from .base import DeskAdmin


@admin.register(HouseProfile)
class HouseProfileAdmin(DeskAdmin):
    """Who publishes the site."""

    fieldsets = [
        (
            None,
            {
                "fields": [("legal_name", "founded_on"), "address", ("contact_email", "complaints_email"), "ownership"],
                "description": _(
                    "What stands here is on the page about the house and in its data for search engines as soon as it"
                    " is saved. Leave empty what you do not want to tell."
                ),
            },
        ),
        (_("Codes that the house has signed"), {"fields": ["ifcn_url", "efcsn_url"]}),
        (_("On the web"), {"fields": ["same_as"]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The one row there is, or the form for it."""
        if HouseProfile.objects.exists():
            return redirect("admin:claims_houseprofile_change", ONLY)
        return redirect("admin:claims_houseprofile_add")

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not HouseProfile.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def view_on_site(self, obj: HouseProfile) -> str:
        return reverse("about")
