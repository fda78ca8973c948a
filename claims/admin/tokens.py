"""Tokens: what lets somebody's programs in. Made and ended here; whoever manages people sees and ends everybody's."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import desk
from claims.accounts.recent import insist_on_recent
from claims.errors import Refused
from claims.models import AccessToken, User
from claims.vocabulary import Permission, TokenScope

from .invitation import site_of
from .pages import context, desk_page

PER_PAGE = 30
DAYS = [(30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")), (366, gettext_lazy("a year"))]
MEANT = {  # in the order of the vocabulary
    TokenScope.READ: gettext_lazy("Claims as the desk holds them, their history, their discussion, and the lists."),
    TokenScope.WRITE: gettext_lazy("All that readers are told nothing of: take up, propose a verdict, discuss."),
    TokenScope.PUBLISH: gettext_lazy("All that readers are told of, and what takes an editor."),
    TokenScope.MARKUP: gettext_lazy("For programs written for Google’s Fact Check Tools."),
}


class TokenForm(forms.Form):
    """Which program it is for, what it may do, and for how long."""

    name = forms.CharField(
        label=gettext_lazy("Which program uses it"),
        max_length=80,
        help_text=gettext_lazy("For instance: Night import."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=TokenScope.choices,
        initial=[TokenScope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Never more than you may yourself."),
    )
    days = forms.TypedChoiceField(label=gettext_lazy("How long it is good"), choices=DAYS, coerce=int)


@desk_page("tokens/", name="tokens")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and the making of another."""
    if request.method != "POST":
        return _my_page(request, TokenForm())
    insist_on_recent(request)
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            token, secret = desk.issue_token(by=_me(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _my_page(request, TokenForm(), made=token, secret=secret, example=_example(request, token, secret))
    return _my_page(request, form, status=400)


@desk_page(
    "tokens/everybody/", name="tokens-everybody", title=gettext_lazy("Tokens"), permission=Permission.MANAGE_PEOPLE
)
@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """Everybody's tokens, or those of one person."""
    tokens, person = AccessToken.objects.all(), None
    if named := request.GET.get("person", ""):
        person = get_object_or_404(User, public_id=named)
        tokens = tokens.of(person)
    title = _("Tokens of %(person)s") % {"person": person} if person else _("Everybody’s tokens")
    return _page(request, tokens, "admin/tokens_everybody.html", title=title, person=person)


@desk_page("tokens/<uuid:public_id>/revoke/", name="token-revoke")
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(AccessToken, public_id=public_id)
    try:
        desk.revoke_token(token, by=_me(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Revoked: “%(name)s” opens nothing any more.") % {"name": token})
    others = token.user != request.user and _me(request).has_perm(Permission.MANAGE_PEOPLE)
    return redirect("admin:tokens-everybody" if others else "admin:tokens")


def _my_page(request: HttpRequest, form: TokenForm, *, status: int = 200, **more: Any) -> HttpResponse:
    tokens, scopes = AccessToken.objects.of(_me(request)), list(zip(form["scopes"], MEANT.values(), strict=True))
    shown = {"title": _("My tokens"), "form": form, "scopes": scopes} | more
    return _page(request, tokens, "admin/tokens.html", status=status, **shown)


def _page(
    request: HttpRequest, tokens: QuerySet[AccessToken], template: str, *, status: int = 200, **shown: Any
) -> HttpResponse:
    rows = tokens.select_related("user", "revoked_by")
    shown["page"] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, template, context(request, **shown), status=status)


def _example(request: HttpRequest, token: AccessToken, secret: str) -> SafeString:
    """A command to try a token with."""
    where = site_of(request).rstrip("/") + reverse("api:desk-claims")
    return format_html('curl -H "Authorization: Bearer {}" {}', secret, where)


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
