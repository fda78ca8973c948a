from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Channel, Status

from .claim import Claim
from .constraints import filled, one_of
from .fields import without_bad_characters
from .speaker import Speaker


class ReplyRequestQuerySet(models.QuerySet["ReplyRequest"]):
    def waiting(self) -> Self:
        """Those without an answer, of claims that are still worked on, by deadline; those without one come last."""
        closed = Q(claim__status__in=[Status.DECLINED, Status.MERGED])
        return self.filter(~closed, answered_at=None).order_by(F("deadline").asc(nulls_last=True), "asked_at", "pk")

    def overdue(self) -> Self:
        """Those without an answer whose deadline has passed, longest overdue first."""
        return self.waiting().filter(deadline__lte=Now()).order_by("deadline", "pk")


@pghistory.track()
class ReplyRequest(models.Model):
    """The right of reply: whom we asked about a claim, when and how, and what they answered."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="reply_requests", verbose_name=_("claim"))
    addressee = models.CharField(_("whom we asked"), max_length=200, validators=[without_bad_characters])
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="reply_requests", verbose_name=_("speaker")
    )
    channel = models.CharField(_("how"), max_length=10, choices=Channel, default=Channel.EMAIL)
    asked_at = models.DateTimeField(_("asked"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    question = models.TextField(_("what we asked"), max_length=5000, blank=True, help_text=_("Not public."))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.TextField(
        _("what they answered"), max_length=20_000, blank=True, help_text=_("As it came. Not public.")
    )
    public_answer = models.TextField(
        _("the answer for readers"),
        max_length=5000,
        blank=True,
        help_text=_("What of the answer readers see with the next publication."),
        validators=[without_bad_characters],
    )
    public = models.BooleanField(
        _("tell readers that we asked"), default=True, help_text=_("With the next publication.")
    )
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)

    objects = ReplyRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("right of reply")
        verbose_name_plural = _("rights of reply")
        ordering = ["claim", "asked_at", "pk"]
        constraints = [
            filled("reply_request", "addressee"),
            one_of("reply_request", "channel", Channel.values),
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(deadline__gte=F("asked_at")),
                name="reply_request_deadline_is_after_it_was_asked",
                violation_error_message=_("The deadline is before the day on which it was asked."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("asked_at")),
                name="reply_request_is_answered_after_it_was_asked",
                violation_error_message=_("The answer is before the day on which it was asked."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(answer="", public_answer=""),
                name="reply_request_with_an_answer_says_when_it_came",
                violation_error_message=_("Say when the answer came."),
            ),
        ]

    def __str__(self) -> str:
        return self.addressee

    @property
    def is_overdue(self) -> bool:
        """Whether its deadline has passed without an answer."""
        return self.answered_at is None and self.deadline is not None and self.deadline <= timezone.now()
