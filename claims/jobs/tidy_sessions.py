from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from .registering import job


@job(_("Forget sessions that have run out"), cron="7 2 * * *")
def tidy_sessions() -> None:
    """Delete what is out of date. Idempotent: what is gone is gone, and no session comes back."""
    call_command("clearsessions")
