from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .constraints import filled
from .speaker import Speaker
from .topic import Topic
from .user import User


class RecusalQuerySet(models.QuerySet["Recusal"]):
    def of(self, person: User) -> Self:
        """What somebody keeps out of."""
        return self.filter(person=person)

    def touching(self, claim: Claim) -> Self:
        """Those that a claim touches by who said it or what it is about."""
        said_by = Q(speaker__in=claim.appearances.values("speaker"))
        about = Q(topic__in=claim.topics.values("pk"))
        return self.filter(said_by | about).select_related("speaker", "topic", "person")


@pghistory.track()
class Recusal(models.Model):
    """A conflict of interest: somebody who neither writes nor approves what a speaker says or a topic covers."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recusals", verbose_name=_("person")
    )
    speaker = models.ForeignKey(
        Speaker, models.CASCADE, null=True, blank=True, related_name="recusals", verbose_name=_("speaker")
    )
    topic = models.ForeignKey(
        Topic, models.CASCADE, null=True, blank=True, related_name="recusals", verbose_name=_("topic")
    )
    reason = models.CharField(_("reason"), max_length=500, help_text=_("For colleagues: what the conflict is."))
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["person", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker=None, topic__isnull=False) | Q(speaker__isnull=False, topic=None),
                name="recusal_is_from_a_speaker_or_a_topic",
                violation_error_message=_("Name one speaker or one topic, not both."),
            ),
            models.UniqueConstraint(fields=["person", "speaker"], name="recusal_from_a_speaker_is_recorded_once"),
            models.UniqueConstraint(fields=["person", "topic"], name="recusal_from_a_topic_is_recorded_once"),
            filled("recusal", "reason"),
        ]

    def __str__(self) -> str:
        return _t("%(person)s: %(subject)s") % {"person": self.person, "subject": self.speaker or self.topic}

    @property
    def sentence(self) -> str:
        """Why its person may not work on a claim that it touches."""
        return _t("%(person)s is recused from “%(subject)s” (%(reason)s)") % {
            "person": self.person,
            "subject": self.speaker or self.topic,
            "reason": self.reason.rstrip("."),  # it stands in the middle of a sentence
        }
