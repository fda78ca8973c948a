"""What readers ask us to check: the queue, and what can become of one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.text import Truncator

from claims import desk
from claims.errors import Refused
from claims.models import Claim, Tip
from claims.models.fields import without_bad_characters
from claims.unseen import with_unseen
from claims.vocabulary import Permission

from .base import RecordAdmin
from .fields import Line, Text

LIKE = 10  # tips and claims to choose from
FACTS = ["words", "link", "language", "status", "claim", "reason", "created_at", "handled_by", "handled_at"]


class JoinForm(forms.Form):
    """Which claim the tip asks for, and which other tips ask for the same."""

    claim = forms.CharField(label="The claim, by its address or id", max_length=100)
    also = forms.ModelMultipleChoiceField(Tip.objects.unanswered(), required=False)

    def clean_claim(self) -> Claim:
        found = Claim.objects.named(self.cleaned_data["claim"].strip()).first()
        if found is None:
            raise forms.ValidationError("There is no claim with this address.")
        return found


class SpotForm(forms.Form):
    """What the new claim says."""

    statement = Line(label="What the new claim says", max_length=500, validators=[without_bad_characters])


class RefuseForm(forms.Form):
    """What the reader is told."""

    reason = Text(
        label="Why it cannot be checked, for the reader",
        max_length=1000,
        validators=[without_bad_characters],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LookForm(forms.Form):
    """Nothing is to be said."""


@admin.register(Tip)
class TipAdmin(RecordAdmin):
    """Readers' tips, the newest first."""

    change_form_template = "admin/claims/tip/change_form.html"
    list_display = ["said", "status", "asked", "claim", "language", "created_at"]
    list_filter = ["status", "language"]
    search_fields = ["text", "link"]
    actions: Any = ["look_at"]
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tip]:
        return Tip.objects.for_the_desk()

    def get_fields(self, request: Any, obj: Tip | None = None) -> Any:
        contact = ["contact"] if request.user.has_perm(Permission.SEE_CONTACT) else []
        return [*FACTS, *contact]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.deed_view)
        return [path("<int:pk>/deed/<slug:name>/", view, name="claims_tip_deed"), *super().get_urls()]

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.has_perm(Permission.REMOVE_TIPS))

    def has_work_permission(self, request: Any) -> bool:
        return bool(request.user.has_perm(Permission.WORK))

    def delete_model(self, request: Any, obj: Tip) -> None:
        desk.remove_tip(obj, by=request.user)

    @admin.action(description="Look at the selected tips", permissions=["work"])
    def look_at(self, request: Any, tips: QuerySet[Tip]) -> None:
        for tip in tips:
            desk.look_at_tip(tip, by=request.user)
        self.message_user(request, "Their readers are told that you look at them.", messages.SUCCESS)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        tip = kwargs["obj"]
        if self.has_work_permission(request):
            claims = Claim.objects.open_to(request.user).for_the_desk().with_times_asked().mergeable()
            context |= {
                "may_work": True,
                "claims": list(claims.like(tip.text[:500])[:LIKE]) if tip.text else [],
                "like": list(Tip.objects.unanswered().like(tip)[:LIKE]),
                "spot": SpotForm(initial={"statement": " ".join(tip.text.split())[:500]}),
                "refuse": RefuseForm(),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def deed_view(self, request: Any, pk: int, name: str) -> HttpResponse:
        """Do to one tip what its button says."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_work_permission(request):
            raise PermissionDenied
        tip = get_object_or_404(Tip, pk=pk)
        if name not in DEEDS:
            raise Http404
        form = DEEDS[name][0](request.POST)
        if form.is_valid():
            self._do(request, tip, name, form.cleaned_data)
        else:
            self.message_user(request, " ".join(form.errors.as_text().split("\n")), messages.ERROR)
        return redirect("admin:claims_tip_change", tip.pk)

    def _do(self, request: Any, tip: Tip, name: str, said: dict[str, Any]) -> None:
        _form, act, done = DEEDS[name]
        tips = [tip, *said.pop("also", ())]
        try:
            with transaction.atomic():
                for each in tips:
                    act(each, by=request.user, **said)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.message_user(request, done, messages.SUCCESS)

    @admin.display(description="claim")
    def words(self, tip: Tip) -> str:
        return with_unseen(tip.text)

    @admin.display(description="asked")
    def said(self, tip: Tip) -> str:
        return with_unseen(Truncator(str(tip)).chars(120))

    @admin.display(description="readers asked", ordering="times_asked")
    def asked(self, tip: Any) -> str:
        return str(tip.times_asked or "")


DEEDS: dict[str, tuple[type[forms.Form], Any, str]] = {
    "look": (LookForm, desk.look_at_tip, "The reader is told that you look at it."),
    "join": (JoinForm, desk.join_tip, "It is joined to the claim."),
    "spot": (SpotForm, desk.make_claim_of_tip, "It is a claim now."),
    "refuse": (RefuseForm, desk.refuse_tip, "The reader is told why it cannot be checked."),
}
