from django.utils.translation import gettext_lazy as _

from claims import desk

from .registering import job


@job(_("Remind of a deadline for a reply"))
def remind_of_replies(request: int) -> None:
    """Remind of one request when its deadline passes. Idempotent: one that was reminded of is left alone."""
    desk.remind_of_reply(request)
