from django.utils.translation import gettext_lazy as _

from claims import desk

from .registering import job


@job(_("Enter in the record what an embargo has released"), cron="*/5 * * * *")
def enter_what_is_due() -> None:
    """Enter each claim whose moment has passed. Idempotent: an entered claim is under no embargo any more."""
    desk.enter_what_is_due()
