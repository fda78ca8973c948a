"""What must be said with an act: one small form for each, drawn beside its button."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, User
from claims.models.fields import without_bad_characters

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


class ScheduleForm(DeedForm):
    """A moment on the clock of a place: the day, the time and the time zone."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
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


class ChangeForm(DeedForm):
    note = Said(_("What changed and why, for readers"))


class RestoreForm(DeedForm):
    note = Said(_("Why it is shown again, for readers"))


class WithdrawForm(DeedForm):
    note = Said(_("Why it is withdrawn, for readers"))
