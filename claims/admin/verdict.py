"""The verdict beside its evidence. It is written by the desk's act, which makes the editor its writer."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, Rating, User, Verdict
from claims.vocabulary import Status

from .base import DeskFields
from .fields import Line

FINDING = (
    "rating",
    "scope",
    "summary",
    "rationale",
    "conflicts",
    "open_questions",
    "as_of",
    "review_by",
    "authenticity",
)


class VerdictForm(forms.ModelForm):
    """A finding on the scale in use; a verdict on a retired scale may stay on it."""

    rating = forms.ModelChoiceField(
        queryset=Rating.objects.none(), widget=forms.RadioSelect, label=_("Rating"), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Q(pk=self.instance.rating_id)
        field: Any = self.fields["rating"]
        field.queryset = Rating.objects.filter(Q(scale__in_use=True) | own).order_by("order", "pk")


class VerdictInline(DeskFields, admin.StackedInline):
    """The one verdict of a claim; a claim that nobody has taken up has none."""

    model = Verdict
    form = VerdictForm
    template = "admin/claims/claim/_verdict.html"
    beside_the_rest = True
    can_delete = False
    max_num = 1
    fields = FINDING

    def has_add_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        taken_up = obj is not None and obj.status != Status.SPOTTED
        return taken_up and super().has_add_permission(request, obj)

    def get_extra(self, request: HttpRequest, obj: Claim | None = None, **kwargs: Any) -> int:
        return 1 if self.has_add_permission(request, obj) else 0

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "summary":
            kwargs |= {"form_class": Line, "widget": AdminTextareaWidget(attrs={"rows": 4})}
        if db_field.name == "rationale":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 12})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def propose(formset: Any, *, by: User) -> None:
    """Write what was changed in the verdict's form, as the act of whoever changed it."""
    formset.save(commit=False)  # only says what changed
    for form in formset.forms:
        if form.has_changed():
            texts = {name: form.cleaned_data[name] for name in FINDING}
            desk.propose_verdict(formset.instance, by=by, **texts)
