from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import SignInOutcome

from .constraints import one_of
from .user import User

SHORTENED_TO = 80  # letters of what others say


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Questions about what happened at the door."""

    def of(self, person: User) -> Self:
        """What concerns one person, newest first."""
        return self.filter(person=person).order_by("-pk")


class SignIn(models.Model):
    """Something that happened at the desk's door. Kept as it was: nobody changes or deletes it."""

    person = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("person"), null=True, related_name="sign_ins", editable=False
    )
    name = models.CharField(
        _("name that was typed"),
        max_length=SHORTENED_TO,
        blank=True,
        help_text=_("Shortened. It need not be anybody's."),
    )
    outcome = models.CharField(_("what happened"), max_length=20, choices=SignInOutcome)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    address = models.GenericIPAddressField(_("network address"), null=True)
    device = models.CharField(_("device"), max_length=SHORTENED_TO, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-pk"]
        indexes = [models.Index("person", "at", name="sign_in_of_a_person")]
        constraints = [one_of("sign_in", "outcome", SignInOutcome.values)]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.person or self.name}"
