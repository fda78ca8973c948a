"""The desk: Django's admin with a home page that says what waits."""

from datetime import timedelta
from typing import Any

from allauth.account import views as account
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.accounts.second_factor import Unproved
from claims.figures import Figure
from claims.models import Claim, Publication
from claims.vocabulary import Status

from .agreement import agreement_per_month
from .alarms import alarms
from .due import due
from .pages import in_order, page_urls

SHOWN = 10  # rows of each list on the home page; each links to the rest
DISPUTED = 5
# The nouns as the newsroom sorts them.
SECTIONS = [
    (gettext_lazy("The desk"), ["Claim", "Tip", "Article", "Speaker", "Source", "Topic", "MarkupPage"]),
    (gettext_lazy("The record"), ["Publication", "Review"]),
    (
        gettext_lazy("The house"),
        [
            *("HousePage", "HouseProfile", "RatingScale", "Standard"),
            *("User", "Group", "Invitation", "SignIn", "Recusal", "Job", "Webhook"),
        ],
    ),
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

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Show what is ours; the tables of the library behind the log-in are for its own pages."""
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        ours = [model for model in models if not model.__module__.startswith("allauth.")]
        super().register(ours, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead to the one way in, which asks for the second factor too; nothing that is posted here logs anybody in."""
        if isinstance(request.user, Unproved):
            return redirect(request.user.way_on)
        if not request.user.is_authenticated:
            wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index", current_app=self.name)
            return redirect_to_login(wanted, reverse("account_login"))
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The one way out."""
        return account.logout(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Where a password is changed."""
        return redirect("account_change_password")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        pages = [page for page in in_order() if request.user.has_perm(page.permission)]
        return super().each_context(request) | {"house_name": settings.SITE_NAME, "desk_pages": pages}

    def get_urls(self) -> list[Any]:
        return [*page_urls(self), *super().get_urls()]

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
        standing = self.standing(request.user) if may else {}
        return super().index(request, standing | {"alarms": alarms(request.user)} | (extra_context or {}))

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
            "due": due(person),
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
