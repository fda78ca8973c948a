"""What must be said with an act: one small form for each, drawn beside its button."""

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Appearance, Claim, User
from claims.models.fields import without_bad_characters
from claims.vocabulary import WAIVABLE, CorrectionKind, Priority, Queue

from .fields import Line, Text


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


class AssignForm(DeedForm):
    to = forms.ModelChoiceField(User.objects.none(), label=_("To"), required=False, empty_label=_("Nobody"))
    queue = forms.ChoiceField(label=_("Or to a queue"), required=False, choices=[("", _("No queue")), *Queue.choices])

    def __init__(self, typed: Any, *, claim: Claim, **kwargs: Any) -> None:
        super().__init__(typed, claim=claim, **kwargs)
        people: Any = self.fields["to"]
        people.queryset = desk.may_be_given(claim)
        self.initial = {"to": claim.assignee_id, "queue": claim.queue}


class PlanForm(DeedForm):
    due_at = forms.DateTimeField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int)
    public_interest = Said(_("Why we check this"), max_length=1000)

    def __init__(self, typed: Any, *, claim: Claim, **kwargs: Any) -> None:
        super().__init__(typed, claim=claim, **kwargs)
        self.initial = {name: getattr(claim, name) for name in self.fields}

    def clean_due_at(self) -> Any:
        """The deadline as it was where it is the same to the minute: the box shows no seconds."""
        typed, kept = self.cleaned_data["due_at"], self.claim.due_at
        return kept if typed and kept and typed == kept.replace(second=0, microsecond=0) else typed


class DeclineForm(DeedForm):
    reason = Said(_("Why it is not checked"), max_length=2000)


class MergeForm(DeedForm):
    into = forms.CharField(label=_("The claim that stays, by its address"), max_length=100)
    note = Said(_("Why it leads to the other claim, for readers who know it"), max_length=5000)

    def clean_into(self) -> Claim:
        named = self.cleaned_data["into"].strip()
        found = Claim.objects.named(named).first()
        if found is None:
            raise forms.ValidationError(_("There is no claim with this address."))
        return found


class SplitForm(DeedForm):
    statement = Line(label=_("What the new claim says"), required=False, max_length=500)
    appearances = forms.ModelMultipleChoiceField(
        Appearance.objects.none(),
        label=_("Appearances that go with it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, typed: Any, *, claim: Claim, **kwargs: Any) -> None:
        super().__init__(typed, claim=claim, **kwargs)
        field: Any = self.fields["appearances"]
        field.queryset = claim.appearances.all()


class SendBackForm(DeedForm):
    reason = Said(_("What has to be done"))


class ScheduleForm(DeedForm):
    """A moment on the clock of a place: the day, the time and the time zone."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time", "step": 1}, format="%H:%M:%S")
    )
    zone = forms.CharField(label=_("Time zone"), help_text=_("As Europe/Paris or UTC."), max_length=60)

    def __init__(self, typed: Any, **kwargs: Any) -> None:
        super().__init__(typed, **kwargs)
        self.fields["zone"].initial = settings.TIME_ZONE

    def clean_zone(self) -> ZoneInfo:
        zone = self.cleaned_data["zone"]
        if zone not in available_timezones():
            raise ValidationError(_("“%(zone)s” is not a time zone: write it as Europe/Paris or UTC.") % {"zone": zone})
        return ZoneInfo(zone)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not {"day", "time", "zone"} <= set(said):
            return said
        moment = datetime.combine(said["day"], said["time"], said["zone"])
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            raise ValidationError(_("The clocks are changed at that moment: choose another time."))
        return {"publish_at": moment}


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
