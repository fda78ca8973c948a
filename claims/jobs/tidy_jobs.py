from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Job, JobFailure

from .registering import job

KEPT_FOR = timedelta(days=30)


@job(_("Forget jobs that were done a month ago"), cron="17 2 * * *")
def tidy_jobs() -> None:
    """Delete what is old enough. Idempotent: what is gone is gone, and what is over does not begin again."""
    Job.objects.forget_those_over_before(timezone.now() - KEPT_FOR)
    JobFailure.objects.without_a_job().delete()
