from django.contrib import admin
from django.utils.translation import gettext_lazy

from claims.models import MarkupPage

from .base import RecordAdmin


@admin.register(MarkupPage)
class MarkupPageAdmin(RecordAdmin):
    """Markup of pages that stand elsewhere, to be read: programs keep it, by a token with the scope “markup”."""

    list_display = ["page_url", "author_name", "publish_date", "checks", "version", "changed"]
    list_display_links = ["page_url"]
    list_filter = ["site"]
    search_fields = ["page_url", "author_name"]
    ordering = ["-pk"]
    fields = ["page_url", "publish_date", "author_name", "author_image_url", "markups", "public_id", "version"]

    @admin.display(description=gettext_lazy("checks"))
    def checks(self, page: MarkupPage) -> int:
        return len(page.markups)
