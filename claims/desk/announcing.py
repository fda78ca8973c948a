"""Telling other people's software what was published: queued with the entry itself, so once for each, or not at all."""

from django.conf import settings
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import override

from claims.models import Publication, Webhook, WebhookDelivery
from claims.models.publication import LOGGED_ACTS
from claims.vocabulary import EVENT_OF, Act

from .queueing import later

FORMS = ["atom", "rss", "json"]


def announce(publication: Publication) -> None:
    """Queue a message to each receiver that wants to hear of this entry, and word of our feeds to the hub."""
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
    for name in ["home-feed", "corrections-feed"] if act in LOGGED_ACTS else ["home-feed"]:
        for form in FORMS:
            with override(settings.LANGUAGE_CODE):  # the addresses that have no prefix
                feed = reverse(name, kwargs={"form": form})
            later("ping_hub", key=feed, feed=feed)
