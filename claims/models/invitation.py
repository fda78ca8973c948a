from datetime import datetime
from typing import Self

from django.contrib.auth.models import Group
from django.core import signing
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .constraints import filled
from .user import User

SIGNER = signing.Signer(salt="claims.invitation")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def open(self) -> Self:
        """Invitations that can still be accepted."""
        return self.filter(accepted_at=None, expires_at__gt=Now())

    def to(self, address: str) -> Self:
        """Invitations that were sent to an address."""
        return self.filter(address=address.lower())

    def named_by(self, token: str) -> Self:
        """The open invitation whose newest letter has this token, or none."""
        try:
            pk, until = SIGNER.unsign_object(token)
        except signing.BadSignature:
            return self.none()
        return self.open().filter(pk=pk, expires_at=datetime.fromisoformat(until))


class Invitation(models.Model):
    """Somebody is asked to work at the desk; the link in the letter works once and for some days."""

    address = models.EmailField(_("e-mail address"))
    public_name = models.CharField(
        _("name for readers"),
        max_length=150,
        help_text=_("Printed under the checks this person writes or approves."),
    )
    groups = models.ManyToManyField(Group, verbose_name=_("groups"), related_name="+")
    invited_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("invited by"), related_name="+")
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("good until"), editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    person = models.OneToOneField(
        User, models.PROTECT, verbose_name=_("person"), null=True, editable=False, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            filled("invitation", "public_name"),
            CheckConstraint(condition=Q(address=Lower(F("address"))), name="invitation_address_is_in_small_letters"),
            CheckConstraint(
                condition=Q(accepted_at=None, person=None) | Q(accepted_at__isnull=False, person__isnull=False),
                name="invitation_is_accepted_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_name} <{self.address}>"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.expires_at > timezone.now()

    @property
    def token(self) -> str:
        """What the link in its newest letter carries: signed, so that nobody guesses another's."""
        return SIGNER.sign_object([self.pk, self.expires_at.isoformat()])
