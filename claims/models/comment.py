from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.plain_text import stands_in
from claims.vocabulary import SENTENCES, News

from .claim import Claim
from .constraints import filled, one_of
from .evidence import Evidence
from .fields import without_bad_characters
from .user import User


class CommentQuerySet(models.QuerySet["Comment"]):
    def open(self) -> Self:
        """Threads that nobody has resolved."""
        return self.filter(answers=None, resolved_at=None)

    def for_the_desk(self) -> Self:
        """Comments with all that is shown of them, oldest first."""
        people = ("written_by", "resolved_by")
        return self.select_related(*people, "evidence", "claim__verdict").order_by("pk")

    def threads(self) -> Self:
        """Those that begin a thread, each with its answers."""
        answers = Comment.objects.select_related("written_by").order_by("pk")
        return self.filter(answers=None).for_the_desk().prefetch_related(models.Prefetch("replies", queryset=answers))


@pghistory.track()
class Comment(models.Model):
    """What colleagues say to each other about a claim, one piece of evidence or a passage. Never public."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="comments", verbose_name=_("claim"))
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name=_("answers")
    )
    evidence = models.ForeignKey(
        Evidence, models.SET_NULL, null=True, blank=True, related_name="comments", verbose_name=_("evidence")
    )
    passage = models.CharField(
        _("passage"), max_length=500, blank=True, help_text=_("Words of the rationale that it is about.")
    )
    body = models.TextField(_("comment"), max_length=5000, validators=[without_bad_characters])
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in", blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("resolved by")
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    edited_at = models.DateTimeField(_("changed"), null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        constraints = [
            filled("comment", "body"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False, answers=None),
                name="comment_that_is_resolved_begins_a_thread_and_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(evidence=None) | Q(passage=""), name="comment_is_about_evidence_or_a_passage"
            ),
            models.CheckConstraint(
                condition=Q(answers=None) | Q(evidence=None, passage=""),
                name="comment_that_answers_is_about_what_its_thread_is",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]

    def still_stands_in(self, rationale: str) -> bool:
        """Whether the words that it is about stand in a rationale as it is now."""
        return stands_in(self.passage, rationale)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, person: User) -> Self:
        """What somebody was told, newest first."""
        return self.filter(person=person).select_related("claim", "comment", "by").order_by("-pk")

    def unread(self) -> Self:
        """What was not looked at yet."""
        return self.filter(read_at=None)

    def number_unread(self, person: User) -> str:
        """The number beside somebody's bell; from a hundred on, nobody counts."""
        number = self.filter(person=person).unread()[:100].count()
        return "99+" if number > 99 else str(number)

    def unread_first(self) -> Self:
        """What was not looked at yet, then the rest; newest first in each."""
        unread = models.ExpressionWrapper(Q(read_at=None), output_field=models.BooleanField())
        return self.order_by(unread.desc(), "-pk")

    def to_mail(self) -> Self:
        """What no mail has told yet, with all that a mail says."""
        unsaid = self.filter(mailed_at=None, read_at=None)
        return unsaid.select_related("person", "claim", "comment", "by").order_by("pk")


class Notification(models.Model):
    """One thing that the desk told somebody."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", verbose_name=_("person")
    )
    news = models.CharField(_("news"), max_length=14, choices=News)
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="notifications", verbose_name=_("claim"))
    comment = models.ForeignKey(
        Comment, models.CASCADE, null=True, related_name="notifications", verbose_name=_("comment")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    key = models.CharField(
        max_length=120, blank=True, help_text=_("What it is about, so that nobody is told the same twice.")
    )
    told_at = models.DateTimeField(_("told"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-pk"]
        constraints = [
            one_of("notification", "news", News.values),
            models.UniqueConstraint(
                fields=["person", "news", "key"], condition=~Q(key=""), name="notification_is_told_once"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], condition=Q(read_at=None), name="notifications_unread"),
            models.Index(fields=["person"], condition=Q(mailed_at=None, read_at=None), name="notifications_to_mail"),
        ]

    def __str__(self) -> str:
        return str(self.get_news_display())

    @property
    def sentence(self) -> str:
        """The news with the name of who made it, where somebody did."""
        if self.by is None or self.news not in SENTENCES:
            return str(self)
        return SENTENCES[News(self.news)] % {"who": self.by}
