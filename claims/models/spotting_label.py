from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now, Substr
from django.utils.translation import gettext_lazy as _

from .article import ArticleVersion


class SpottingLabelQuerySet(models.QuerySet["SpottingLabel"]):
    """Questions about judged suggestions."""

    def places_in(self, version: ArticleVersion) -> list[tuple[int, int]]:
        """From where to where the judged sentences of a text go."""
        return list(self.filter(version=version).values_list("start", "end"))

    def sentences(self, language: str) -> models.QuerySet[Any]:
        """The words of each judged sentence of articles in a language, and whether it is worth a check."""
        words = Substr("version__text", models.F("start") + 1, models.F("end") - models.F("start"))
        spoken = self.filter(version__article__language__istartswith=language)
        return spoken.annotate(words=words).values_list("words", "worthy")


class SpottingLabel(models.Model):
    """A sentence that somebody at the desk found worth a check, or not. The model of suggestions learns from it."""

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="+", verbose_name=_("text version"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    worthy = models.BooleanField(_("worth a check"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_default=Now())

    objects = SpottingLabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("judged suggestion")
        verbose_name_plural = _("judged suggestions")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end"], name="sentence_is_judged_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="judged_sentence_has_words"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The sentence; a text version never changes."""
        return self.version.text[self.start : self.end]

    @property
    def language(self) -> str:
        """That of its article."""
        return self.version.article.language
