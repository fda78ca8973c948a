"""Published claims to be checked again: on a claim's own screen, and the list of them all."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, Review
from claims.vocabulary import Status

from .acts import deed
from .asking import RowAct
from .pages import context, desk_page

ON_A_PAGE = 25


def recheck(claim: Claim) -> dict[str, Any] | None:
    """Why and by when a published claim is to be checked again."""
    if claim.status != Status.PUBLISHED:
        return None
    promised_by = Review.objects.filter(claim=claim).values_list("review_by", flat=True).first()
    passed = promised_by is not None and promised_by <= timezone.localdate()
    return {
        "because": claim.recheck_because.splitlines(),
        "promised_by": promised_by,
        "due": passed or bool(claim.recheck_because),
    }


@desk_page("recheck/", name="recheck", title=gettext_lazy("To be checked again"))
def due_for_recheck(request: Any) -> HttpResponse:
    """The claims that are due, the oldest finding first, each with the way to say that it still stands."""
    claims = Claim.objects.open_to(request.user).for_the_desk().with_marks().due_for_recheck(timezone.localdate())
    found = Paginator(claims, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(claim, _still_stands(claim, request.user)) for claim in found]
    shown = context(request, title=_("To be checked again"), page=found, rows=rows)
    return TemplateResponse(request, "admin/claims/recheck.html", shown)


def _still_stands(claim: Claim, person: Any) -> Any:
    """The form with which this person says so, if they may."""
    chosen = deed("still_stands")
    assert chosen is not None
    if not chosen.is_for(claim, person):
        return None
    key = f"still_stands-{claim.pk}"
    return RowAct(chosen, chosen.form(None, name=key, claim=claim, person=person), f"act-{key}")
