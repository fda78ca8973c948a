"""Webhooks: who else's software is told of what we publish, whether it hears us, and its secret, shown once."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.accounts.recent import insist_on_recent
from claims.models import Webhook
from claims.models.webhook import TOLD
from claims.vocabulary import DeliveryState, Permission, WebhookEvent

from .base import RefusingAdmin, RefusingForm

SHOWN = 10  # messages on a webhook's own page


class WebhookForm(RefusingForm):
    """Where messages go, and what they tell of."""

    events = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told of"),
        choices=[(event, WebhookEvent(event).label) for event in TOLD],
        initial=TOLD,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        widgets: ClassVar = {"url": forms.TextInput(attrs={"class": "vLargeTextField", "dir": "ltr"})}


@admin.register(Webhook)
class WebhookAdmin(RefusingAdmin):
    """Receivers of what we publish."""

    form = WebhookForm
    change_form_template = "admin/claims/webhook/change_form.html"
    list_display = ["__str__", "url", "standing", "last"]
    list_filter = ["active"]
    search_fields = ["url", "description"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        return super().get_queryset(request).for_the_desk()  # type: ignore[attr-defined]

    def get_fields(self, request: HttpRequest, obj: Webhook | None = None) -> Any:
        return ["url", "description", "events", *(["active"] if obj else [])]

    def get_urls(self) -> list[URLPattern]:
        acts = {"rotate": self._rotate, "test": self._test}
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(self._posted(act)), name=f"claims_webhook_{name}")
                for name, act in acts.items()
            ),
            *super().get_urls(),
        ]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            insist_on_recent(request)
        return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            insist_on_recent(request)
        return super().delete_view(request, *args, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes with a webhook, counted: there may be thousands of messages."""
        counts = {_("messages"): sum(webhook.deliveries.count() for webhook in objs)}
        return [str(webhook) for webhook in objs], counts, set(), []

    def save_model(self, request: Any, obj: Webhook, form: Any, change: bool) -> None:
        """Keep what was typed; a new one has a secret, which is shown with the answer to this request alone."""
        if change:
            desk.change_webhook(obj, **form.cleaned_data, by=request.user)
            return
        made, request.secret = desk.add_webhook(**form.cleaned_data, by=request.user)
        obj.__dict__.update(made.__dict__)

    def delete_model(self, request: Any, obj: Webhook) -> None:
        desk.remove_webhook(obj, by=request.user)

    def response_add(self, request: Any, obj: Webhook, post_url_continue: Any = None) -> HttpResponse:
        return self._with_secret(request, obj, request.secret)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if webhook := kwargs.get("obj"):
            context |= {
                "standing": self.standing(webhook),
                "newest": list(webhook.deliveries.select_related("publication__claim")[:SHOWN]),
                "may_act": request.user.has_perm(Permission.KEEP_WEBHOOKS),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _posted(self, act: Callable[[Any, Webhook], HttpResponse]) -> Any:
        """An act on one webhook as a view: a button's POST, by somebody who may and is there."""

        def view(request: Any, pk: int) -> HttpResponse:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            if not request.user.has_perm(Permission.KEEP_WEBHOOKS):
                raise PermissionDenied
            insist_on_recent(request)
            return act(request, get_object_or_404(Webhook, pk=pk))

        return view

    def _rotate(self, request: Any, webhook: Webhook) -> HttpResponse:
        """Give it a new secret, and show it."""
        secret = desk.rotate_secret(webhook, by=request.user)
        self.log_change(request, webhook, _("Made a new secret"))
        return self._with_secret(request, webhook, secret)

    def _test(self, request: Any, webhook: Webhook) -> HttpResponse:
        """Send it a test, and lead to what becomes of that."""
        delivery = desk.test_webhook(webhook, by=request.user)
        self.message_user(request, _("A test is on its way. Reload this page to see what came of it."))
        return redirect("admin:claims_webhookdelivery_change", delivery.pk)

    def _with_secret(self, request: Any, webhook: Webhook, secret: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("The secret of this webhook"),
            "original": webhook,
            "secret": secret,
            "rotated": webhook.secrets.exclude(good_until=None).exists(),
        }
        return TemplateResponse(request, "admin/claims/webhook/secret.html", context)

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, webhook: Webhook) -> str:
        if not webhook.active:
            return webhook.off_because or _("switched off")
        if webhook.failing_since:
            return _("failing since %(when)s") % {"when": _moment(webhook.failing_since)}
        return _("healthy") if webhook.is_heard else _("nothing has arrived yet")

    @admin.display(description=gettext_lazy("last message"))
    def last(self, webhook: Webhook) -> str | None:
        if webhook.last_at is None or webhook.last_state is None:
            return None
        return f"{_moment(webhook.last_at)}: {DeliveryState(webhook.last_state).label}"


def _moment(moment: Any) -> str:
    return date_format(localtime(moment), "j M Y, H:i")
