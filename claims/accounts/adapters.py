"""How allauth behaves at this desk."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims import desk
from claims.models import SignIn, User
from claims.vocabulary import SignInOutcome

from . import listening
from .devices import address_of, device_of
from .recent import recently_authenticated
from .second_factor import FACTORS, is_required_of

KNOWN_BY = "known"  # a cookie of those who have signed in from this browser before
YEAR = 365 * 24 * 60 * 60
KNOWN_AT_MOST = 20


def byline(person: User) -> str:
    """What allauth calls a person."""
    return person.byline


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; letters go the desk's way; a new device is told of."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letter: EmailMessage = self.render_mail(template_prefix, email, self._words(email) | context)
        desk.post(to=email, subject=str(letter.subject), text=str(letter.body))

    def _words(self, email: str) -> dict[str, Any]:
        request = context.request
        site = {"name": settings.SITE_NAME, "domain": settings.SITE_URL or request.build_absolute_uri("/")}
        return {"request": request, "email": email, "current_site": site}

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            listening.login_failed(credentials=credentials, request=request)
            raise

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        response = super().post_login(request, user, **more)
        known = known_here(request)
        if user.pk not in known and SignIn.objects.of(user).filter(outcome=SignInOutcome.SIGNED_IN)[1:].exists():
            self._tell_of_new_device(request, user)
        remember_here(response, [user.pk, *(pk for pk in known if pk != user.pk)])
        return response

    def _tell_of_new_device(self, request: HttpRequest, person: User) -> None:
        if not person.email:
            return
        words = {
            "person": person,
            "site_name": settings.SITE_NAME,
            "device": device_of(request),
            "address": address_of(request),
            "at": timezone.now(),
            "sessions": request.build_absolute_uri(reverse("usersessions_list")),
        }
        text = render_to_string("emails/new_device.txt", words)
        desk.post(to=person.email, subject=_("Your account was used on a new device"), text=text)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        return not recently_authenticated(context.request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Whoever must have a second factor does not remove their last one."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        person = authenticator.user
        others = Authenticator.objects.filter(user=person, type__in=FACTORS).exclude(pk=authenticator.pk)
        return not is_required_of(person) or others.exists()

    def build_totp_svg(self, url: str) -> str:
        drawing = super().build_totp_svg(url)
        return drawing[drawing.index("<svg") :]  # the page has its own declaration

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        return _("Passkey %(number)s") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}

    def _get_site_name(self) -> str:
        return settings.SITE_NAME


def known_here(request: HttpRequest) -> list[int]:
    """Who has signed in from this browser before."""
    try:
        return signing.loads(request.COOKIES.get(KNOWN_BY, ""), salt=KNOWN_BY)
    except signing.BadSignature:
        return []


def remember_here(response: HttpResponse, people: list[int]) -> None:
    """Let the browser know who signed in from it."""
    response.set_cookie(
        KNOWN_BY,
        signing.dumps(people[:KNOWN_AT_MOST], salt=KNOWN_BY),
        max_age=YEAR,
        path="/account/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
