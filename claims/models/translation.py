from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .claim import Claim
from .constraints import filled, language_tag
from .fields import without_bad_characters
from .publication import Publication
from .versioned import Versioned

LONGER = 400  # characters of a summary: what is short in one language is long in another


@pghistory.track()
class Translation(Versioned):
    """What readers were told of a claim, in another language. The desk's side: no reader sees it.

    `findings` are those of the evidence, by its number; what is left out stays in the language of the claim.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="translations", verbose_name=_("claim"))
    language = models.CharField(_("language"), max_length=35, help_text=_("As a tag: en, az, zh-Hant."))
    original = models.ForeignKey(
        Publication, models.PROTECT, related_name="+", verbose_name=_("entry that it translates")
    )
    statement = models.CharField(_("statement"), max_length=500, validators=[without_bad_characters])
    summary = models.CharField(_("summary"), max_length=LONGER, blank=True, validators=[without_bad_characters])
    rationale = models.TextField(
        _("rationale"),
        max_length=25_000,
        blank=True,
        help_text=_("Markdown, with every citation of the original: [5]."),
        validators=[without_bad_characters],
    )
    conflicts = ArrayField(
        models.TextField(max_length=1000), verbose_name=_("where sources conflict"), default=list, blank=True
    )
    open_questions = ArrayField(
        models.TextField(max_length=1000), verbose_name=_("open questions"), default=list, blank=True
    )
    findings = models.JSONField(_("findings"), default=dict, blank=True)
    rating_label = models.CharField(_("label"), max_length=60, blank=True, validators=[without_bad_characters])
    rating_definition = models.TextField(
        _("definition"), max_length=500, blank=True, validators=[without_bad_characters]
    )
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("translated by")
    )

    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        editable=False,
        help_text=_("Everybody who wrote on it since it was last published: none of them may approve it."),
    )

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["claim", "language"]
        constraints = [
            filled("translation", "statement"),
            language_tag("translation"),
            models.UniqueConstraint(
                fields=["claim", "language"],
                name="translation_into_a_language_is_there_once",
                violation_error_message=_("There is a translation into this language already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.statement}"

    @property
    def words(self) -> dict[str, Any]:
        """What it says, in the shape of the public document but for the rationale's HTML."""
        return {
            "statement": self.statement,
            "summary": self.summary,
            "rationale": self.rationale,
            "conflicts": list(self.conflicts),
            "open_questions": list(self.open_questions),
            "findings": dict(self.findings),
            "rating_label": self.rating_label,
            "rating_definition": self.rating_definition,
        }
