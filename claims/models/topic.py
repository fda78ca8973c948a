import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import TopicKind

from .constraints import filled, one_of
from .named import NamedQuerySet
from .versioned import Versioned


@pghistory.track()
class Topic(Versioned):
    """What claims are about: a theme or a place."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=TopicKind,
        default=TopicKind.THEME,
        help_text=_("Readers find the places in a list of their own."),
    )

    objects = NamedQuerySet.as_manager()
    named_by = ("name", "slug")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            filled("topic", "name"),
            filled("topic", "slug"),
            one_of("topic", "kind", TopicKind.values),
        ]

    def __str__(self) -> str:
        return self.name
