"""Telling other people's software what was published: queued with the entry itself, so once for each, or not at all."""

from django.conf import settings
from django.db.models.functions import Now

from claims.models import Publication, Webhook, WebhookDelivery
from claims.vocabulary import EVENT_OF, Act

from .queueing import later

FEED, CORRECTIONS = "/feeds/claims.atom", "/feeds/corrections.atom"
LOGGED = {Act.CORRECT, Act.WITHDRAW, Act.RESTORE, Act.MERGE}  # what the feed of corrections tells


def announce(publication: Publication) -> None:
    """Queue a message to each receiver that wants to hear of this entry, and word to the hub of our feeds."""
    event = EVENT_OF[Act(publication.act)]
    messages = [
        WebhookDelivery(
            webhook=webhook,
            event=event,
            publication=publication,
            message_id=f"msg_{publication.commitment[:32]}",
            next_attempt_at=Now(),
        )
        for webhook in Webhook.objects.told_of(event)
    ]
    for delivery in WebhookDelivery.objects.bulk_create(messages):
        later("deliver_webhook", delivery=delivery.pk)
    if settings.WEBSUB_HUB and settings.SITE_URL:
        _tell_the_hub(Act(publication.act))


def _tell_the_hub(act: Act) -> None:
    for feed in [FEED, CORRECTIONS] if act in LOGGED else [FEED]:
        later("ping_hub", key=feed, feed=feed)
