"""What is held for and against a claim."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import Evidence, next_number

from .base import DeskFields
from .ordered import OrderedForm, OrderedFormSet
from .quantified import FIGURE, QuantifiedForm


class EvidenceForm(QuantifiedForm, OrderedForm):
    """A source, what it says, and the number found in it."""


class EvidenceFormSet(OrderedFormSet):
    """The evidence for a claim; a new piece is numbered by the desk."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        form.instance.number = next_number(self.instance)
        return super().save_new(form, commit=commit)


class EvidenceInline(DeskFields, admin.StackedInline):
    """The evidence for a claim."""

    model = Evidence
    form = EvidenceForm
    formset = EvidenceFormSet
    template, row_template = "admin/claims/_ledger.html", "admin/claims/claim/_evidence_row.html"
    heading = _("Evidence")
    extra = 0
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["source", ("stance", "locator", "primary"), "finding", "excerpt"]}),
        (_("The number found"), {"classes": ["collapse"], "fields": FIGURE}),
        (None, {"fields": ["position"], "classes": ["place"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).select_related("source")
