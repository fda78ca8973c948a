"""Questions about the work on claims: whose it is, what presses, how long it has lain there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.db.models.functions import Now

from claims.vocabulary import Permission, Queue, Status

from .user import User

UNFINISHED = [Status.SPOTTED, Status.CHECKING, Status.REVIEW]  # what a deadline is for
SOON = timedelta(days=3)
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Ages:
    """How many claims stand in a state, and since when: the middle one and the one that is there longest."""

    claims: int = 0
    median: datetime | None = None
    oldest: datetime | None = None


class Median(models.Aggregate):
    """The middle value: half are not greater."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


class WorkQuerySet(models.QuerySet[Row]):
    """Claims by who has to do what."""

    def unfinished(self) -> Self:
        """Claims that readers wait for."""
        return self.filter(status__in=UNFINISHED)

    def overdue(self) -> Self:
        """Unfinished claims whose deadline has passed."""
        return self.unfinished().filter(due_at__lt=Now())

    def due_soon(self) -> Self:
        """Unfinished claims whose deadline has passed or is near."""
        return self.unfinished().filter(due_at__lt=Now() + SOON)

    def by_deadline(self) -> Self:
        """The nearest deadline first, then what presses most, then what lies there longest."""
        return self.order_by(F("due_at").asc(nulls_last=True), "-priority", "status_since", "pk")

    def most_pressing(self) -> Self:
        """What presses most first, then the nearest deadline, then what lies there longest."""
        return self.order_by("-priority", F("due_at").asc(nulls_last=True), "status_since", "pk")

    def in_hand_of(self, person: User) -> Self:
        """What this person has to spot on or check."""
        return self.filter(assignee=person, status__in=[Status.SPOTTED, Status.CHECKING])

    def given_to(self, person: User | None) -> Self:
        """What this person, or nobody, has or had in hand, wherever it stands."""
        return self.filter(assignee=person)

    def queued_for(self, queue: str) -> Self:
        """What waits for anybody of a queue."""
        return self.filter(queue=queue)

    def changed_since(self, moment: datetime) -> Self:
        """What was saved at that moment or after it."""
        return self.filter(changed_at__gte=moment)

    def in_queue_of(self, person: User) -> Self:
        """What this person may take from a queue."""
        queues = list(Queue) if person.has_perm(Permission.PUBLISH) else [Queue.WRITERS]
        free = self.filter(queue__in=queues, assignee=None, status__in=[Status.SPOTTED, Status.CHECKING])
        return free.not_recused(person)

    def to_be_approved_by(self, person: User) -> Self:
        """What others sent to review and this person may publish."""
        if not person.has_perm(Permission.PUBLISH):
            return self.none()
        return self.filter(~self._written_by(person), status=Status.REVIEW).not_recused(person)

    def sent_to_review_by(self, person: User) -> Self:
        """What this person had in hand or wrote, and now waits for somebody else."""
        return self.filter(Q(assignee=person) | Q(self._written_by(person)), status=Status.REVIEW)

    def in_other_hands_than(self, person: User) -> Self:
        """What somebody else or nobody has in hand."""
        return self.filter(~Q(assignee=person) | Q(assignee=None))

    def with_embargoes(self) -> Self:
        """Claims with the moment for which they are scheduled, without the document that waits for it."""
        return self.select_related("embargo").defer("embargo__text", "embargo__nonce")

    def with_recusals_of(self, person: User) -> Self:
        """Claims that say whether this person is recused from them (`recused`)."""
        return self.annotate(recused=self._recusal_of(person))

    def not_recused(self, person: User) -> Self:
        """Claims that this person is not recused from."""
        return self.filter(~self._recusal_of(person))

    def _recusal_of(self, person: User) -> Exists:
        return self._with(Q(topics__recusals__person=person) | Q(appearances__speaker__recusals__person=person))

    def _written_by(self, person: User) -> Exists:
        return self._with(Q(verdict__written_by=person) | Q(verdict__writers=person))

    def _with(self, what: Q) -> Exists:
        """Whether a row of other tables says so; a join would list a claim as often as there are such rows."""
        return Exists(self.model._default_manager.filter(what, pk=OuterRef("pk")))

    def ages(self) -> dict[str, Ages]:
        """How many stand in each state and since when, by one query."""
        since = {"median": Median("status_since"), "oldest": Min("status_since")}
        counted = self.order_by().values("status").annotate(count=Count("pk"), **since)
        return {row["status"]: Ages(row["count"], row["median"], row["oldest"]) for row in counted}
