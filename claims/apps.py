from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The fact-checking desk and its public record."""

    name = "claims"
    verbose_name = _("Fact-checking desk")
