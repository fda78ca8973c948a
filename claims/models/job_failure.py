from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .job import Job


class JobFailureQuerySet(models.QuerySet["JobFailure"]):
    def without_a_job(self) -> "JobFailureQuerySet":
        """Failures whose job was forgotten."""
        return self.filter(~Exists(Job.objects.filter(pk=OuterRef("job_id"))))


class JobFailure(models.Model):
    """One try of a job that failed, and what it said. The queue itself keeps no errors."""

    # The queue deletes its rows by itself and in bulk, so no key of ours may hold them.
    job = models.ForeignKey(Job, models.DO_NOTHING, db_constraint=False, related_name="failures", verbose_name=_("job"))
    tried = models.PositiveSmallIntegerField(_("try"))
    said = models.TextField(_("what it said"))
    at = models.DateTimeField(_("when"), db_default=Now())

    objects = JobFailureQuerySet.as_manager()

    class Meta:
        verbose_name = _("failed try")
        verbose_name_plural = _("failed tries")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(said=""), name="job_failure_says_something")]

    def __str__(self) -> str:
        return self.said
