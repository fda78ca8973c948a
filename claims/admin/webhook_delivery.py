"""What was sent to the receivers of webhooks and what they answered, with a button to send it again."""

import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.errors import Refused
from claims.formats.letter import site_url
from claims.formats.webhook import message
from claims.models import WebhookDelivery
from claims.vocabulary import DeliveryState, Permission

from .base import RecordAdmin


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(RecordAdmin):
    """Messages to webhooks, the newest first."""

    change_form_template = "admin/claims/webhookdelivery/change_form.html"
    list_display = ["created_at", "webhook", "event", "state", "answered", "claim"]
    list_select_related = ["webhook", "publication__claim"]
    list_filter = ["state", "event", "webhook"]
    search_fields = ["message_id", "webhook__url", "webhook__description", "publication__claim__statement"]
    ordering = ["-pk"]
    fields = ["message_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WebhookDelivery]:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.replay_view)
        return [path("<int:pk>/replay/", view, name="claims_webhookdelivery_replay"), *super().get_urls()]

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        delivery = WebhookDelivery.objects.with_message().get(pk=kwargs["obj"].pk)
        settled = delivery.state != DeliveryState.WAITING
        context |= {
            "delivery": delivery,
            "sent": json.dumps(json.loads(message(delivery, site=site_url())), ensure_ascii=False, indent=2),
            "may_replay": settled and request.user.has_perm(Permission.KEEP_WEBHOOKS),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def replay_view(self, request: Any, pk: int) -> HttpResponse:
        """Send a message once more."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(Permission.KEEP_WEBHOOKS):
            raise PermissionDenied
        delivery = get_object_or_404(WebhookDelivery, pk=pk)
        try:
            desk.replay_delivery(delivery, by=request.user)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.log_change(request, delivery, _("Sent again"))
            self.message_user(request, _("It is on its way again. Reload this page to see what came of it."))
        return redirect("admin:claims_webhookdelivery_change", pk)

    @admin.display(description=gettext_lazy("claim"))
    def claim(self, delivery: WebhookDelivery) -> str | None:
        return str(delivery.publication.claim) if delivery.publication else None

    @admin.display(description=gettext_lazy("what came of it"))
    def answered(self, delivery: WebhookDelivery) -> str | None:
        return str(delivery.answer_status or delivery.failure) or None
