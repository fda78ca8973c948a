"""Who else has a claim open, told to its screen while it is open."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from claims import desk
from claims.models import Claim, Presence

MOST = 20  # colleagues who are named


def others(claim: Claim, person: Any) -> list[str]:
    """A sentence for each colleague who has the claim open, in the order in which they came."""
    here = Presence.objects.now().filter(claim=claim).exclude(person=person)[:MOST]
    return [
        (_("%(who)s has it open and is typing.") if one.editing else _("%(who)s has it open.")) % {"who": one.person}
        for one in here
    ]


class PresenceAdmin(admin.ModelAdmin):
    """A screen that says who else has it open."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.presence_view)
        return [path("<int:pk>/presence/", view, name="claims_claim_presence"), *super().get_urls()]

    def presence_view(self, request: Any, pk: int) -> HttpResponse:
        """Say that the page is open, or that it was left; answers who else has it open."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        claim = Claim.objects.filter(pk=pk).only("pk").first()
        if claim is None:
            raise Http404
        if not self.has_view_permission(request, claim):
            raise PermissionDenied
        if "left" in request.POST:
            desk.close(claim, by=request.user)
            return HttpResponse(status=204)
        desk.keep_open(claim, by=request.user, editing=bool(request.POST.get("editing")))
        return JsonResponse({"others": others(claim, request.user)})

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if (claim := kwargs.get("obj")) is not None:
            context["others_here"] = others(claim, request.user)
        return super().render_change_form(request, context, *args, **kwargs)
