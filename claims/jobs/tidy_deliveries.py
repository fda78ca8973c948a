from django.utils.translation import gettext_lazy as _

from claims.desk import delivering

from .registering import job


@job(_("Forget messages to webhooks after a month"), cron="37 2 * * *")
def tidy_deliveries() -> None:
    """Delete what is old enough. Idempotent: what is gone is gone, and what waits is left."""
    delivering.tidy()
