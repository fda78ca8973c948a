from django.utils.translation import gettext_lazy as _

from claims.models import KeptAnswer

from .registering import job


@job(_("Forget what programs were answered a day ago"), cron="37 * * * *")
def tidy_answers() -> None:
    """Delete what nobody is given any more. Idempotent: what is gone is gone, and only grows older."""
    KeptAnswer.objects.worn_out().delete()
