"""Waiving a rule of the gate for one claim, with a reason that whoever approves it reads."""

from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import Claim, User, Waiver
from claims.vocabulary import WAIVABLE, Permission

from .acting import act, unchanged
from .writing import TAKEN_UP


@act(Permission.WORK, at=TAKEN_UP)
def waive(claim: Claim, *, by: User, rule: str, reason: str) -> Waiver:
    """Say why a rule does not hold for a claim; said again, the new reason takes the place of the old."""
    faults: dict[str, list[str]] = {}
    if rule not in WAIVABLE:
        faults["rule"] = [_("this rule cannot be waived")]
    if not reason.strip():
        faults["reason"] = [_("say why the rule does not hold here")]
    if faults:
        raise Invalid(unchanged(claim), *(sentence for said in faults.values() for sentence in said), fields=faults)

    said = {"reason": reason.strip(), "waived_by": by}
    waiver, _created = Waiver.objects.update_or_create(claim=claim, rule=rule, defaults=said)
    claim.save(update_fields=[])
    return waiver


@act(Permission.WORK, at=TAKEN_UP)
def unwaive(claim: Claim, *, by: User, rule: str) -> Claim:
    """Take a waiver back: the rule holds again."""
    gone, _rows = claim.waivers.filter(rule=rule).delete()
    if not gone:
        sentence = _("this rule is not waived")
        raise Invalid(unchanged(claim), sentence, fields={"rule": [sentence]})

    claim.save(update_fields=[])
    return claim
