"""The blind second verdict: a second checker rates a claim without knowing what the first found.

Whoever is asked knows nothing of the first verdict until they have given theirs, and does nothing else to the claim
meanwhile (`Claim.is_blind_for`, `open_to`; `DeskAct.take` refuses). Afterwards they are a colleague like any other:
they may approve the claim, having judged it by themselves and written none of it.
"""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotAllowed, Refused
from claims.models import Claim, Rating, Recusal, SecondVerdict, User
from claims.vocabulary import News, Permission, Status

from .acting import act, required, unchanged
from .assigning import may_be_given
from .standards import readers_know_its_rating, wrote
from .telling import take_back, tell

ASKED_AT = [Status.CHECKING, Status.REVIEW, Status.PUBLISHED, Status.WITHDRAWN]


@act(Permission.ASSIGN, at=ASKED_AT)
def ask_second_verdict(claim: Claim, *, by: User, of: User) -> SecondVerdict:
    """Ask somebody for a second verdict, which they give without knowing the first.

    An editor asks, so that nobody chooses who is to judge their own work.
    """
    if reasons := [*_against_asking(claim), *_against_asking_of(of, claim, by=by)]:
        raise Refused(unchanged(claim), *reasons)

    asked = SecondVerdict.objects.create(claim=claim, asked_by=by, asked_of=of)
    claim.save(update_fields=[])
    tell(of, News.SECOND_VERDICT, claim=claim, by=by)
    return asked


@act(Permission.WORK, at=ASKED_AT, even_if_blind=True)
def give_second_verdict(claim: Claim, *, by: User, rating: Rating, reason: str) -> SecondVerdict:
    """Give the second verdict that was asked of you; the first rating of this moment is kept beside it."""
    reason = required(reason, field="reason", sentence=_("say why you rate it so"), claim=claim)
    asked = claim.second_verdicts.waiting().of(by).first()
    if asked is None:
        raise NotAllowed(unchanged(claim), _("no second verdict on it is asked of you"))
    if readers_know_its_rating(claim):
        raise Refused(unchanged(claim), _("its rating was published meanwhile, and nobody is blind to it any more"))
    first = claim.verdict.rating
    if rating.scale_id != first.scale_id:
        sentence = _("“%(rating)s” is not a rating of the scale that it is judged on") % {"rating": rating}
        raise Invalid(unchanged(claim), sentence, fields={"rating": [sentence]})

    asked.rating, asked.reason, asked.first_rating, asked.given_at = rating, reason, first, timezone.now()
    asked.save(update_fields=["rating", "reason", "first_rating", "given_at"])
    take_back(News.SECOND_VERDICT, claim=claim)
    claim.save(update_fields=[])
    return asked


@act(Permission.ASSIGN, at=list(Status))
def call_off_second_verdict(claim: Claim, *, by: User) -> Claim:
    """Ask no longer for a second verdict that was not given yet."""
    gone, _rows = claim.second_verdicts.waiting().delete()
    take_back(News.SECOND_VERDICT, claim=claim)
    if not gone:
        raise Refused(unchanged(claim), _("no second verdict on it is asked of anybody"))

    claim.save(update_fields=[])
    return claim


def those_to_ask(claim: Claim, *, by: User) -> QuerySet[User]:
    """Of whom this person may ask a second verdict on a claim that has a first."""
    writers = [claim.verdict.written_by_id, *claim.verdict.writers.values_list("pk", flat=True), by.pk]
    return may_be_given(claim).exclude(pk__in=writers)


def steps_apart(first: Rating, second: Rating) -> int | None:
    """How many steps of their scale lie between two ratings; None where one has no place on it."""
    if first.pk == second.pk:
        return 0
    if first.scale_id != second.scale_id or first.value is None or second.value is None:
        return None
    least, most = sorted([first.value, second.value])
    return Rating.objects.filter(scale=first.scale_id, value__gt=least, value__lte=most).count()


def _against_asking(claim: Claim) -> Iterator[str]:
    if not hasattr(claim, "verdict"):
        yield _("it has no verdict that a second could stand beside")
    if waits := claim.second_verdicts.waiting().select_related("asked_of").first():
        yield _("a second verdict is asked of %(person)s already") % {"person": waits.asked_of}
    if readers_know_its_rating(claim):
        yield _("readers know its rating, so nobody can be blind to it")


def _against_asking_of(person: User, claim: Claim, *, by: User) -> Iterator[str]:
    if not person.is_active or not person.has_perm(Permission.WORK):
        yield _("%(person)s does not work on claims") % {"person": person}
    if person.pk == by.pk:
        yield _("you know its verdict: ask somebody else")
    if hasattr(claim, "verdict") and wrote(claim.verdict, person):
        yield _("%(person)s wrote its verdict") % {"person": person}
    yield from (recusal.sentence for recusal in Recusal.objects.of(person).touching(claim))
