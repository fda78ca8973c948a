from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk

from .registering import job
from .running import Failed


@job(gettext_lazy("Prove that the record is as it was written"), cron="27 2 * * *")
def verify_the_record() -> None:
    """Walk the whole record and fail with the first entry that does not fit. Idempotent: it changes nothing."""
    misfit = desk.first_misfit()
    if misfit is not None:
        raise Failed(
            _("Entry %(number)s of the record does not fit: %(reason)s.")
            % {"number": misfit.number, "reason": misfit.reason}
        )
