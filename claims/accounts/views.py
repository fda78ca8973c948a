"""The pages at the door that are our own; the others are allauth's."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from claims import desk
from claims.errors import Refused
from claims.models import AccessToken, Invitation

from .forms import AcceptForm
from .second_factor import Unproved, has_second_factor


def login(request: HttpRequest) -> HttpResponse:
    """The one way in; whoever came in and lacks a second factor is led to where they set it up."""
    if isinstance(request.user, Unproved) and not request.user.has_one:
        return redirect(request.user.way_on)
    return account.login(request)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """One's own account: who one is here, and the ways to look after its keys."""
    shown = {
        "has_second_factor": has_second_factor(request.user),
        "sessions": UserSession.objects.filter(user=request.user).count(),
        "tokens": AccessToken.objects.filter(user=request.user).good().count(),
    }
    return render(request, "account/home.html", shown)


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; the browser that had it is logged out with its next request."""
    session = UserSession.objects.filter(user=request.user, pk=pk).first()
    if session is not None:
        session.end()
        messages.success(request, _("The session was ended."))
    return redirect("usersessions_list")


@sensitive_post_parameters("password1", "password2")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where the letter leads: choose a user name and a password, and be logged in."""
    invitation = Invitation.objects.named_by(token).first()
    if invitation is None:
        return render(request, "account/invitation_gone.html", status=404)
    proposed = {"username": invitation.address.partition("@")[0]}
    form = AcceptForm(request.POST) if request.method == "POST" else AcceptForm(initial=proposed)
    if form.is_valid():
        try:
            return enter(request, invitation, form.cleaned_data["username"], form.cleaned_data["password1"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "account/invitation.html", {"form": form, "invitation": invitation})


def enter(request: HttpRequest, invitation: Invitation, username: str, password: str) -> HttpResponse:
    """Make the account and log in."""
    person = desk.accept_invitation(invitation, username=username, password=password)
    return perform_password_login(request, {"username": username}, Login(user=person))


class RemovePasskey(RemoveWebAuthnView):
    """Remove a passkey, but not the last second factor of somebody who must have one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, _("You must keep one second factor. Add another before you remove this one."))
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)
