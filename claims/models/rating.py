from collections.abc import Iterable
from itertools import pairwise
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Tone

from .constraints import filled, one_of
from .versioned import Versioned

RAMP = [Tone.TRUE, Tone.MOSTLY_TRUE, Tone.HALF_TRUE, Tone.MOSTLY_FALSE, Tone.FALSE]
BESIDE_THE_RAMP = [Tone.UNKNOWN, Tone.QUOTE]


@pghistory.track()
class RatingScale(Versioned):
    """A set of ratings; one scale is in use, earlier ones stay for the verdicts given on them."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    in_use = models.BooleanField(_("in use"), default=False, help_text=_("New verdicts are given on this scale."))

    class Meta:
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")
        ordering = ["-in_use", "name"]
        constraints = [
            filled("scale", "name"),
            models.UniqueConstraint(
                fields=["in_use"],
                condition=Q(in_use=True),
                name="only_one_scale_is_in_use",
                violation_error_message=_("Another scale is in use. Retire that one first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RatingQuerySet(models.QuerySet["Rating"]):
    def in_use(self) -> Self:
        """Ratings that a new verdict may choose from."""
        return self.filter(scale__in_use=True)


@pghistory.track()
class Rating(models.Model):
    """One rating of a scale; without a value it has no place between true and false."""

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="ratings", verbose_name=_("scale"))
    slug = models.SlugField(_("address"), max_length=80)
    label = models.CharField(_("label"), max_length=60)
    definition = models.TextField(_("definition"), max_length=500)
    tone = models.CharField(_("tone"), max_length=12, choices=Tone)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    value = models.PositiveSmallIntegerField(
        _("value"),
        null=True,
        blank=True,
        help_text=_("1 is least true. Leave empty when it is not on the scale."),
    )

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["scale", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "slug"], name="rating_is_named_once_in_its_scale"),
            models.UniqueConstraint(
                fields=["scale", "value"],
                condition=Q(value__isnull=False),
                name="rating_value_is_used_once_in_its_scale",
            ),
            models.UniqueConstraint(
                fields=["scale", "label"],
                name="rating_label_is_used_once_in_its_scale",
                violation_error_message=_("Another rating of this scale has this label."),
            ),
            models.CheckConstraint(
                condition=~Q(tone__in=BESIDE_THE_RAMP) | Q(value=None),
                name="rating_beside_the_ramp_has_no_value",
                violation_error_message=_("What nobody can tell, or nobody can rate, has no place on the scale."),
            ),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=1), name="rating_value_starts_at_one"),
            filled("rating", "label"),
            filled("rating", "definition"),
            one_of("rating", "tone", Tone.values),
        ]

    def __str__(self) -> str:
        return self.label


def runs_backwards(ratings: Iterable[tuple[int | None, str]]) -> bool:
    """Whether, by value and tone, some rating has the greater value and is yet nearer to false than another."""
    placed = sorted((value, -RAMP.index(Tone(tone))) for value, tone in ratings if value and tone in RAMP)
    return any(lower > higher for (_v, lower), (_w, higher) in pairwise(placed))
