"""Sending what is queued for receivers of webhooks, as the Standard Webhooks specification has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from secrets import SystemRandom

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from standardwebhooks import Webhook as Signer

from claims.formats.letter import site_url
from claims.formats.webhook import message
from claims.models import ANSWER_LENGTH, Webhook, WebhookDelivery, WebhookSecret
from claims.models.webhook_delivery import HELD_FOR
from claims.outgoing import Answer, Unreachable, ask
from claims.text import BAD_CHARACTERS
from claims.vocabulary import DeliveryState, News, Permission, WebhookEvent

from .queueing import later
from .telling import tell, who_may
from .webhooks import manners

SECONDS, MINUTES, HOURS = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours"))
# Before the second try, the third, and so on, as the specification proposes: more than three days in all.
WAITS = [
    5 * SECONDS,
    5 * MINUTES,
    30 * MINUTES,
    *(hours * HOURS for hours in (2, 5, 10, 14, 20, 24)),
]
TRIES = len(WAITS) + 1
JITTER = 0.1  # of the wait, so that what failed together does not come back together
LONGEST_WAIT = 24 * HOURS
ASKS_FOR_PATIENCE = {429, 502, 503, 504}
GONE = 410
GIVEN_UP_AFTER = timedelta(days=5)  # without one message that arrived,
GIVEN_UP_AT = 5  # and this many tries of the last
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Outcome:
    """What came of one try: an answer, or in a clause why there is none."""

    answer: Answer | None = None
    failure: str = ""

    @property
    def is_good(self) -> bool:
        return self.answer is not None and 200 <= self.answer.status < 300

    @property
    def status(self) -> int | None:
        return self.answer.status if self.answer else None


def deliver(pk: int) -> None:
    """Send a message that is due, once at a time; what fails is queued again until the tries are used up.

    A worker that ends between the receiver's answer and the last commit lets it be sent twice, with the same id.
    """
    delivery = WebhookDelivery.objects.take(pk)
    if delivery is None:
        _look_again(pk)
        return

    if delivery.publication and not delivery.webhook.active:
        outcome = Outcome(failure=_("the webhook is switched off"))
    elif delivery.attempts > TRIES:
        outcome = Outcome(failure=_("it could not be sent"))  # each try ended without a word
    else:
        outcome = _sent(delivery)
    _settle(delivery, outcome)


def tidy() -> None:
    """Forget messages of which nothing is to come after a month, and secrets that sign no more."""
    WebhookDelivery.objects.settled_before(timezone.now() - KEPT_FOR).delete()
    WebhookSecret.objects.run_out().delete()


def headers(delivery: WebhookDelivery, body: bytes, *, moment: datetime) -> dict[str, str]:
    """What stands above a message: its id, when it was sent, and a signature by each secret that is good now."""
    secrets = [secret.read() for secret in delivery.webhook.secrets.good()]
    signatures = [Signer(secret).sign(delivery.message_id, moment, body.decode()) for secret in secrets]
    return {
        "Content-Type": "application/json",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _look_again(pk: int) -> None:
    """Come back when another worker holds the message: it may have died over it."""
    held = WebhookDelivery.objects.filter(pk=pk, state=DeliveryState.WAITING, taken_at__isnull=False).first()
    if held is not None and held.taken_at is not None:
        later("deliver_webhook", at=held.taken_at + HELD_FOR + SECONDS, delivery=pk)


def _sent(delivery: WebhookDelivery) -> Outcome:
    body = message(delivery, site=site_url())
    try:
        said = headers(delivery, body, moment=timezone.now())
    except ValueError:
        return Outcome(failure=_("its secret cannot be read, because SECRET_KEY was changed: make a new one"))
    try:
        return Outcome(ask(delivery.webhook.url, manners(), method="POST", body=body, headers=said))
    except Unreachable as unreachable:
        return Outcome(failure=str(unreachable))


@transaction.atomic
def _settle(delivery: WebhookDelivery, outcome: Outcome) -> None:
    """Keep what came of a try. The webhook is locked first, as by all who change it."""
    webhook = Webhook.objects.select_for_update(no_key=True).filter(pk=delivery.webhook_id).first()
    held = WebhookDelivery.objects.select_for_update().filter(pk=delivery.pk, taken_at=delivery.taken_at).first()
    if webhook is None or held is None:
        return

    now = timezone.now()
    held.answer_status, held.failure = outcome.status, outcome.failure
    held.answer, held.answer_ms = (_text(outcome.answer.body), outcome.answer.ms) if outcome.answer else ("", None)
    held.taken_at, held.next_attempt_at = None, None
    if outcome.is_good:
        held.state, held.delivered_at = DeliveryState.DELIVERED, now
    elif (wait := _wait(held, webhook, outcome)) is not None:
        held.next_attempt_at = now + wait
        later("deliver_webhook", at=held.next_attempt_at, delivery=held.pk)
    else:
        held.state = DeliveryState.GIVEN_UP
    held.save()
    _note_health(webhook, held, outcome, now)


def _wait(delivery: WebhookDelivery, webhook: Webhook, outcome: Outcome) -> timedelta | None:
    """How long until the next try; None when there is none."""
    hopeless = delivery.event == WebhookEvent.TEST or outcome.status == GONE or not webhook.active
    if hopeless or delivery.attempts >= TRIES:
        return None
    wait = WAITS[delivery.attempts - 1] * SystemRandom().uniform(1, 1 + JITTER)
    return max(wait, min(_patience(outcome.answer), LONGEST_WAIT))


def _patience(answer: Answer | None) -> timedelta:
    """How long a receiver asks us to wait (RFC 9110, 10.2.3): seconds, or a date."""
    asked = answer.headers.get("Retry-After", "").strip() if answer and answer.status in ASKS_FOR_PATIENCE else ""
    if asked.isascii() and asked.isdigit():
        return timedelta(seconds=min(int(asked[:9]), LONGEST_WAIT.total_seconds()))
    try:
        return parsedate_to_datetime(asked) - timezone.now()
    except (TypeError, ValueError, OverflowError):
        return timedelta()


def _note_health(webhook: Webhook, delivery: WebhookDelivery, outcome: Outcome, now: datetime) -> None:
    """Keep since when a receiver fails, and switch off one that is gone or has failed for days."""
    if not webhook.active:
        return
    if outcome.is_good:
        webhook.failing_since = None
    elif delivery.publication_id:
        webhook.failing_since = webhook.failing_since or now
    webhook.save(update_fields=["failing_since"])
    if reason := next(_hopeless(webhook, delivery, outcome, now), ""):
        _switch_off(webhook, reason)


def _hopeless(webhook: Webhook, delivery: WebhookDelivery, outcome: Outcome, now: datetime) -> Iterator[str]:
    if outcome.status == GONE:
        yield _("The receiver answered 410: it is gone.")
    since = webhook.failing_since
    if since and since <= now - GIVEN_UP_AFTER and delivery.attempts >= GIVEN_UP_AT:
        yield _("No message has arrived for five days.")


def _switch_off(webhook: Webhook, reason: str) -> None:
    webhook.active, webhook.off_because = False, reason
    webhook.save(update_fields=["active", "off_because"])
    key = f"webhook {webhook.pk} {timezone.now():%Y-%m-%dT%H:%M:%S}"
    tell(who_may(Permission.KEEP_WEBHOOKS), News.WEBHOOK_OFF, key=key)


def _text(body: bytes) -> str:
    """The beginning of an answer as text that can be kept and shown."""
    return BAD_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", body.decode(errors="replace"))[:ANSWER_LENGTH]
