"""Where a claim was made: an editor gives the words, the desk finds their place."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.anchors import QuoteAmbiguous, QuoteNotFound, find
from claims.models import Appearance, ArticleVersion

from .base import DeskFields
from .fields import Text
from .ordered import OrderedForm, OrderedFormSet

PLACE = {"version", "exact", "prefix", "suffix"}


class AppearanceForm(OrderedForm):
    """A quote that is looked up in its text."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if PLACE & set(self.changed_data) and cleaned.get("version") and cleaned.get("exact"):
            self._look_up(cleaned)
        if not self.instance.pk and cleaned.get("speaker"):
            cleaned["role"] = cleaned.get("role") or cleaned["speaker"].role
        return cleaned

    def _look_up(self, cleaned: dict[str, Any]) -> None:
        version: ArticleVersion = cleaned["version"]
        around = {name: cleaned.get(name, "") for name in ("prefix", "suffix")}
        same_text = self.instance.version_id == version.pk
        start = self.instance.start if same_text else None
        try:
            place = find(version.text, cleaned["exact"], **around, start=start)
        except (QuoteNotFound, QuoteAmbiguous) as error:
            self.add_error("exact", str(error))
            return
        cleaned.update(exact=place.exact, prefix=place.prefix, suffix=place.suffix)
        self.instance.start, self.instance.end = place.start, place.end


class AppearanceInline(DeskFields, admin.StackedInline):
    """The appearances of a claim."""

    model = Appearance
    form = AppearanceForm
    formset = OrderedFormSet
    template, row_template = "admin/claims/_ledger.html", "admin/claims/claim/_appearance_row.html"
    heading = _("Where it was made")
    extra = 0
    autocomplete_fields = ["version", "speaker"]
    fieldsets = [
        (None, {"fields": ["version", "exact", ("speaker", "role"), ("said_on", "hedge")]}),
        (
            _("If the quote stands there more than once"),
            {
                "classes": ["collapse"],
                "fields": ["prefix", "suffix"],
                "description": _("The words around it say which one is meant."),
            },
        ),
        (None, {"fields": ["position"], "classes": ["place"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        appearances = super().get_queryset(request).select_related("version__article", "speaker")
        return appearances.defer("version__text")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in ("prefix", "suffix"):
            kwargs |= {"form_class": Text, "strip": False}
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 1})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
