from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.sealing import seal, unseal
from claims.vocabulary import DeliveryState, WebhookEvent

TOLD = [event.value for event in WebhookEvent if event != WebhookEvent.TEST]
PURPOSE = "claims.webhook"


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Questions about webhooks."""

    def told_of(self, event: WebhookEvent) -> Self:
        """Those whose receivers want to hear of an event now."""
        return self.filter(active=True, events__contains=[event.value]).order_by("pk")

    def given_up(self) -> Self:
        """Those that were switched off because their receivers did not answer."""
        return self.exclude(off_because="")

    def for_the_desk(self) -> Self:
        """Webhooks with what became of the last message to each, and whether any arrived in the last month."""
        # Imported here: a delivery names its webhook.
        from .webhook_delivery import WebhookDelivery

        last = WebhookDelivery.objects.filter(webhook=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            last_at=Subquery(last.values("created_at")[:1]),
            last_state=Subquery(last.values("state")[:1]),
            is_heard=Exists(last.filter(state=DeliveryState.DELIVERED)),
        )


class Webhook(models.Model):
    """Somebody else's software that is told, at an address of its own, of what we publish."""

    # Added by `for_the_desk`.
    last_at: datetime | None
    last_state: str | None
    is_heard: bool

    url = models.CharField(
        _("address"), max_length=2000, help_text=_("Where messages are sent: https://example.org/hooks/factchecks")
    )
    description = models.CharField(_("whose it is"), max_length=200, blank=True)
    events = ArrayField(models.CharField(max_length=20, choices=WebhookEvent), verbose_name=_("events"))
    active = models.BooleanField(_("switched on"), default=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    off_because = models.TextField(_("switched off, because"), blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url__iregex="^https?://"),
                name="webhook_url_is_a_web_address",
                violation_error_message=_("Give an address that starts with https://."),
            ),
            models.CheckConstraint(
                condition=Q(events__contained_by=TOLD, events__len__gte=1),
                name="webhook_events_are_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(active=False) | Q(off_because=""), name="webhook_that_is_on_was_not_switched_off"
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.url


class WebhookSecretQuerySet(models.QuerySet["WebhookSecret"]):
    """Questions about secrets."""

    def good(self) -> Self:
        """Those that sign now, the newest first."""
        return self.filter(Q(good_until=None) | Q(good_until__gt=timezone.now())).order_by("-pk")

    def run_out(self) -> Self:
        """Those that sign no more."""
        return self.filter(good_until__lte=Now())


class WebhookSecret(models.Model):
    """What messages to a receiver are signed with, encrypted. An old one signs beside the new one for a day."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="secrets", verbose_name=_("webhook"))
    sealed = models.BinaryField(_("encrypted secret"))
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    good_until = models.DateTimeField(_("good until"), null=True)

    objects = WebhookSecretQuerySet.as_manager()

    class Meta:
        verbose_name = _("secret of a webhook")
        verbose_name_plural = _("secrets of webhooks")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["webhook"], condition=Q(good_until=None), name="webhook_has_one_current_secret"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id}: {self.created_at:%Y-%m-%d}"

    def keep(self, secret: str) -> None:
        """Hold a secret, encrypted."""
        self.sealed = seal(secret, purpose=PURPOSE)

    def read(self) -> str:
        """The secret; raises ValueError where the desk's own key was changed since."""
        return unseal(bytes(self.sealed), purpose=PURPOSE)
