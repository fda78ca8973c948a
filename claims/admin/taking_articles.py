"""Taking articles in at the desk: from an address, or a file."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.errors import Refused
from claims.intake.articles import LARGEST, Taken, from_address, from_file

from .invitation import site_of
from .pages import context, desk_page

OUTCOMES = {
    "new": gettext_lazy("Added. Look at its text, then mark its claims."),
    "changed": gettext_lazy("It was here already, and its text has changed: the new text is kept as a new version."),
    "same": gettext_lazy("It was here already, and its text is as it was."),
    "earlier": gettext_lazy("It was here already, and has gone back to a text that is kept as an earlier version."),
}


class TakeForm(forms.Form):
    """Where the article is."""

    address = forms.CharField(
        label=gettext_lazy("Web address"),
        max_length=2000,
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("HTML, PDF, Word (.docx), text, or a transcript (.vtt, .srt); 5 MB at most."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(given.get("address")) == bool(given.get("file")):
            raise forms.ValidationError(_("Give an address or a file: one of them."))
        return given


@desk_page("articles/new/", name="take_article", permission="claims.add_article")
@require_http_methods(["GET", "HEAD", "POST"])
def take_article(request: HttpRequest) -> HttpResponseBase:
    """The form, and the article that comes of it. A bookmark may fill the address in; only a button takes it."""
    if request.method != "POST":
        return _page(request, TakeForm(initial={"address": request.GET.get("address", "")}))
    form = TakeForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            taken = _taken(form, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(OUTCOMES[taken.outcome]))
            return redirect("admin:mark", taken.article.pk)
    return _page(request, form)


def _taken(form: TakeForm, request: Any) -> Taken:
    if file := form.cleaned_data["file"]:
        return from_file(file.name, file.read(LARGEST + 1), by=request.user)
    return from_address(form.cleaned_data["address"].strip(), by=request.user)


def _page(request: HttpRequest, form: TakeForm) -> TemplateResponse:
    here = site_of(request).rstrip("/") + reverse("admin:take_article")
    script = f"location.href={here + '?address='!r}+encodeURIComponent(location.href)"
    shown = context(request, title=_("Add an article"), form=form, bookmark=f"javascript:{quote(script, safe='')}")
    status = 400 if form.errors else 200
    return TemplateResponse(request, "admin/claims/article/take.html", shown, status=status)
