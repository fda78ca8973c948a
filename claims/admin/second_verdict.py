"""The blind second verdict on the screen: a page of its own for who gives it, both ratings side by side for others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims import desk
from claims.errors import Refused
from claims.models import Claim, Rating, SecondVerdict
from claims.models.fields import without_bad_characters

from .fields import Text
from .refusals import sentences


class SecondVerdictForm(forms.Form):
    """A rating on the scale of the first verdict, which says nothing of the first, and why."""

    rating = forms.ModelChoiceField(
        queryset=Rating.objects.none(),
        widget=forms.RadioSelect,
        label=gettext_lazy("Your rating"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose a rating.")},
    )
    reason = Text(
        label=gettext_lazy("Why you rate it so"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[without_bad_characters],
        help_text=gettext_lazy("Colleagues read it beside the first verdict."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, typed: Any, *, claim: Claim) -> None:
        super().__init__(typed, initial={"version": claim.version})
        field: Any = self.fields["rating"]
        field.queryset = Rating.objects.filter(scale__ratings__verdicts__claim=claim).order_by("order", "pk")

    def carry(self, version: int) -> None:
        """Let the next try count as made from this version: its maker has been told."""
        data: Any = self.data
        self.data = data = data.copy()
        data["version"] = version


class BlindAdmin(admin.ModelAdmin):
    """Screens that tell whoever is asked for a second verdict nothing of the first."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.second_verdict_view)
        return [path("<int:pk>/second-verdict/", view, name="claims_claim_second_verdict"), *super().get_urls()]

    def _get_obj_does_not_exist_redirect(self, request: Any, opts: Any, object_id: str) -> HttpResponse:
        """To the page of the second verdict, from every screen of a claim that is not open to who gives it."""
        asked = request.user.second_verdicts.waiting()
        if object_id.isdecimal() and asked.filter(claim=int(object_id)).exists():
            return redirect("admin:claims_claim_second_verdict", object_id)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[misc]

    def act_view(self, request: Any, pk: int, name: str) -> HttpResponse:
        """No act but the second verdict, for who is to give one."""
        if request.user.second_verdicts.waiting().filter(claim=pk).exists():
            self.message_user(request, _("Nothing was done: give your second verdict first."), messages.ERROR)
            return redirect("admin:claims_claim_second_verdict", pk)
        return super().act_view(request, pk, name)  # type: ignore[misc]

    def second_verdict_view(self, request: Any, pk: int) -> HttpResponse:
        """The claim, where it was said and what was found, to be judged afresh; the judgement, when it is sent."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = get_object_or_404(Claim, pk=pk)
        asked = request.user.second_verdicts.waiting().select_related("asked_by").filter(claim=claim).first()
        if asked is None:
            return redirect("admin:claims_claim_change", pk)
        form = SecondVerdictForm(request.POST or None, claim=claim)
        refused: list[str] = []
        if request.method == "POST" and form.is_valid():
            try:
                desk.give_second_verdict(claim, by=request.user, **form.cleaned_data)
            except (Refused, IntegrityError, DataError) as error:
                refused = sentences(error)
                form.carry(Claim.objects.get(pk=pk).version)
            else:
                self.message_user(request, _("Thank you. You see now what the first said."), messages.SUCCESS)
                return redirect("admin:claims_claim_change", pk)
        return self._blind_page(request, claim, asked, form, refused)

    def _blind_page(
        self, request: HttpRequest, claim: Claim, asked: SecondVerdict, form: SecondVerdictForm, refused: list[str]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Second verdict"),
            "original": claim,
            "asked": asked,
            "form": form,
            "refused": refused,
            "appearances": claim.appearances.select_related("version__article", "speaker").defer("version__text"),
            "evidence": claim.evidence.select_related("source").prefetch_related("source__captures"),
        }
        status = 200 if not (refused or form.errors) else 400
        return TemplateResponse(request, "admin/claims/claim/second_verdict.html", context, status=status)


@dataclass(frozen=True)
class Second:
    """Where the second verdict of a claim stands: who is asked now, and what was given, with the first beside it."""

    waits: SecondVerdict | None = None
    given: SecondVerdict | None = None
    scale: Sequence[Rating] = ()
    askable: bool = False

    @property
    def idle(self) -> list[str]:
        """The acts that have nothing to do here now."""
        acts = {"ask_second_verdict": self.askable, "call_off_second_verdict": self.waits is not None}
        return [name for name, has_work in acts.items() if not has_work]

    @property
    def words(self) -> str:
        """Whether the two agree, and how far apart they are."""
        if self.given is None or self.given.rating is None or self.given.first_rating is None:
            return ""
        steps = desk.steps_apart(self.given.first_rating, self.given.rating)
        if steps is None:
            return _("They differ: one of the two has no place on the scale.")
        if not steps:
            return _("They agree.")
        apart = ngettext("They differ by %d step on the scale.", "They differ by %d steps on the scale.", steps)
        return apart % steps


def compared(claim: Claim) -> Second:
    """The second verdict of a claim for those who may know the first."""
    if not hasattr(claim, "verdict"):
        return Second()
    every = claim.second_verdicts.select_related("asked_of", "asked_by", "rating", "first_rating")
    seconds = list(every.order_by("-given_at"))
    given = next((second for second in seconds if second.given_at), None)
    waits = next((second for second in seconds if second.given_at is None), None)
    scale = list(Rating.objects.filter(scale__ratings=given.rating_id)) if given else []
    return Second(waits, given, scale, askable=waits is None and not desk.readers_know_its_rating(claim))
