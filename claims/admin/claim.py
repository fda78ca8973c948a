"""The claim's screen: what was said and what is held for and against it, with the verdict beside."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Verdict, changes_since
from claims.vocabulary import Status

from .acting import ActingAdmin
from .appearance import AppearanceInline
from .base import DeskAdmin, SluggedForm
from .checklist import CheckingAdmin
from .evidence import EvidenceInline
from .fields import Line
from .filters import EditedSincePublished, Whose
from .quantified import FIGURE, QuantifiedForm
from .second_verdict import BlindAdmin
from .verdict import VerdictInline, propose

FIRST = 1  # the version that a claim is made with
MOST = 300  # changes on its history's screen: the newest


class ClaimForm(QuantifiedForm, SluggedForm):
    """A statement that stands alone, with its address and number."""

    named_by = "statement"

    def _proposed(self, name: str) -> str:
        named = Claim(statement=name, public_id=self.instance.public_id)
        named.propose_slug()
        return named.slug


@admin.register(Claim)
class ClaimAdmin(BlindAdmin, ActingAdmin, CheckingAdmin, DeskAdmin):
    """Claims on the desk."""

    form = ClaimForm
    change_form_template = "admin/claims/claim/change_form.html"
    list_display = ["statement", "status", "rating", "assignee", "edited_since", "changed"]
    list_filter = [
        "status",
        Whose,
        EditedSincePublished,
        ("verdict__rating", admin.RelatedOnlyFieldListFilter),
        "kind",
    ]
    search_fields = ["statement", "slug", "public_id", "verdict__summary", "topics__name"]
    search_help_text = _("Words of the statement, the summary or a topic.")
    date_hierarchy = "changed_at"
    ordering = ["-changed_at"]
    autocomplete_fields = ["topics", "assignee"]
    inlines = [AppearanceInline, EvidenceInline]
    actions = ["take_up", "publish"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        claims: Any = super().get_queryset(request)
        return claims.open_to(request.user).for_the_desk().with_marks().with_edits_since_published()

    def get_inlines(self, request: HttpRequest, obj: Claim | None) -> Any:
        return [VerdictInline, *self.inlines] if obj else self.inlines

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        has_number = obj is not None and not (obj.figure_value is None and obj.figure_low is None)
        number = {"fields": FIGURE, "classes": [] if has_number else ["collapse"]}
        return [
            (None, {"fields": ["statement", ("kind", "language", "topics")]}),
            (_("The number claimed"), number),
            (_("On the desk"), {"fields": ["assignee", "slug"], "classes": ["collapse"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[str]:
        fixed = ["slug"] if obj and obj.is_in_the_record else []
        return fixed if request.user.has_perm("claims.view_user") else [*fixed, "assignee"]

    def has_delete_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        kept = obj is not None and obj.is_in_the_record
        return not kept and super().has_delete_permission(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "statement":
            kwargs |= {"form_class": Line, "widget": AdminTextareaWidget(attrs={"rows": 2})}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def view_on_site(self, obj: Claim) -> str | None:
        return reverse("claim", args=[obj.slug]) if obj.status == Status.PUBLISHED else None

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        claim = self.get_object(request, object_id)
        changes = changes_since(claim, FIRST)[-MOST:] if claim else []
        return super().history_view(request, object_id, {"changes": changes[::-1]} | (extra_context or {}))

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Verdict:
            propose(formset, by=request.user)
        else:
            super().save_formset(request, form, formset, change)

    @admin.display(description=_("rating"), ordering="verdict__rating__order")
    def rating(self, claim: Claim) -> str:
        return render_to_string("admin/claims/_rating.html", {"claim": claim})

    @admin.display(description=_("differs from the record"))
    def edited_since(self, claim: Any) -> str:
        edited = claim.status == Status.PUBLISHED and claim.edited_since_published
        return gettext("edited since") if edited else ""
