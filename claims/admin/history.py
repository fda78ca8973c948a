"""The history of each noun as its editors read it: who changed what, and what of it can be put back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from claims import desk
from claims.errors import Refused
from claims.formats.worddiff import NOW, WAS, Piece, pieces, shortened
from claims.models import Change, Claim, Translation, Verdict, between, changes_before, events_of, is_tracked, moments
from claims.vocabulary import Permission

from .refusals import sentences

MOST = 200  # changes on one page of a history
WORD_BY_WORD = 100_000  # characters of one page whose words are compared


@dataclass(frozen=True)
class Line:
    """A change with its wordings told apart, and whether what was there can be put back."""

    change: Change
    pieces: list[Piece]
    may_restore: bool


def lines(changes: list[Change], *, by: Any = None) -> list[Line]:
    """The changes as they are drawn; `by` is who may put texts back, or nobody."""
    room, drawn = WORD_BY_WORD, []
    for change in changes:
        room -= len(change.before) + len(change.after)
        found = pieces(change.before, change.after) if room > 0 else _whole(change)
        drawn.append(Line(change, shortened(found), by is not None and _can_be_restored(change)))
    return drawn


def _whole(change: Change) -> list[Piece]:
    return [Piece(kind, text) for kind, text in ((WAS, change.before), (NOW, change.after)) if text]


def _can_be_restored(change: Change) -> bool:
    if change.of:
        return False  # it belongs to the claim that was merged
    removed = not change.column and change.noun == "evidence" and not change.after
    return change.since is not None and (removed or change.column in desk.RESTORABLE.get(change.noun, ()))


def moment_of(given: str) -> datetime | None:
    """The moment that an address names; None for what is none."""
    try:
        moment = parse_datetime(given)
    except ValueError:
        return None
    return None if moment is None or is_naive(moment) else moment


def _beginning(claim: Claim) -> datetime:
    """When the claim came to the desk, by the clock of the history."""
    return events_of(Claim).filter(id=claim.pk).values_list("pgh_created_at", flat=True)[0]


class HistoryAdmin(admin.ModelAdmin):
    """A noun whose history screen shows what the triggers saw, whichever way it was changed."""

    object_history_template = "admin/claims/object_history.html"

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, object_id) if is_tracked(self.model) else None
        history = self.history(request, row) if row is not None else {}
        return super().history_view(request, object_id, history | (extra_context or {}))

    def history(self, request: Any, row: Any) -> dict[str, Any]:
        """A page of the changes of a row, newest first."""
        before = moment_of(request.GET.get("before", ""))
        changes, earlier = changes_before(row, before, most=MOST, without=self.kept_from(request.user, row))
        return {
            "lines": lines(changes[::-1], by=self.restorer(request, row)),
            "changes": changes,
            "earlier": earlier.isoformat() if earlier else "",
        }

    def kept_from(self, person: Any, row: Any) -> list[Any]:
        """What of its history this person does not see."""
        return []

    def restorer(self, request: Any, row: Any) -> Any:
        """Who may put texts of this row back, if it is this person."""
        return None


class RestoreForm(forms.Form):
    """Which text is put back, as it was when."""

    version = forms.IntegerField()
    noun = forms.SlugField(max_length=40)
    row = forms.IntegerField(min_value=0)
    field = forms.SlugField(max_length=40, required=False)
    moment = forms.CharField(max_length=40)

    def clean_moment(self) -> datetime:
        moment = moment_of(self.cleaned_data["moment"])
        if moment is None:
            raise forms.ValidationError(_("This is no moment."))
        return moment


class ClaimHistoryAdmin(HistoryAdmin):
    """The history of a claim: any two of its moments beside each other, and texts that are put back."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/history/compare/", view(self.compare_view), name="claims_claim_compare"),
            path("<int:pk>/history/restore/", view(self.restore_view), name="claims_claim_restore_text"),
            *super().get_urls(),
        ]

    def kept_from(self, person: Any, row: Any) -> list[Any]:
        """Who owes a blind second verdict does not see the first."""
        return [Verdict, Translation] if row.is_blind_for(person) else []

    def restorer(self, request: Any, row: Any) -> Any:
        may = request.user.has_perm(Permission.WORK) and row.status in desk.restore_text.at
        return request.user if may and not self.kept_from(request.user, row) else None

    def history(self, request: Any, row: Any) -> dict[str, Any]:
        shown = super().history(request, row)
        return shown | {"moments": moments(shown["changes"]), "beginning": _beginning(row), "version": row.version}

    def compare_view(self, request: Any, pk: int) -> HttpResponse:
        """Two moments of a claim: each field as it was at the one and at the other."""
        claim = self._claim(request, pk)
        chosen = [moment_of(request.GET.get(name, "")) for name in ("from", "to")]
        earlier, later = sorted(moment for moment in chosen if moment) if all(chosen) else (None, None)
        hidden = self.kept_from(request.user, claim)
        differences = between(claim, earlier, later, without=hidden) if earlier and later else []
        known = moments(changes_before(claim, None, most=MOST, without=hidden)[0])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Two moments of it"),
            "object": claim,
            "moments": known,
            "beginning": _beginning(claim),
            "earlier": earlier,
            "later": later,
            "lines": lines(differences, by=self.restorer(request, claim)),
            "version": claim.version,
        }
        status = 200 if all(chosen) or not any(name in request.GET for name in ("from", "to")) else 400
        return TemplateResponse(request, "admin/claims/claim/compare.html", context, status=status)

    def restore_view(self, request: Any, pk: int) -> HttpResponse:
        """Put a text back as it was, or say why not."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        claim, form = self._claim(request, pk), RestoreForm(request.POST)
        if not form.is_valid():
            self.message_user(request, _("It could not be understood what is to be restored."), messages.ERROR)
            return redirect("admin:claims_claim_history", pk)
        try:
            desk.restore_text(claim, by=request.user, **form.cleaned_data)
        except (Refused, IntegrityError, DataError) as error:
            self.message_user(
                request, _("Not restored: %(why)s") % {"why": "; ".join(sentences(error))}, messages.ERROR
            )
        else:
            self.log_change(request, claim, str(_("Restored an earlier text")))
            self.message_user(request, _("It says again what it said then."), messages.SUCCESS)
        return redirect("admin:claims_claim_history", pk)

    def _claim(self, request: Any, pk: int) -> Claim:
        claim = Claim.objects.filter(pk=pk).first()
        if claim is None:
            raise Http404
        if not self.has_view_permission(request, claim):
            raise PermissionDenied
        return claim
