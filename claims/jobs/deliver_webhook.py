from django.utils.translation import gettext_lazy as _

from claims.desk import delivering

from .registering import job


@job(_("Send a message to a webhook"))
def deliver_webhook(delivery: int) -> None:
    """Send one message. Idempotent: one that was delivered, or is not due, is left alone.

    A worker that ends between the receiver's answer and the commit lets it be sent twice, with the same webhook-id.
    """
    delivering.deliver(delivery)
