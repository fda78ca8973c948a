"""What is said with the acts of reply, correction and re-check."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Model, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Claim, Speaker, User
from claims.vocabulary import Channel, Outcome

from .deed_forms import DeedForm, Said

ZONE = format_lazy(_("On the desk’s clock ({zone})."), zone=settings.TIME_ZONE)


class Moment(forms.DateTimeField):
    """A day and a time on the desk's clock; the act says when it is missing."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, label: Any, help_text: Any = ZONE) -> None:
        super().__init__(label=label, help_text=help_text, required=False)


class Day(forms.DateField):
    """A day; the act says when it is missing."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, label: Any, help_text: Any = "") -> None:
        super().__init__(label=label, help_text=help_text, required=False)


def speakers_of(claim: Claim) -> Any:
    """The speakers of a claim: those who made it, and those who were asked about it."""
    asked = Q(reply_requests__claim=claim) | Q(correction_requests__claim=claim)
    return Speaker.objects.filter(Q(appearances__claim=claim) | asked).order_by("name", "pk").distinct()


class AskForm(DeedForm):
    """Whom we asked, and how. It begins with what a row holds."""

    addressee = forms.CharField(label=_("Whom we asked"), required=False, max_length=200)
    speaker = forms.ModelChoiceField(
        queryset=Speaker.objects.none(), required=False, label=_("If they said it: the speaker"), empty_label="–"
    )
    channel = forms.ChoiceField(label=_("How"), choices=Channel, initial=Channel.EMAIL)

    def __init__(self, typed: Any, *, name: str, claim: Claim, person: User) -> None:
        super().__init__(typed, name=name, claim=claim, person=person)
        field: Any = self.fields["speaker"]
        field.queryset = speakers_of(claim)

    def begin_with(self, row: Model | None, speakers: list[Speaker]) -> None:
        """Offer what a row holds, and speakers that were read once for all rows."""
        field: Any = self.fields["speaker"]
        field.choices = [("", "–"), *((speaker.pk, str(speaker)) for speaker in speakers)]
        _fill(self, row)


def _fill(form: DeedForm, row: Model | None) -> None:
    if row is None:
        return
    told = {name: getattr(row, name) for name in form.fields if name not in ("request", "speaker")}
    form.initial = {**told, "request": row.pk, "speaker": getattr(row, "speaker_id", None)}


class Rowed(DeedForm):
    """It names the row of the claim that the act is about."""

    rows: str  # how the claim calls them

    def __init__(self, typed: Any, *, name: str, claim: Claim, person: User) -> None:
        super().__init__(typed, name=name, claim=claim, person=person)
        gone = _("Somebody else removed it in the meantime.")
        field = forms.ModelChoiceField(
            getattr(claim, self.rows).all(), widget=forms.HiddenInput(attrs={"form": f"act-{name}"})
        )
        field.error_messages |= {"required": gone, "invalid_choice": gone}
        self.fields["request"] = field

    def begin_with(self, row: Model | None, speakers: list[Speaker]) -> None:
        """Offer what a row holds."""
        _fill(self, row)


class AskReplyForm(AskForm):
    asked_at = Moment(_("Asked"), format_lazy(_("Empty: now. {zone}"), zone=ZONE))
    deadline = Moment(_("Deadline"))
    question = Said(_("What we asked, never public"))
    public = forms.BooleanField(
        label=_("Tell readers that we asked, with the next publication"), required=False, initial=True
    )


class AmendReplyForm(AskReplyForm, Rowed):
    rows = "reply_requests"
    asked_at = Moment(_("Asked"))


class AnswerForm(Rowed):
    rows = "reply_requests"
    answer = Said(_("What they answered, as it came: never public"), rows=4)
    public_answer = Said(_("What of it readers see, with the next publication"), rows=3)
    answered_at = Moment(_("Answered"), format_lazy(_("Empty: now. {zone}"), zone=ZONE))


class RemoveReplyForm(Rowed):
    rows = "reply_requests"


class AskCorrectionForm(AskForm):
    asked_on = Day(_("Asked on"), _("Empty: today."))
    public = forms.BooleanField(label=_("Tell readers, with the next publication"), required=False, initial=True)


class AmendCorrectionForm(AskCorrectionForm, Rowed):
    rows = "correction_requests"
    asked_on = Day(_("Asked on"))


class OutcomeForm(Rowed):
    rows = "correction_requests"
    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome)
    outcome_on = Day(_("Since"), _("Empty: today."))
    url = forms.CharField(label=_("Where it can be seen"), required=False, max_length=2000)
    note = Said(_("Note for readers"), rows=2)


class RemoveCorrectionForm(Rowed):
    rows = "correction_requests"


class RecheckForm(DeedForm):
    because = Said(_("Why it may no longer hold, for colleagues"))


class StillStandsForm(DeedForm):
    note = Said(_("What you looked at again, for readers"))
    as_of = Day(_("As things stand on"), _("Empty: today."))
    review_by = Day(_("Check again by"), _("Empty: readers are promised no further look."))


# Each act on a row: its name on a button, what is said when it is done, its form.
ASKING: list[tuple[Any, Any, Any, type[DeedForm]]] = [
    (desk.ask_reply, _("Keep that we asked"), _("It is kept whom we asked."), AskReplyForm),
    (desk.record_answer, _("Keep the answer"), _("The answer is kept."), AnswerForm),
    (desk.amend_reply_request, _("Mend the request"), _("The request was mended."), AmendReplyForm),
    (desk.remove_reply_request, _("Remove the request"), _("The request is removed."), RemoveReplyForm),
    (desk.ask_correction, _("Keep that we asked for it"), _("It is kept whom we asked."), AskCorrectionForm),
    (desk.record_outcome, _("Keep what came of it"), _("It is kept what came of it."), OutcomeForm),
    (desk.amend_correction_request, _("Mend the request"), _("The request was mended."), AmendCorrectionForm),
    (desk.remove_correction_request, _("Remove the request"), _("The request is removed."), RemoveCorrectionForm),
]
