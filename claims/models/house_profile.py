from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .constraints import partial_date, web_address
from .fields import PartialDateField, WebAddressField
from .versioned import Versioned

ONLY = 1


class HouseProfileQuerySet(models.QuerySet["HouseProfile"]):
    def told(self) -> dict[str, Any]:
        """What readers are told of the house, by column; nothing where nobody wrote it."""
        return self.filter(pk=ONLY).values(*TOLD).first() or {}


@pghistory.track()
class HouseProfile(Versioned):
    """Who publishes this site, in facts: one row. Readers and search engines see it as it stands."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    founded_on = PartialDateField(_("founded"), help_text=_("A year, a month or a day: 2023, 2023-03, 2023-03-30."))
    address = models.TextField(_("postal address"), max_length=500, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    complaints_email = models.EmailField(_("e-mail for complaints"), blank=True)
    ownership = models.CharField(
        _("owner and funding"), max_length=300, blank=True, help_text=_("In one line; the page on funding says more.")
    )
    same_as = ArrayField(
        WebAddressField(),
        verbose_name=_("elsewhere"),
        default=list,
        blank=True,
        help_text=_("Web addresses that are yours too, one a line: social networks, an encyclopaedia."),
    )
    ifcn_url = WebAddressField(
        _("signatory of the IFCN"),
        help_text=_("The address of your page at the International Fact-Checking Network. Empty: no signatory."),
    )
    efcsn_url = WebAddressField(
        _("member of the EFCSN"),
        help_text=_("The address of your page at the European Fact-Checking Standards Network. Empty: no member."),
    )

    objects = HouseProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile of the house")
        verbose_name_plural = _("profile of the house")
        constraints = [
            models.CheckConstraint(condition=Q(id=ONLY), name="house_profile_is_one"),
            partial_date("house_profile", "founded_on"),
            web_address("house_profile", "ifcn_url"),
            web_address("house_profile", "efcsn_url"),
        ]

    def __str__(self) -> str:
        return self.legal_name or str(_("Profile of the house"))


TOLD = (
    *("legal_name", "founded_on", "address", "contact_email", "complaints_email", "ownership", "same_as"),
    *("ifcn_url", "efcsn_url"),
)
