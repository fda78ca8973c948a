"""The blind second verdict, asked for and given by programs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.models import Claim, Rating, SecondVerdict, User

from .bodies import AskSecondVerdictBody, SecondVerdictBody
from .desk import ActView, acts
from .errors import faulty
from .parameters import shortened


def ask(claim: Claim, *, of: str, **rest: Any) -> SecondVerdict:
    """Ask somebody who is named by their public id."""
    person = User.objects.filter(public_id=of).first()
    if person is None:
        raise faulty(_("Nothing was changed"), {"of": _("nobody has the id “%(id)s”") % {"id": shortened(of)}})
    return desk.ask_second_verdict(claim, of=person, **rest)


def give(claim: Claim, *, rating: str, **rest: Any) -> SecondVerdict:
    """Give a second verdict whose rating is named by its slug."""
    scale = Rating.objects.filter(scale__ratings__verdicts__claim=claim)
    chosen = scale.filter(slug=rating).first() or Rating.objects.in_use().filter(slug=rating).first()
    if chosen is None:
        sentence = _("“%(given)s” is not a rating of its scale") % {"given": shortened(rating)}
        raise faulty(_("Nothing was changed"), {"rating": sentence})
    return desk.give_second_verdict(claim, rating=chosen, **rest)


@acts("desk_claims_ask_second_verdict", gettext_lazy("Ask a colleague to judge a claim without seeing its verdict"))
class AskSecondVerdict(ActView):
    body = AskSecondVerdictBody
    act = staticmethod(ask)


@acts("desk_claims_give_second_verdict", gettext_lazy("Give the second verdict that was asked of you"))
class GiveSecondVerdict(ActView):
    body = SecondVerdictBody
    act = staticmethod(give)


@acts("desk_claims_call_off_second_verdict", gettext_lazy("Ask no longer for a second verdict"))
class CallOffSecondVerdict(ActView):
    act = staticmethod(desk.call_off_second_verdict)
