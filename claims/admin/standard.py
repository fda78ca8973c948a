"""The publishing standards: what a claim of each kind must have before readers see it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.models import SUMMARY_LENGTH, Standard

from .base import DeskAdmin

ASKED = [
    ("needs_primary", gettext_lazy("a primary source")),
    ("needs_archive", gettext_lazy("archived copies")),
    ("needs_quantity", gettext_lazy("numbers compared")),
    ("needs_reply", gettext_lazy("a reply asked for")),
    ("needs_second_verdict", gettext_lazy("a blind second verdict")),
]


@admin.register(Standard)
class StandardAdmin(DeskAdmin):
    """What the gate asks, by kind of claim."""

    list_display = ["of_kind", "asks", "changed"]
    list_display_links = ["of_kind"]
    ordering = ["kind"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind"],
                "description": gettext_lazy(
                    "A kind without a standard of its own follows the one for every other kind; where there is none"
                    " either, one piece of evidence is enough. Whatever stands here, somebody other than the writer"
                    " of the verdict approves it."
                ),
            },
        ),
        (
            gettext_lazy("Before a colleague looks at it"),
            {
                "fields": [
                    ("evidence_at_least", "publishers_at_least"),
                    "needs_primary",
                    "needs_archive",
                    "needs_quantity",
                    ("summary_at_least", "summary_at_most"),
                ]
            },
        ),
        (gettext_lazy("Before readers see it"), {"fields": ["needs_reply", "needs_second_verdict"]}),
    ]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kwargs["choices"] = [("", _("Every other kind")), *db_field.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("kind of claim"), ordering="kind")
    def of_kind(self, standard: Standard) -> str:
        return str(standard)

    @admin.display(description=gettext_lazy("what it asks"))
    def asks(self, standard: Standard) -> str:
        pieces, publishers = standard.evidence_at_least, standard.publishers_at_least
        asked = [ngettext("%d piece of evidence", "%d pieces of evidence", pieces) % pieces]
        if publishers > 1:
            asked.append(ngettext("%d publisher", "%d publishers", publishers) % publishers)
        asked += [str(words) for name, words in ASKED if getattr(standard, name)]
        if standard.summary_at_least or standard.summary_at_most < SUMMARY_LENGTH:
            length = {"least": standard.summary_at_least, "most": standard.summary_at_most}
            asked.append(_("a summary of %(least)d to %(most)d characters") % length)
        return ", ".join(asked)
