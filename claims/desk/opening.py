"""Who has a claim open: said by an open page again and again, forgotten when it is silent. No part of the history."""

from django.db.models.functions import Now

from claims.models import Claim, Presence, User


def keep_open(claim: Claim, *, by: User, editing: bool) -> None:
    """Say that somebody has a claim open, and whether they type in it."""
    here = Presence(claim=claim, person=by, since=Now(), seen_at=Now(), editing=editing)
    Presence.objects.bulk_create(
        [here], update_conflicts=True, unique_fields=["claim", "person"], update_fields=["seen_at", "editing"]
    )


def close(claim: Claim, *, by: User) -> None:
    """Say that somebody left a claim."""
    Presence.objects.filter(claim=claim, person=by).delete()
