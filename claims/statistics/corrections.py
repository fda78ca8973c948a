"""How often the desk was wrong, how it said so, and how many eyes saw each entry."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Min, OuterRef, Q, Subquery

from claims.models import Publication
from claims.vocabulary import Act, CorrectionKind

from .period import Period


@dataclass(frozen=True)
class Corrections:
    """The entries of a period that take something back, and what stood over them."""

    entries: int
    by_kind: list[tuple[str, int]]
    updated: int
    confirmed: int
    withdrawn: int
    restored: int
    one_pair_of_eyes: int
    overridden: int
    median_until: timedelta | None  # from a claim's first publication to what takes something back


def corrections(period: Period) -> Corrections:
    """What was taken back in the period."""
    entries = Publication.objects.within(*period.span)
    acts = dict(entries.order_by().values_list("act").annotate(Count("pk")))
    kinds = dict(entries.filter(act=Act.CORRECT).order_by().values_list("correction").annotate(Count("pk")))
    eyes = entries.aggregate(
        alone=Count("pk", filter=Q(approved_by=F("written_by"))),
        overridden=Count("pk", filter=~Q(override_reason="")),
    )
    return Corrections(
        entries=sum(acts.values()),
        by_kind=[(str(kind.label), kinds.get(kind.value, 0)) for kind in CorrectionKind],
        updated=acts.get(Act.UPDATE, 0),
        confirmed=acts.get(Act.CONFIRM, 0),
        withdrawn=acts.get(Act.WITHDRAW, 0),
        restored=acts.get(Act.RESTORE, 0),
        one_pair_of_eyes=eyes["alone"],
        overridden=eyes["overridden"],
        median_until=_median_until(period),
    )


def _median_until(period: Period) -> timedelta | None:
    first = Publication.objects.filter(claim=OuterRef("claim"), act=Act.PUBLISH).values("claim")
    begun = Subquery(first.annotate(at=Min("published_at")).values("at"))
    taken_back = Publication.objects.within(*period.span).filter(act__in=[Act.CORRECT, Act.WITHDRAW])
    waits = sorted(taken_back.annotate(after=F("published_at") - begun).values_list("after", flat=True))
    return waits[len(waits) // 2] if waits else None
