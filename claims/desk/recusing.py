"""Conflicts of interest: who keeps out of what."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import Recusal, User

from .acting import house_act


@house_act("claims.add_recusal")
def recuse(recusal: Recusal, *, by: User) -> Recusal:
    """Keep somebody from writing and approving what a speaker says or a topic covers."""
    try:
        recusal.full_clean()
    except ValidationError as error:
        reasons = [sentence for said in error.message_dict.values() for sentence in said]
        raise Invalid(_("Nobody was recused"), *reasons, fields=error.message_dict) from error
    recusal.save()
    return recusal


@house_act("claims.delete_recusal")
def lift_recusal(recusal: Recusal, *, by: User) -> None:
    """Let somebody work again on what they kept out of; the history keeps that they did."""
    recusal.delete()
