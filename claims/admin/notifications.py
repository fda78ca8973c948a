"""What the desk tells me: the page behind the bell, and how I am told."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from claims import desk
from claims.models import Claim, Notification
from claims.vocabulary import MailWhen, News

from .pages import context, desk_page

PER_PAGE = 30
ABOUT = {News.WEBHOOK_OFF: "admin:claims_webhook_changelist"}  # where news of no claim leads


class MailForm(forms.Form):
    """When mail tells me."""

    mail_when = forms.ChoiceField(label=gettext_lazy("Mail me"), choices=MailWhen, widget=forms.RadioSelect)


class ReadForm(forms.Form):
    """Up to which one they were seen: what came after stays unread."""

    until = forms.IntegerField(min_value=0, max_value=2**63 - 1)


@desk_page("notifications/", name="notifications")
@require_safe
def index(request: Any) -> HttpResponse:
    """All that I was told, the unread first."""
    return _page(request, MailForm(initial={"mail_when": request.user.mail_when}))


@desk_page("notifications/<int:pk>/", name="notification")
@require_safe
def open_one(request: Any, pk: int) -> HttpResponse:
    """Lead to what a notification is about; then it counts as read."""
    mine = Notification.objects.of(request.user).filter(pk=pk)
    notification = get_object_or_404(mine)
    if request.method == "GET":
        desk.mark_read(mine)
    if notification.claim_id is None:
        return redirect(ABOUT.get(News(notification.news), "admin:notifications"))
    place = f"#comment-{notification.comment_id}" if notification.comment_id else ""
    return redirect(reverse("admin:claims_claim_change", args=[notification.claim_id]) + place)


@desk_page("notifications/read/", name="notifications-read")
@require_POST
def read_all(request: Any) -> HttpResponse:
    """Mark as read what the page showed, and what is older."""
    seen = ReadForm(request.POST)
    if seen.is_valid():
        desk.mark_read(Notification.objects.of(request.user).filter(pk__lte=seen.cleaned_data["until"]))
        messages.success(request, _("All of it is marked as read."))
    return redirect("admin:notifications")


@desk_page("notifications/mail/", name="notifications-mail")
@require_POST
def choose_mail(request: Any) -> HttpResponse:
    """Keep when mail tells me."""
    form = MailForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    desk.choose_mail(MailWhen(form.cleaned_data["mail_when"]), by=request.user)
    messages.success(request, _("Kept. It also holds for what waits to be mailed."))
    return redirect("admin:notifications")


def _page(request: HttpRequest, form: MailForm, *, status: int = 200) -> HttpResponse:
    person: Any = request.user
    mine = Notification.objects.of(person)
    kinds = set(mine.order_by().values_list("news", flat=True).distinct())
    chosen = request.GET.get("news", "")
    rows = mine.filter(news=chosen) if chosen in News.values else mine
    shown = {
        "title": _("What is new for you"),
        "page": Paginator(rows.unread_first(), PER_PAGE).get_page(request.GET.get("page")),
        "kinds": [(news.value, news.label) for news in News if news in kinds],
        "chosen": chosen if chosen in News.values else "",
        "newest": mine.values_list("pk", flat=True).first(),
        "hidden": Claim.objects.hidden_from(person),
        "mail_form": form,
        "told": [(news.label, told.who, told.at_once) for news, told in desk.TOLD.items()],
    }
    return TemplateResponse(request, "admin/notifications.html", context(request, **shown), status=status)
