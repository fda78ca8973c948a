"""What must be said with an act: one small form for each, drawn beside its button."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, User
from claims.models.fields import without_bad_characters
from claims.vocabulary import WAIVABLE

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


class ChangeForm(DeedForm):
    note = Said(_("What changed and why, for readers"))


class RestoreForm(DeedForm):
    note = Said(_("Why it is shown again, for readers"))


class WithdrawForm(DeedForm):
    note = Said(_("Why it is withdrawn, for readers"))


class WaivableRule(forms.ChoiceField):
    """One of the rules that can be waived."""

    def __init__(self) -> None:
        super().__init__(label=_("Rule"), choices=[(rule.value, rule.label) for rule in WAIVABLE])


class WaiveForm(DeedForm):
    rule = WaivableRule()
    reason = Said(_("Why it does not hold here, for colleagues"), max_length=1000)


class UnwaiveForm(DeedForm):
    rule = WaivableRule()


class AskSecondVerdictForm(DeedForm):
    of = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Of whom"), empty_label=_("Choose a colleague"))

    def __init__(self, typed: Any, **rest: Any) -> None:
        super().__init__(typed, **rest)
        field: Any = self.fields["of"]
        if hasattr(self.claim, "verdict"):
            field.queryset = desk.those_to_ask(self.claim, by=self.person)
