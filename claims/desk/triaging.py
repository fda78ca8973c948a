"""What is not checked, and why not."""

from django.utils.translation import gettext as _

from claims.models import Claim, User
from claims.vocabulary import Permission, Status

from .acting import act, move, refuse_unfit, required


@act(Permission.WORK, at=[Status.SPOTTED, Status.CHECKING], to=Status.DECLINED)
def decline(claim: Claim, *, by: User, reason: str) -> Claim:
    """Lay a claim aside that readers never saw; the reason stays with it."""
    claim.declined_because = required(reason, field="reason", sentence=_("say why it is not checked"), claim=claim)
    refuse_unfit(claim, "declined_because", claim=claim)

    move(claim, to=Status.DECLINED, declined_because=claim.declined_because)
    return claim


@act(Permission.WORK, at=[Status.DECLINED], to=Status.SPOTTED)
def reopen(claim: Claim, *, by: User) -> Claim:
    """Put a declined claim among the spotted ones again, in nobody's hands."""
    move(claim, to=Status.SPOTTED, declined_because="", assignee=None)
    return claim
