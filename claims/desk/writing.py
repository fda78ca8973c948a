"""Writing on the desk: verdicts, and how much of an article readers see."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import Article, Claim, Rating, User, Verdict
from claims.vocabulary import Display, Permission, Scope, Status

from .acting import OPEN, act, house_act, unchanged
from .projecting import redisplay

TAKEN_UP = [status for status in OPEN if status != Status.SPOTTED]


@act(Permission.WORK, at=TAKEN_UP)
def propose_verdict(
    claim: Claim,
    *,
    by: User,
    rating: Rating,
    summary: str,
    rationale: str,
    scope: str = Scope.SUBSTANCE,
    conflicts: Sequence[str] = (),
    open_questions: Sequence[str] = (),
    as_of: datetime.date | None = None,
    review_by: datetime.date | None = None,
    authenticity: str | None = None,
) -> Verdict:
    """Write or rewrite the verdict of a claim that was taken up; who does so becomes its writer.

    A verdict that already says so stays as it is, with the writer it has. Without an `authenticity` it keeps its own.
    """
    verdict = Verdict.objects.filter(claim=claim).first() or Verdict(claim=claim)
    _refuse_retired(rating, verdict, claim)
    texts = {"scope": scope, "summary": summary, "rationale": rationale}
    lists = {"conflicts": list(conflicts), "open_questions": list(open_questions)}
    said = {"rating": rating, **texts, **lists, "review_by": review_by, **({"as_of": as_of} if as_of else {})}
    said |= {"authenticity": authenticity} if authenticity is not None else {}
    if verdict.pk and all(getattr(verdict, name) == value for name, value in said.items()):
        return verdict

    _fill(verdict, written_by=by, **said)
    verdict.save()
    verdict.writers.add(by)
    claim.save(update_fields=[])
    return verdict


def _refuse_retired(rating: Rating, verdict: Verdict, claim: Claim) -> None:
    if rating.scale.in_use or rating.pk == verdict.rating_id:
        return
    sentence = _("“%(rating)s” is not a rating of the scale in use") % {"rating": rating}
    raise Invalid(unchanged(claim), sentence, fields={"rating": [sentence]})


def _fill(verdict: Verdict, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(verdict, name, value)
    try:
        verdict.full_clean(exclude=["claim"])
    except ValidationError as error:
        # What two columns break together is the day to look again, which has to come after the day it holds for.
        faults = {"review_by" if f == NON_FIELD_ERRORS else f: said for f, said in error.message_dict.items()}
        reasons = [f"{field}: {' '.join(said)}" for field, said in faults.items()]
        raise Invalid(unchanged(verdict.claim), *reasons, fields=faults) from error


@house_act(Permission.PUBLISH)
def display_article(article: Article, *, by: User, display: Display) -> Article:
    """Set how much of an article's text readers see, at once and for every claim in it."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    article.display = display
    article.save(update_fields=["display"])
    redisplay(article)
    return article
