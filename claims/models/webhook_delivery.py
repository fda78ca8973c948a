from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import DeliveryState, WebhookEvent

from .constraints import filled, one_of
from .publication import Publication
from .webhook import Webhook

ANSWER_LENGTH = 500
HELD_FOR = timedelta(seconds=60)  # by a worker that sends it; longer than a request may take


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Questions about messages."""

    def due(self) -> Self:
        """Those that are to be sent now, unless somebody does."""
        free = Q(taken_at=None) | Q(taken_at__lt=Now() - HELD_FOR)
        return self.filter(free, state=DeliveryState.WAITING, next_attempt_at__lte=Now())

    def with_message(self) -> Self:
        """Messages with all that they say and where they go."""
        return self.select_related("webhook", "publication__body", "publication__claim")

    def take(self, pk: int) -> "WebhookDelivery | None":
        """Hold a message that is due, so that nobody else sends it meanwhile; this counts as a try."""
        if not self.filter(pk=pk).due().update(taken_at=Now(), attempts=F("attempts") + 1):
            return None
        return self.with_message().get(pk=pk)

    def settled_before(self, moment: datetime) -> Self:
        """Messages of which nothing is to come, made before a moment."""
        return self.exclude(state=DeliveryState.WAITING).filter(created_at__lt=moment)


class WebhookDelivery(models.Model):
    """One message to one receiver, and what became of it.

    What it says is not kept here: it is written from the entry of the record whenever it is sent, so that what the
    law has had erased there is told to nobody any more.
    """

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    event = models.CharField(_("event"), max_length=20, choices=WebhookEvent)
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, related_name="deliveries", verbose_name=_("entry of the record")
    )
    message_id = models.CharField(_("message"), max_length=40, help_text=_("The same however often it is sent."))
    created_at = models.DateTimeField(_("made"), db_default=Now())
    state = models.CharField(_("where it stands"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_attempt_at = models.DateTimeField(_("next try"), null=True)
    taken_at = models.DateTimeField(_("being sent since"), null=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    answer_status = models.PositiveSmallIntegerField(_("status of the answer"), null=True)
    answer_ms = models.PositiveIntegerField(_("milliseconds"), null=True)
    answer = models.CharField(_("beginning of the answer"), max_length=ANSWER_LENGTH, blank=True)
    failure = models.TextField(_("what went wrong"), blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("message to a webhook")
        verbose_name_plural = _("messages to webhooks")
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["webhook", "-id"], name="deliveries_of_a_webhook")]
        constraints = [
            one_of("delivery", "event", WebhookEvent.values),
            one_of("delivery", "state", DeliveryState.values),
            filled("delivery", "message_id"),
            models.UniqueConstraint(fields=["webhook", "message_id"], name="delivery_is_made_once"),
            models.CheckConstraint(
                condition=Q(event=WebhookEvent.TEST, publication=None)
                | (~Q(event=WebhookEvent.TEST) & Q(publication__isnull=False)),
                name="delivery_tells_of_an_entry_unless_it_is_a_test",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, next_attempt_at__isnull=False)
                | (~Q(state=DeliveryState.WAITING) & Q(next_attempt_at=None)),
                name="delivery_that_waits_knows_until_when",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.DELIVERED, delivered_at__isnull=False)
                | (~Q(state=DeliveryState.DELIVERED) & Q(delivered_at=None)),
                name="delivery_that_is_done_knows_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id
