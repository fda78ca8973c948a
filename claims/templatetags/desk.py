"""What the desk's templates need to show a verdict as readers see it."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from claims.models import Claim, Evidence, Notification, Rating, User
from claims.unseen import with_unseen

from .reading import verdict, verdict_mark

register = template.Library()
register.filter("with_unseen", with_unseen)


@register.simple_tag
def desk_verdict(claim: Claim) -> str:
    """The mark and word of a claim's verdict; the claim comes from `with_marks()`."""
    if not hasattr(claim, "verdict"):
        return ""
    shown = _shown(claim.verdict.rating, getattr(claim, "rating_position", None))
    return verdict(shown, getattr(claim, "rating_steps", None) or 0)


@register.simple_tag
def number_unread(person: User) -> str:
    """How many notifications somebody has not looked at."""
    return Notification.objects.number_unread(person)


@register.simple_tag
def rating_on_scale(rating: Rating, scale: list[Rating]) -> str:
    """The mark and word of a rating; `scale` are all ratings of its scale."""
    values = sorted(other.value for other in scale if other.value is not None)
    place = values.index(rating.value) + 1 if rating.value in values else None
    return verdict(_shown(rating, place), len(values))


@register.simple_tag
def rating_choices(field: Any) -> list[dict[str, Any]]:
    """The buttons of a rating's field, each with its rating and its mark."""
    ratings = [button.data["value"].instance for button in field]
    values = sorted(rating.value for rating in ratings if rating.value is not None)
    places = [None if r.value is None else values.index(r.value) + 1 for r in ratings]
    return [
        {"button": button, "rating": rating, "mark": verdict_mark(_shown(rating, place), len(values))}
        for button, rating, place in zip(field, ratings, places, strict=True)
    ]


@register.simple_tag(takes_context=True)
def threads_on(context: Any, row: Evidence) -> dict[str, Any] | None:
    """How many threads on a piece of evidence are open, and the anchor of the first; none where none is."""
    found = [thread.first for thread in context["discussion"].open if thread.first.evidence_id == row.pk]
    return {"count": len(found), "first": f"comment-{found[0].pk}"} if found else None


@register.filter
def number_found(row: Any) -> str:
    """The number of a row in words, where it is one."""
    try:
        return row.figure.words() if row.figure else ""
    except ValueError:  # it is being typed
        return ""


@register.filter
def duration(since: datetime) -> str:
    """How long ago a moment was, in its largest unit."""
    return timesince(since, depth=1)


@register.filter
def age(since: datetime) -> str:
    """For how long something has been so."""
    if timezone.now() - since < timedelta(minutes=1):
        return _("just now")
    return _("for %(duration)s") % {"duration": duration(since)}


def _shown(rating: Rating, position: int | None) -> dict[str, Any]:
    return {"label": rating.label, "tone": rating.tone, "position": position}
