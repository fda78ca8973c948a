"""What must be said with an act: one small form for each, drawn beside its button."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, User
from claims.models.fields import without_bad_characters
from claims.vocabulary import CorrectionKind

from .fields import Text


class Said(Text):
    """Some lines that an act asks for; the act itself refuses when they are missing."""

    def __init__(self, label: Any, *, rows: int = 3, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, required=False, widget=widget, validators=[without_bad_characters], **kwargs)


class DeedForm(forms.Form):
    """The words of an act on this claim by this person. Its fields are named as the act's arguments."""

    def __init__(self, typed: Any, *, name: str, claim: Claim, person: User) -> None:
        super().__init__(typed, auto_id=f"act-{name}-%s")
        self.claim, self.person = claim, person
        for field in self.fields.values():
            field.widget.attrs["form"] = f"act-{name}"  # the form stands elsewhere on the page


class NoWords(DeedForm):
    pass


class SendBackForm(DeedForm):
    reason = Said(_("What has to be done"))


class Kinds(forms.ChoiceField):
    """How much a correction takes back: the least kind is chosen, and each weaker one stands there with its reasons."""

    template = "admin/claims/claim/_kinds.html"

    def weigh(self, claim: Claim) -> None:
        """Say which kinds would be refused for what differs now, and why."""
        weighed = desk.weighed(desk.differences(claim))
        self.initial = desk.strongest(each.kind for each in weighed)
        self.reasons = [each.reason for each in weighed if each.kind == self.initial]
        self.too_weak = {kind for kind in CorrectionKind if desk.heavier(weighed, than=kind)}


class ChangeForm(DeedForm):
    kind = Kinds(label=_("How much it takes back"), choices=CorrectionKind.choices, required=False)
    note = Said(_("What changed and why, for readers"), help_text=_("Only a typo needs none."))

    def __init__(self, typed: Any, *, name: str, claim: Claim, person: User) -> None:
        super().__init__(typed, name=name, claim=claim, person=person)
        self.name = name
        cast(Kinds, self.fields["kind"]).weigh(claim)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.name == "update":
            said.pop("kind", None)  # it has none: nothing was wrong
        return said

    def kinds(self) -> list[dict[str, Any]]:
        """The choices as they are drawn."""
        field = cast(Kinds, self.fields["kind"])
        chosen = self["kind"].value() or field.initial
        return [
            {"value": kind.value, "label": kind.label, "chosen": kind == chosen, "too_weak": kind in field.too_weak}
            for kind in CorrectionKind
        ]


class RestoreForm(DeedForm):
    note = Said(_("Why it is shown again, for readers"))


class WithdrawForm(DeedForm):
    note = Said(_("Why it is withdrawn, for readers"))
