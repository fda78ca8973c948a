from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    """The fact-checking desk and its public record."""

    name = "claims"
    verbose_name = _("Fact-checking desk")

    def ready(self) -> None:
        from claims.accounts import listening  # allauth must be ready first

        listening.connect()
