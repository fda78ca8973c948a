"""The screen on which an editor finds the claim that says the same, before two become one."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.vocabulary import Permission

from .acts import deed, form_of

MOST = 20  # claims to choose from


class MergingAdmin(admin.ModelAdmin):
    """Claims with a screen that finds duplicates."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name="claims_claim_merge"), *super().get_urls()]

    def merge_view(self, request: Any, pk: int) -> HttpResponse:
        """The claims whose statements are much like this one's, or like what is looked for."""
        known = Claim.objects.open_to(request.user).for_the_desk()
        claim = known.filter(pk=pk).first()
        merge = deed("merge")
        if claim is None or merge is None:
            raise Http404
        if not request.user.has_perm(Permission.PUBLISH):
            raise PermissionDenied

        words = request.GET.get("q", "").strip()[:500]
        alike = known.with_marks().mergeable().exclude(pk=pk).like(words or claim.statement)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Merge into another claim"),
            "original": claim,
            "words": words,
            "candidates": list(alike[:MOST]),
            "form": form_of([merge], claim, request.user),
            "told": claim.publications.exists(),
            "may_override": request.user.has_perm(Permission.OVERRIDE),
        }
        return TemplateResponse(request, "admin/claims/claim/merge.html", context)
