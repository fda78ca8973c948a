"""Waiving a rule of the gate, by a program."""

from django.utils.translation import gettext_lazy

from claims import desk

from .bodies import RuleBody, WaiveBody
from .desk import ActView, acts


@acts("desk_claims_waive", gettext_lazy("Say why a rule of the gate does not hold for a claim"))
class Waive(ActView):
    body = WaiveBody
    act = staticmethod(desk.waive)


@acts("desk_claims_unwaive", gettext_lazy("Let a waived rule hold again"))
class Unwaive(ActView):
    body = RuleBody
    act = staticmethod(desk.unwaive)
