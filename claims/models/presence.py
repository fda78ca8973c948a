from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .claim import Claim

HERE_FOR = timedelta(seconds=45)  # an open page says so every 15 seconds


class PresenceQuerySet(models.QuerySet["Presence"]):
    def now(self) -> Self:
        """Who has a claim open at this moment."""
        return self.filter(seen_at__gte=Now() - HERE_FOR).select_related("person").order_by("since")


class Presence(models.Model):
    """Somebody has a claim open."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="presences", verbose_name=_("claim"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    since = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("last seen"))
    editing = models.BooleanField(_("typing in it"), default=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["claim", "person"], name="presence_is_kept_once")]

    def __str__(self) -> str:
        return str(self.person)
