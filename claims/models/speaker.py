import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import SpeakerKind

from .constraints import filled, one_of, web_address
from .fields import WebAddressField
from .named import NamedQuerySet
from .versioned import Versioned


@pghistory.track()
class Speaker(Versioned):
    """Who makes claims: a person, an organisation or a publication."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SpeakerKind, default=SpeakerKind.PERSON)
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role now"), max_length=200, blank=True, help_text=_("Proposed for new appearances."))
    bio = models.TextField(_("about"), max_length=1000, blank=True)
    url = WebAddressField(_("web page"))

    objects = NamedQuerySet.as_manager()
    named_by = ("name", "role", "slug")

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["name"]
        constraints = [
            filled("speaker", "name"),
            filled("speaker", "slug"),
            one_of("speaker", "kind", SpeakerKind.values),
            web_address("speaker", "url"),
        ]

    def __str__(self) -> str:
        return self.name
