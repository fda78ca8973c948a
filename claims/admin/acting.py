"""The acts on the claim's screen: their buttons, their addresses, their refusals."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.errors import Refused
from claims.formats.changes import rows
from claims.models import Claim, Embargo
from claims.models.fields import without_bad_characters
from claims.vocabulary import Permission, Status

from .acts import Deed, choices, deed, form_of
from .asking import asked
from .checklist import standing_of
from .closed import ClosableAdmin, kin
from .drafts import tell_saved
from .fields import Text
from .recheck import recheck
from .refusals import sentences
from .second_verdict import compared

STATUS_OF = {"not_allowed": 403, "stale": 412, "invalid": 400}


USUAL = [Status.SPOTTED, Status.CHECKING, Status.REVIEW, Status.PUBLISHED]


class ActForm(forms.Form):
    """What goes with every act: the version that was seen, and a reason to set the gate aside."""

    version = forms.IntegerField(
        error_messages={"required": gettext_lazy("Nothing was done: look at the claim again first.")}
    )
    seen = forms.CharField(required=False, max_length=12)
    override = Text(required=False, validators=[without_bad_characters])


class ActingAdmin(ClosableAdmin):
    """A screen with the acts of the desk on it."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/act/<slug:name>/", view, name="claims_claim_act"), *super().get_urls()]

    def act_view(self, request: Any, pk: int, name: str) -> HttpResponse:
        """Do an act, or say every reason why not and keep what was typed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        chosen, claim = deed(name), Claim.objects.filter(pk=pk).first()
        if chosen is None or claim is None:
            raise Http404
        if not self.has_view_permission(request, claim):
            raise PermissionDenied

        envelope = ActForm(request.POST)
        words = form_of([chosen], claim, request.user, typed=request.POST)
        if not (envelope.is_valid() and words.is_valid()):
            faults = [*envelope.errors.values(), *words.errors.values()]
            return self._refused(request, claim, chosen, [str(e) for errors in faults for e in errors], status=400)
        try:
            self._do(request, claim, chosen, words.cleaned_data, **envelope.cleaned_data)
        except (Refused, IntegrityError, DataError) as error:
            status = STATUS_OF.get(getattr(error, "code", ""), 409)
            return self._refused(request, claim, chosen, sentences(error), status=status)
        return tell_saved(redirect("admin:claims_claim_change", claim.pk), claim.pk)

    def _do(
        self, request: Any, claim: Claim, chosen: Deed, said: dict[str, Any], *, override: str, version: int, seen: str
    ) -> None:
        if chosen.gated:
            said["override"] = override
        if chosen.shows:
            said["seen"] = seen
        chosen.act(claim, by=request.user, version=version, **said)
        self._tell(request, claim, chosen)

    def _tell(self, request: Any, claim: Claim, chosen: Deed) -> None:
        self.log_change(request, claim, str(chosen.label))
        self.message_user(request, f"“{claim}”: {chosen.done}", messages.SUCCESS)

    def _refused(self, request: Any, claim: Claim, chosen: Deed, reasons: list[str], *, status: int) -> HttpResponse:
        claim = Claim.objects.for_the_desk().get(pk=claim.pk)
        offered = [c for c in choices(claim, request.user, typed=request.POST, of=chosen.name) if chosen in c.deeds]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Not done: %(act)s") % {"act": chosen.label},
            "original": claim,
            "seen": desk.seen_of(claim),
            "chosen": chosen,
            "choice": offered[0] if offered else None,
            "reasons": reasons,
            "typed": request.POST,
        }
        return TemplateResponse(request, "admin/claims/claim/act.html", context, status=status)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("obj") is not None:
            context |= self._standing(request, kwargs["obj"].pk)
        return super().render_change_form(request, context, *args, **kwargs)

    def _standing(self, request: Any, pk: int) -> dict[str, Any]:
        """Where the claim stands, apart from what is being typed into its form."""
        claim = Claim.objects.for_the_desk().prefetch_related("reply_requests", "correction_requests").get(pk=pk)
        shown = claim.status in (Status.SCHEDULED, Status.PUBLISHED)
        told = desk.differences(claim) if shown else []
        second = compared(claim)
        entries = claim.publications.select_related("approved_by") if claim.is_in_the_record else []
        return {
            "claim": claim,
            "seen": desk.seen_of(claim),
            "steps": [(step, step.label) for step in Status if step in USUAL or step == claim.status],
            "may_publish": request.user.has_perm(Permission.PUBLISH),
            "show_delete": False,
            "show_save_and_add_another": False,
            "choices": choices(claim, request.user, differs=bool(told), idle=second.idle),
            **standing_of(claim, request.user, differs=bool(told)),
            "read_only": self.why_read_only(request, claim),
            "kin": kin(claim),
            "differences": rows(told, claim.language),
            "entries": list(entries),
            "asked": asked(claim, request.user),
            "recheck": recheck(claim),
            "second": second,
            "embargo": Embargo.objects.filter(claim=claim).select_related("approved_by").first(),
        }
