from datetime import timedelta
from typing import Self

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .user import User

KEPT_FOR = timedelta(hours=24)
SHA256 = "^[0-9a-f]{64}$"


class KeptAnswerQuerySet(models.QuerySet["KeptAnswer"]):
    """Questions about what programs were answered."""

    def hold(self, asked: str) -> bool:
        """Whether nobody else is doing what was asked; then nobody else can until this transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"answer to {asked}"])
            return cursor.fetchone()[0]

    def fresh(self) -> Self:
        """Those that are given again."""
        return self.filter(made_at__gt=Now() - KEPT_FOR)

    def worn_out(self) -> Self:
        """Those that nobody is given any more."""
        return self.filter(made_at__lte=Now() - KEPT_FOR)


class KeptAnswer(models.Model):
    """What somebody's program was answered to a POST with a key, given again to the same. It may hold drafts."""

    asked = models.CharField(primary_key=True, max_length=64, help_text="SHA-256 of who, where and the key.")
    sent = models.CharField(max_length=64, help_text="SHA-256 of the body and what goes with it.")
    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("person"))
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__regex=SHA256, sent__regex=SHA256), name="kept_answer_is_named_by_digests"
            ),
            models.CheckConstraint(
                condition=Q(status__gte=200, status__lt=500), name="kept_answer_is_no_error_of_ours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} ({self.asked[:8]})"
