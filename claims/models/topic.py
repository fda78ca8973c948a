import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from .constraints import filled
from .versioned import Versioned


@pghistory.track()
class Topic(Versioned):
    """What claims are about."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [filled("topic", "name"), filled("topic", "slug")]

    def __str__(self) -> str:
        return self.name
