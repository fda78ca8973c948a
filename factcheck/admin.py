from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk's own home page."""

    default_site = "claims.admin.site.DeskSite"

    def ready(self) -> None:
        # The site lies in the package whose screens register with it: made while that is
        # imported for the first time, it would be made twice and the first one's screens lost.
        import_module("claims.admin")
        super().ready()
