"""Who does it, until when, and why: what changes no word of the claim."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import Claim, Recusal, User
from claims.vocabulary import News, Permission, Queue

from .acting import act, refuse_unfit, unchanged
from .telling import tell, who_may

AS_IT_IS: Any = object()  # what is not said stays as it is


@act(Permission.ASSIGN, even_if_recused=True)
def assign(claim: Claim, *, by: User, to: User | None = None, queue: Queue | str = "") -> Claim:
    """Give a claim to one person or to a queue; to neither takes it out of everybody's hands."""
    if reasons := list(_why_not(claim, to, queue)):
        raise Invalid(unchanged(claim), *reasons, fields={"to": reasons})

    claim.assignee, claim.queue = to, queue
    refuse_unfit(claim, "queue", claim=claim)
    claim.save(update_fields=["assignee", "queue"])
    tell(to, News.ASSIGNED, claim=claim, by=by)
    return claim


def may_be_given(claim: Claim) -> QuerySet[User]:
    """People who may be given a claim: they work here, and nothing keeps them out of it."""
    return may_work().exclude(recusals__in=Recusal.objects.touching(claim))


def may_work() -> QuerySet[User]:
    """People who work on claims, by name."""
    return who_may(Permission.WORK).order_by("public_name", "username")


def _why_not(claim: Claim, person: User | None, queue: str) -> Iterator[str]:
    if person is None:
        return
    if queue:
        yield _("give it to one person or to a queue, not to both")
    if not person.is_active:
        yield _("%(person)s no longer works here") % {"person": person}
    elif not person.has_perm(Permission.WORK):
        yield _("%(person)s may not work on claims") % {"person": person}
    yield from (recusal.sentence for recusal in Recusal.objects.of(person).touching(claim))


@act(Permission.ASSIGN)
def plan(
    claim: Claim,
    *,
    by: User,
    due_at: datetime | None = AS_IT_IS,
    priority: int = AS_IT_IS,
    public_interest: str = AS_IT_IS,
) -> Claim:
    """Set until when a claim should be checked, how much it presses, and why it is checked at all."""
    said = {"due_at": due_at, "priority": priority, "public_interest": public_interest}
    changed = {name: value for name, value in said.items() if value not in (AS_IT_IS, getattr(claim, name))}
    if due_at and "due_at" in changed and due_at < timezone.now():
        sentence = _("this deadline has already passed")
        raise Invalid(unchanged(claim), sentence, fields={"due_at": [sentence]})

    for name, value in changed.items():
        setattr(claim, name, value)
    refuse_unfit(claim, *changed, claim=claim)
    if changed:
        claim.save(update_fields=list(changed))
    return claim
