from datetime import timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken, AuthTokenManager

from claims.vocabulary import TokenScope

from .constraints import filled
from .user import User

USE_IS_NOTED_EVERY = timedelta(minutes=1)


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """Questions about tokens."""

    def of(self, person: User) -> Self:
        """Somebody's tokens, newest first."""
        return self.filter(user=person).order_by("-created")

    def good(self) -> Self:
        """Tokens that open the door now."""
        return self.filter(expiry__gt=Now(), revoked_at=None)


class AccessToken(AbstractAuthToken):
    """What a program shows to act for somebody: kept as a digest (SHA-512), for some time, with a few rights."""

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)  # names it, and opens nothing
    name = models.CharField(_("name"), max_length=80, help_text=_("Which program uses it: “Night import”."))
    scopes = ArrayField(models.CharField(max_length=10, choices=TokenScope), verbose_name=_("rights"))
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("revoked by")
    )

    objects = AuthTokenManager.from_queryset(AccessTokenQuerySet)()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created"]
        constraints = [
            filled("token", "name"),
            models.CheckConstraint(condition=Q(expiry__isnull=False), name="token_ends"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=TokenScope.values, scopes__len__gte=1),
                name="token_scopes_are_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_is_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_good(self) -> bool:
        """Whether it opens the door now."""
        return self.revoked_at is None and self.expiry is not None and self.expiry > timezone.now()

    @property
    def rights(self) -> list[str]:
        """What it may be used for, in words."""
        return [str(TokenScope(scope).label) for scope in self.scopes]

    def allows(self, scope: str) -> bool:
        """Whether it may be used for this."""
        return scope in self.scopes

    def note_use(self) -> None:
        """Keep when it was used, to the minute."""
        unnoted = Q(last_used_at=None) | Q(last_used_at__lt=Now() - USE_IS_NOTED_EVERY)
        AccessToken.objects.filter(unnoted, pk=self.pk).update(last_used_at=Now())
