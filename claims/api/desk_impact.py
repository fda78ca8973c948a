"""The corrections that we asked for, by program."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims import desk
from claims.models import CorrectionRequest
from claims.vocabulary import Outcome, TokenScope

from .bodies import Day
from .desk import ActView, acts
from .desk_replies import AskBody, RequestBody, naming


class AskCorrectionBody(AskBody):
    asked_on = Day(required=False, help_text="Today, unless you say otherwise.")


class AmendCorrectionBody(RequestBody, AskCorrectionBody):
    asked_on = Day(required=False, help_text="As it was, unless you say otherwise.")


class OutcomeBody(RequestBody):
    outcome = s.ChoiceField(choices=Outcome.choices)
    outcome_on = Day(required=False, allow_null=True, help_text="Today, unless you say otherwise.")
    url = s.CharField(required=False, allow_blank=True, max_length=2000, help_text="Where it can be seen.")
    note = s.CharField(required=False, allow_blank=True, max_length=1000, help_text="For readers.")


@acts("desk_claims_ask_correction", gettext_lazy("Keep that we asked somebody to correct what they said"))
class AskCorrection(ActView):
    body = AskCorrectionBody
    act = naming(desk.ask_correction, CorrectionRequest)


@acts("desk_claims_record_outcome", gettext_lazy("Keep what came of a correction that we asked for"))
class RecordOutcome(ActView):
    body = OutcomeBody
    act = naming(desk.record_outcome, CorrectionRequest)


@acts("desk_claims_amend_correction_request", gettext_lazy("Say anew all that was entered of such a request"))
class AmendCorrectionRequest(ActView):
    body = AmendCorrectionBody
    act = naming(desk.amend_correction_request, CorrectionRequest)


@acts("desk_claims_remove_correction_request", gettext_lazy("Take back a request that was entered by mistake"))
class RemoveCorrectionRequest(ActView):
    body = RequestBody
    scope = TokenScope.PUBLISH
    act = naming(desk.remove_correction_request, CorrectionRequest)
