"""Whom the desk has asked to come."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.accounts.recent import insist_on_recent
from claims.errors import Refused
from claims.models import Invitation

from .base import RefusingAdmin, RefusingForm


class InvitationForm(RefusingForm):
    """Who is invited, and to what."""

    class Meta:
        widgets: ClassVar = {"groups": forms.CheckboxSelectMultiple}

    def clean_address(self) -> str:
        return self.cleaned_data["address"].lower()


@admin.register(Invitation)
class InvitationAdmin(RefusingAdmin):
    """Asked by a letter whose link works once and for some days."""

    form = InvitationForm
    change_form_template = "admin/claims/invitation/change_form.html"
    list_display = ["address", "public_name", "to_groups", "invited_by", "invited_at", "standing"]
    list_select_related = ["invited_by", "person"]
    search_fields = ["address", "public_name"]
    fields = ["address", "public_name", "groups"]
    actions = ["send_again", "take_back"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            insist_on_recent(request)
        return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method == "POST":
            insist_on_recent(request)
        return super().changelist_view(request, extra_context)

    def save_model(self, request: Any, obj: Invitation, form: Any, change: bool) -> None:
        """Invite them, which makes the row and sends the letter."""
        made = desk.invite(**form.cleaned_data, site=site_of(request), by=request.user)
        obj.__dict__.update(made.__dict__)

    @admin.action(description=gettext_lazy("Send the letter again"), permissions=["add"])
    def send_again(self, request: Any, invitations: QuerySet[Invitation]) -> None:
        for invitation in invitations:
            self._try(request, invitation, desk.send_invitation_again, _("Sent again"), site=site_of(request))

    @admin.action(description=gettext_lazy("Take the invitation back"), permissions=["add"])
    def take_back(self, request: Any, invitations: QuerySet[Invitation]) -> None:
        for invitation in invitations:
            self._try(request, invitation, desk.take_back_invitation, _("Taken back"))

    def _try(self, request: Any, invitation: Invitation, act: Any, done: str, **said: Any) -> None:
        try:
            act(invitation, by=request.user, **said)
        except Refused as refusal:
            self.message_user(request, f"{invitation}: {refusal}", messages.ERROR)
        else:
            self.message_user(request, f"{done}: {invitation}", messages.SUCCESS)

    @admin.display(description=gettext_lazy("groups"))
    def to_groups(self, invitation: Invitation) -> str:
        return ", ".join(group.name for group in invitation.groups.all())

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return _("accepted: %(person)s") % {"person": invitation.person}
        until = date_format(localtime(invitation.expires_at), "j M Y, H:i")
        return (_("open until %(when)s") if invitation.is_open else _("expired %(when)s")) % {"when": until}


def site_of(request: HttpRequest) -> str:
    """Where the desk is, for a link in a letter."""
    return settings.SITE_URL or request.build_absolute_uri("/")
