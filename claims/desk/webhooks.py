"""Webhooks: who else's software is told of what we publish, and what it is sent."""

from base64 import b64encode
from collections.abc import Collection
from datetime import timedelta
from secrets import token_bytes, token_hex

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Invalid, WrongMove
from claims.models import User, Webhook, WebhookDelivery, WebhookSecret
from claims.models.webhook import TOLD
from claims.outgoing import Forbidden, Manners, may_be_asked
from claims.text import has_bad_characters
from claims.vocabulary import DeliveryState, Permission, WebhookEvent

from .acting import house_act
from .queueing import later

SECRET_BYTES = 32  # the specification asks for 24 to 64
OLD_SIGNS_FOR = timedelta(hours=24)
ANSWER_BYTES = 4_000
TOO_LONG = {"url": 2000, "description": 200}


@house_act(Permission.KEEP_WEBHOOKS)
def add_webhook(*, by: User, url: str, events: Collection[str], description: str = "") -> tuple[Webhook, str]:
    """Tell a receiver of what is published from now on; returns it with its secret, which nobody can read again."""
    columns = _columns(_("No webhook was added"), url=url, events=events, description=description)

    webhook = Webhook.objects.create(**columns, added_by=by)
    return webhook, _new_secret(webhook)


@house_act(Permission.KEEP_WEBHOOKS)
def change_webhook(
    webhook: Webhook, *, by: User, url: str, events: Collection[str], description: str = "", active: bool = True
) -> Webhook:
    """Send to another address, tell of other events, or switch it off or on; what was missed is not sent.

    Why the desk itself switched it off is then known to somebody, and forgotten.
    """
    fresh = _held(webhook)
    columns = _columns(_("The webhook was not changed"), url=url, events=events, description=description)

    if active and not fresh.active:
        columns["failing_since"] = None
    for name, value in (columns | {"active": active, "off_because": ""}).items():
        setattr(fresh, name, value)
    fresh.save()
    return fresh


@house_act(Permission.KEEP_WEBHOOKS)
def rotate_secret(webhook: Webhook, *, by: User) -> str:
    """Sign with a new secret, and for a day with the old one too; returns the new one, which nobody can read again."""
    fresh = _held(webhook)

    fresh.secrets.filter(good_until=None).update(good_until=timezone.now() + OLD_SIGNS_FOR)
    return _new_secret(fresh)


@house_act(Permission.KEEP_WEBHOOKS)
def test_webhook(webhook: Webhook, *, by: User) -> WebhookDelivery:
    """Send a receiver a message that tells of nothing; it is tried once."""
    fresh = _held(webhook)

    delivery = WebhookDelivery.objects.create(
        webhook=fresh, event=WebhookEvent.TEST, message_id=f"msg_{token_hex(16)}", next_attempt_at=Now()
    )
    later("deliver_webhook", delivery=delivery.pk)
    return delivery


@house_act(Permission.KEEP_WEBHOOKS)
def replay_delivery(delivery: WebhookDelivery, *, by: User) -> WebhookDelivery:
    """Send a message once more under its own id, with as many tries as a new one."""
    unsent = _("The message was not sent again")
    webhook = _held(delivery.webhook)
    fresh = WebhookDelivery.objects.select_for_update().get(pk=delivery.pk)
    if fresh.state == DeliveryState.WAITING:
        raise WrongMove(unsent, _("it waits to be sent already"))
    if not webhook.active and fresh.event != WebhookEvent.TEST:
        raise WrongMove(unsent, _("the webhook is switched off"))

    fresh.state, fresh.attempts, fresh.taken_at, fresh.delivered_at = DeliveryState.WAITING, 0, None, None
    fresh.next_attempt_at = Now()
    fresh.save()
    fresh.refresh_from_db()
    later("deliver_webhook", delivery=fresh.pk)
    return fresh


@house_act(Permission.KEEP_WEBHOOKS)
def remove_webhook(webhook: Webhook, *, by: User) -> None:
    """Tell a receiver nothing any more, and forget what it was told."""
    _held(webhook).delete()


def manners() -> Manners:
    """How receivers are asked: by https at public addresses, or in the networks that the house says are its own."""
    return Manners(
        schemes=["https"],
        networks=settings.WEBHOOK_NETWORKS,
        most=ANSWER_BYTES,
        beginning_is_enough=True,
    )


def _held(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update().get(pk=webhook.pk)


def _new_secret(webhook: Webhook) -> str:
    secret = f"whsec_{b64encode(token_bytes(SECRET_BYTES)).decode()}"
    made = WebhookSecret(webhook=webhook)
    made.keep(secret)
    made.save()
    return secret


def _columns(what: str, *, url: str, events: Collection[str], description: str) -> dict[str, object]:
    """The columns that everybody may set; refused with every reason at once."""
    url, description = url.strip(), description.strip()
    faults = {"url": _faults_of_url(url), "events": _faults_of_events(events), "description": []}
    for name, text in {"url": url, "description": description}.items():
        if has_bad_characters(text):
            faults[name].append(_("it holds characters that no text has"))
        if len(text) > TOO_LONG[name]:
            faults[name].append(_("it is longer than %(most)d characters") % {"most": TOO_LONG[name]})
    fields = {name: found for name, found in faults.items() if found}
    if fields:
        raise Invalid(what, *(fault for found in fields.values() for fault in found), fields=fields)
    return {"url": url, "events": [event for event in TOLD if event in events], "description": description}


def _faults_of_url(url: str) -> list[str]:
    asks = manners()
    try:
        may_be_asked(url, schemes=asks.schemes, ports=asks.ports, networks=asks.networks)
    except Forbidden as forbidden:
        return [_("no message can be sent to this address: %(why)s") % {"why": forbidden}]
    return []


def _faults_of_events(events: Collection[str]) -> list[str]:
    if unknown := sorted(set(events) - set(TOLD)):
        return [_("there is no event %(names)s") % {"names": ", ".join(unknown)}]
    return [] if events else [_("choose what it is told of")]
