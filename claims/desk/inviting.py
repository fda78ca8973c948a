"""Bringing people to the desk: an administrator invites, the invited answers a letter."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotReady
from claims.models import Invitation, User
from claims.vocabulary import Permission

from .acting import house_act
from .mailing import post


@house_act(Permission.INVITE)
def invite(*, address: str, public_name: str, groups: Iterable[Group], site: str, by: User) -> Invitation:
    """Ask somebody to work at the desk, by a letter with a link to `site` that works once."""
    groups, address = list(groups), address.strip().lower()
    if reasons := list(against_inviting(address, public_name, groups)):
        raise Invalid(_("Nobody was invited"), *reasons)

    Invitation.objects.open().to(address).update(expires_at=timezone.now())
    invitation = Invitation.objects.create(
        address=address, public_name=public_name.strip(), invited_by=by, expires_at=days_from_now()
    )
    invitation.groups.set(groups)
    send(invitation, site=site)
    return invitation


@house_act(Permission.INVITE)
def send_invitation_again(invitation: Invitation, *, site: str, by: User) -> Invitation:
    """Send the letter once more; its link works for as many days as a new one's."""
    invitation = unanswered(invitation)

    invitation.expires_at = days_from_now()
    invitation.save(update_fields=["expires_at"])
    send(invitation, site=site)
    return invitation


@house_act(Permission.INVITE)
def take_back_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Make the link of an invitation useless."""
    invitation = unanswered(invitation)

    invitation.expires_at = timezone.now()
    invitation.save(update_fields=["expires_at"])
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, username: str, password: str | None) -> User:
    """Make the account of the invited; None as password for somebody who signs in through the newsroom's provider.

    That the link was opened, or the provider vouched for the address, verifies the address.
    """
    invitation = unanswered(invitation)
    if not invitation.is_open:
        raise NotReady(_("No account was made"), _("the invitation has expired: ask for another"))

    person = made(invitation, username=username, password=password)
    person.groups.set(invitation.groups.all())
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    invitation.accepted_at, invitation.person = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "person"])
    return person


def against_inviting(address: str, public_name: str, groups: list[Group]) -> Iterator[str]:
    """Yield what stands against an invitation, one clause each."""
    if not public_name.strip():
        yield _("the name for readers is missing")
    if not groups:
        yield _("choose at least one group")
    if here := User.objects.filter(email__iexact=address).first():
        yield _("%(person)s works here with this address already") % {"person": here}


def unanswered(invitation: Invitation) -> Invitation:
    """Hold an invitation that nobody has accepted yet."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if fresh.accepted_at:
        raise NotReady(_("Nothing was changed"), _("the invitation has been accepted already"))
    return fresh


def made(invitation: Invitation, *, username: str, password: str | None) -> User:
    """The account of the invited; Invalid when another has the name, whoever was quicker."""
    person = User(
        username=User.normalize_username(username),
        email=invitation.address,
        public_name=invitation.public_name,
        is_staff=True,
    )
    person.set_password(password)
    taken = _("another person has this user name")
    refusal = Invalid(_("No account was made"), taken, fields={"username": [taken]})
    if User.objects.filter(username__iexact=person.username).exists():
        raise refusal
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise refusal from error
    return person


def send(invitation: Invitation, *, site: str) -> None:
    """Mail the invitation with its link."""
    link = site.rstrip("/") + reverse("invitation", args=[invitation.token])
    words = {"invitation": invitation, "link": link, "site_name": settings.SITE_NAME}
    post(
        to=invitation.address,
        subject=_("Your account at %(site)s") % {"site": settings.SITE_NAME},
        text=render_to_string("emails/invitation.txt", words),
    )


def days_from_now() -> datetime:
    """Until when an invitation that is sent now is good."""
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)
