from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import ArticleVersion
from .constraints import filled


class SpottingLabel(models.Model):
    """A sentence that somebody at the desk found worth a check, or not. The model of suggestions learns from it."""

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="+", verbose_name=_("text version"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    text = models.TextField(_("sentence"))
    language = models.CharField(_("language"), max_length=35)
    worthy = models.BooleanField(_("worth a check"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("judged suggestion")
        verbose_name_plural = _("judged suggestions")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end"], name="sentence_is_judged_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="judged_sentence_has_words"),
            filled("spotting_label", "text"),
        ]

    def __str__(self) -> str:
        return self.text
