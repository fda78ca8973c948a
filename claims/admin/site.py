"""The desk: Django's admin with a home page that says what waits."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.figures import Figure
from claims.models import Claim, Publication
from claims.vocabulary import Status

from .agreement import agreement_per_month

SHOWN = 10  # rows of each list on the home page; each links to the rest
DISPUTED = 5
# The nouns as the newsroom sorts them.
SECTIONS = [
    (gettext_lazy("The desk"), ["Claim", "Article", "Speaker", "Source", "Topic"]),
    (gettext_lazy("The record"), ["Publication", "Review"]),
    (gettext_lazy("The house"), ["RatingScale", "Standard", "User", "Group"]),
]


class DeskSite(AdminSite):
    """The desk's admin site."""

    site_title = site_header = gettext_lazy("The desk")
    index_title = gettext_lazy("The desk")
    index_template = "admin/desk_home.html"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disable_action("delete_selected")  # things are deleted one at a time, on their page

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A view that no query with a NUL byte reaches: the database has no such character."""

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if any("\x00" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest
            return view(request, *args, **kwargs)

        return super().admin_view(guarded, cacheable)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().each_context(request) | {"house_name": settings.SITE_NAME}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The nouns by section; of one app, as Django lists them."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        apps = super().get_app_list(request)
        nouns = {noun["object_name"]: (app, noun) for app in apps for noun in app["models"]}
        sections = [(name, [nouns[noun] for noun in members if noun in nouns]) for name, members in SECTIONS]
        return [
            {**members[0][0], "name": name, "models": [noun for _app, noun in members]}
            for name, members in sections
            if members
        ]

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The home page: what waits for me first, then what the others do."""
        may = request.user.has_perm("claims.view_claim")
        return super().index(request, (self.standing(request.user) if may else {}) | (extra_context or {}))

    def standing(self, person: Any) -> dict[str, Any]:
        """How the desk stands for this person, in a fixed number of queries."""
        claims = Claim.objects.open_to(person).for_the_desk().with_marks()
        week = timezone.now() - timedelta(days=7)
        return {
            "asked_of_me": list(person.second_verdicts.waiting().select_related("claim", "asked_by")),
            "agreement": agreement_per_month(),
            "waiting": list(claims.waiting_for(person)[: SHOWN + 1]),
            "in_review": list(claims.in_state(Status.REVIEW)[: SHOWN + 1]),
            "published": list(Publication.objects.since(week).select_related("claim", "approved_by")[: SHOWN + 1]),
            "disputed": [(claim, spread(claim)) for claim in claims.disputed_numbers()[:DISPUTED]],
            "per_state": list(Claim.objects.per_state().items()),
            "shown": SHOWN,
        }


def spread(claim: Any) -> str:
    """How far the numbers lie apart: claimed 30% of the oil, found 18 to 66."""
    found = Figure(low=claim.found_least, high=claim.found_greatest)
    if found.low == found.high:
        found = Figure(value=found.low)
    return _("claimed %(claimed)s, found %(found)s: %(share)s%% apart") % {
        "claimed": claim.figure.words(),
        "found": found.words(),
        "share": number_format(round(claim.spread * 100), force_grouping=True),
    }
