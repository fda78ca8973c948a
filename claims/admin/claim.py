"""The claim's screen: what was said and what is held for and against it, with the verdict beside."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Verdict, free_slug
from claims.vocabulary import Priority, Status

from .appearance import AppearanceInline
from .base import DeskAdmin, SluggedForm
from .bulk import BulkAdmin
from .checklist import CheckingAdmin
from .discussing import DiscussingAdmin
from .drafts import DraftAdmin
from .evidence import EvidenceInline
from .fields import Line
from .filters import EditedSincePublished, Overdue, Whose
from .history import ClaimHistoryAdmin
from .merging import MergingAdmin
from .presence import PresenceAdmin
from .quantified import FIGURE, QuantifiedForm
from .second_verdict import BlindAdmin
from .translating import TranslatingAdmin
from .verdict import VerdictInline, propose


class ClaimForm(QuantifiedForm, SluggedForm):
    """A statement that stands alone, with its address and number."""

    named_by = "statement"

    def _proposed(self, name: str) -> str:
        return free_slug(Claim, name, self.instance.public_id)


@admin.register(Claim)
class ClaimAdmin(
    BlindAdmin,
    BulkAdmin,
    MergingAdmin,
    CheckingAdmin,
    DiscussingAdmin,
    TranslatingAdmin,
    PresenceAdmin,
    DraftAdmin,
    ClaimHistoryAdmin,
    DeskAdmin,
):
    """Claims on the desk."""

    form = ClaimForm
    change_form_template = "admin/claims/claim/change_form.html"
    list_display = ["statement", "standing", "rating", "hands", "deadline", "pressing", "asked", "changed"]
    list_filter = [
        "status",
        Whose,
        Overdue,
        "priority",
        "queue",
        ("assignee", admin.RelatedOnlyFieldListFilter),
        EditedSincePublished,
        ("verdict__rating", admin.RelatedOnlyFieldListFilter),
        ("topics", admin.RelatedOnlyFieldListFilter),
        "kind",
    ]
    search_fields = ["statement", "slug", "public_id", "verdict__summary", "topics__name"]
    search_help_text = _("Words of the statement, the summary or a topic.")
    date_hierarchy = "changed_at"
    ordering = ["-changed_at"]
    autocomplete_fields = ["topics"]
    inlines = [AppearanceInline, EvidenceInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        claims: Any = super().get_queryset(request)
        shown = claims.open_to(request.user).for_the_desk().with_marks().with_edits_since_published().with_times_asked()
        return shown.with_recusals_of(request.user)

    def get_inlines(self, request: HttpRequest, obj: Claim | None) -> Any:
        return [VerdictInline, *self.inlines] if obj else self.inlines

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        has_number = obj is not None and not (obj.figure_value is None and obj.figure_low is None)
        number = {"fields": FIGURE, "classes": [] if has_number else ["collapse"]}
        return [
            (None, {"fields": ["statement", ("kind", "language", "topics")]}),
            (_("The number claimed"), number),
            (_("On the desk"), {"fields": ["slug"], "classes": ["collapse"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[str]:
        return ["slug"] if obj and obj.is_in_the_record else []

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "statement":
            kwargs |= {"form_class": Line, "widget": AdminTextareaWidget(attrs={"rows": 2})}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def view_on_site(self, obj: Claim) -> str | None:
        return reverse("claim", args=[obj.slug]) if obj.status == Status.PUBLISHED else None

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        if formset.model is Verdict:
            propose(formset, by=request.user)
        else:
            super().save_formset(request, form, formset, change)

    @admin.display(description=_("rating"), ordering="verdict__rating__order")
    def rating(self, claim: Claim) -> str:
        return render_to_string("admin/claims/_rating.html", {"claim": claim})

    @admin.display(description=_("in the hands of"), ordering="assignee__public_name")
    def hands(self, claim: Any) -> str:
        return render_to_string("admin/claims/_hands.html", {"claim": claim, "recused": claim.recused})

    @admin.display(description=_("deadline"), ordering="due_at")
    def deadline(self, claim: Claim) -> str:
        return render_to_string("admin/claims/_deadline.html", {"claim": claim}) if claim.due_at else ""

    @admin.display(description=_("priority"), ordering="priority")
    def pressing(self, claim: Claim) -> str:
        return claim.get_priority_display() if claim.priority != Priority.NORMAL else ""

    @admin.display(description="readers asked", ordering="times_asked")
    def asked(self, claim: Any) -> str:
        return str(claim.times_asked or "")

    @admin.display(description=_("status"), ordering="status")
    def standing(self, claim: Any) -> str:
        edited = claim.status == Status.PUBLISHED and claim.edited_since_published
        return gettext("Published, edited since") if edited else claim.get_status_display()
