"""What must be said once when an act is done to many claims. What is left empty stays as it is with each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import User
from claims.vocabulary import Priority, Queue

from .deed_forms import Said


class ManyForm(forms.Form):
    """The words of an act for all the claims that were chosen."""

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed, auto_id="many-%s")

    def said(self) -> dict[str, Any]:
        """The act's arguments."""
        return self.cleaned_data


class AssignMany(ManyForm):
    to = forms.ModelChoiceField(User.objects.none(), label=_("To"), required=False, empty_label=_("Nobody"))
    queue = forms.ChoiceField(label=_("Or to a queue"), required=False, choices=[("", _("No queue")), *Queue.choices])

    def __init__(self, typed: Any = None) -> None:
        super().__init__(typed)
        people: Any = self.fields["to"]
        people.queryset = desk.may_work()


class PlanMany(ManyForm):
    due_at = forms.DateTimeField(
        label=_("Deadline"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    priority = forms.TypedChoiceField(
        label=_("Priority"),
        required=False,
        choices=[("", _("As it is with each")), *Priority.choices],
        coerce=int,
        empty_value=None,
    )

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class DeclineMany(ManyForm):
    reason = Said(_("Why they are not checked"), max_length=2000)


class WithdrawMany(ManyForm):
    note = Said(_("Why they are withdrawn, for readers"), max_length=5000)
