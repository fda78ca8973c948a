import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.text import new_public_id
from claims.vocabulary import MailWhen


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):  # type: ignore[django-manager-missing]  # of tokens: made by a method that mypy does not read
    """Somebody who works at the desk."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    public_name = models.CharField(
        _("name for readers"),
        max_length=150,
        blank=True,
        help_text=_("Printed under the checks this person writes or approves."),
    )
    mail_when = models.CharField(
        _("mail"),
        max_length=7,
        choices=MailWhen,
        default=MailWhen.AT_ONCE,
        help_text=_("When mail tells what the desk's bell shows."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.byline

    @property
    def byline(self) -> str:
        """The name to print under a check."""
        return self.public_name or self.get_full_name() or self.get_username()
