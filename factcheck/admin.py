from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk's own home page."""

    default_site = "claims.admin.site.DeskSite"
