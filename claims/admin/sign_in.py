"""What happened at the desk's door, to be read."""

from django.contrib import admin

from claims.models import SignIn

from .base import RecordAdmin


@admin.register(SignIn)
class SignInAdmin(RecordAdmin):
    """Who came in, who was refused, and who changed a key."""

    list_display = ["at", "outcome", "person", "name", "address", "device"]
    list_display_links = None
    list_select_related = ["person"]
    list_filter = ["outcome"]
    search_fields = ["person__username", "person__public_name", "name", "address"]
    date_hierarchy = "at"
    ordering = ["-pk"]
    fields = ["at", "outcome", "person", "name", "address", "device"]
