"""Claims that somebody may read on the desk and not write on."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims import desk
from claims.models import Claim, Recusal, User
from claims.vocabulary import Status


def why_read_only(claim: Claim, person: User) -> list[str]:
    """Why this person may only read the claim, one sentence each; empty when they may write."""
    reasons = [f"{recusal.sentence}." for recusal in Recusal.objects.of(person).touching(claim)]
    if claim.status == Status.DECLINED:
        reasons.append(_("It was declined: reopen it to write on it."))
    if claim.status == Status.MERGED:
        reasons.append(_("It was merged into “%(other)s”: write there.") % {"other": claim.merged_into})
    return reasons


def kin(claim: Claim) -> list[tuple[str, Claim]]:
    """The claims that this one was merged with or split from, each with what it is to this one."""
    above = [(_("Merged into"), claim.merged_into), (_("Split from"), claim.split_from)]
    below = Claim.objects.filter(Q(merged_into=claim) | Q(split_from=claim)).order_by("pk")
    return [
        *((relation, other) for relation, other in above if other),
        *((_("Merged into this one") if c.merged_into_id == claim.pk else _("Split off"), c) for c in below),
    ]


class ClosableAdmin(admin.ModelAdmin):
    """A claim's screen that can only be read by who is recused from it, and by all when it is laid aside."""

    def why_read_only(self, request: Any, claim: Claim) -> list[str]:
        """The sentences of a claim for who asks; looked up once a request."""
        known: dict[int, list[str]] = request.__dict__.setdefault("read_only", {})
        if claim.pk not in known:
            known[claim.pk] = why_read_only(claim, request.user)
        return known[claim.pk]

    def has_change_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        shut = obj is not None and self.why_read_only(request, obj)
        return not shut and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        kept = obj is not None and (obj.is_in_the_record or obj.status == Status.MERGED)
        recused = obj is not None and Recusal.objects.of(request.user).touching(obj).exists()  # type: ignore[arg-type]
        return not (kept or recused) and super().has_delete_permission(request, obj)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Save the rest of a claim, unless that makes it one that its writer is recused from."""
        super().save_related(request, form, formsets, change)
        desk.refuse_recused(form.instance, by=request.user)
