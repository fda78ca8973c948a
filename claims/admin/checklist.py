"""The live checklist on the claim's screen: each rule of the gate with how it stands."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, Standard, User
from claims.vocabulary import GateRule, Permission, Status

from .acts import deed


class State(TextChoices):
    """How a rule stands, in a word and a sign of its own shape."""

    MET = "met", _("Met")
    WAIVED = "waived", _("Waived")
    MISSING = "missing", _("Missing")
    LATER = "later", _("To come")

    @property
    def sign(self) -> str:
        return {"met": "✓", "waived": "~", "missing": "✗", "later": "○"}[self.value]


@dataclass(frozen=True)
class Row:
    """One line of the checklist."""

    check: desk.Check
    state: State


class CheckingAdmin(admin.ModelAdmin):
    """A screen with the checklist on it, and the checklist alone for the script that keeps it fresh."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.checklist_view)
        return [path("<int:pk>/checklist/", view, name="claims_claim_checklist"), *super().get_urls()]

    def checklist_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The checklist as it stands now, without the screen around it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = get_object_or_404(self.get_queryset(request), pk=pk)
        context = {"claim": claim, **standing_of(claim, request.user)}
        return TemplateResponse(request, "admin/claims/claim/_checklist.html", context)


def standing_of(claim: Claim, person: Any, *, differs: bool | None = None) -> dict[str, Any]:
    """What the checklist's template shows this person: rows, what is missing now, and whether they may waive."""
    rows = [Row(check, _state(check, claim, person)) for check in _checks(claim, person, differs=differs)]
    waive = deed("waive")
    return {
        "rows": rows,
        "met": [row for row in rows if row.state == State.MET],
        "missing": [row.check.missing for row in rows if row.state == State.MISSING],
        "may_waive": waive is not None and waive.is_for(claim, person),
        "standard": Standard.objects.of(claim) if any(row.check.rule == GateRule.SUMMARY for row in rows) else None,
    }


def _checks(claim: Claim, person: User, *, differs: bool | None) -> list[desk.Check]:
    """The rules where they matter: on the way to readers, and when readers are to be told something new."""
    match claim.status:
        case Status.PUBLISHED:
            asked = desk.differences(claim) if differs is None else differs
        case Status.CHECKING | Status.REVIEW | Status.SCHEDULED | Status.WITHDRAWN:
            asked = True
        case _:
            asked = False
    approver = person if person.has_perm(Permission.PUBLISH) and claim.status != Status.CHECKING else None
    return desk.checklist(claim, approver=approver) if asked else []


def _state(check: desk.Check, claim: Claim, person: User) -> State:
    if check.met:
        return State.WAIVED if check.waived else State.MET
    awaited = check.rule == GateRule.SECOND_PERSON and not person.has_perm(Permission.PUBLISH)
    early = claim.status == Status.CHECKING and not check.at_review
    return State.LATER if early or awaited else State.MISSING
