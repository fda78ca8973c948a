"""Acts on many claims: each is done by itself, from the version that was shown, and each is reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DataError, IntegrityError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.accounts.recent import insist_on_recent
from claims.errors import Refused
from claims.models import Claim, User
from claims.vocabulary import Permission

from .acting import ActingAdmin
from .acts import Deed, deed
from .bulk_forms import AssignMany, DeclineMany, ManyForm, PlanMany, WithdrawMany
from .refusals import sentences

MOST = 100  # claims at a time


@dataclass(frozen=True)
class Many:
    """An act that the list of claims offers, with what must be said for all of them."""

    name: str
    label: Any
    form: type[ManyForm] = ManyForm
    asks_who: bool = False  # once more who is there, when that was last shown a while ago
    at_once: bool = False  # without a page of its own: it asks nothing, shows readers nothing and is undone by one act

    @property
    def deed(self) -> Deed:
        found = deed(self.name)
        assert found is not None
        return found


MANY = [
    Many("take_up", gettext_lazy("Take them up"), at_once=True),
    Many("send_to_review", gettext_lazy("Send them to review"), at_once=True),
    Many("assign", gettext_lazy("Give them to somebody or to a queue"), AssignMany),
    Many("plan", gettext_lazy("Set deadline and priority"), PlanMany),
    Many("decline", gettext_lazy("Decline them"), DeclineMany),
    Many("publish", gettext_lazy("Publish them")),
    Many("withdraw", gettext_lazy("Withdraw them"), WithdrawMany, asks_who=True),
]


@dataclass(frozen=True)
class Chosen:
    """A claim as it was shown, and what came of it if the act was tried."""

    claim: Claim
    version: int
    seen: str
    tried: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        return self.tried and not self.reasons


class BulkAdmin(ActingAdmin):
    """A list of claims with acts on many of them."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.many_view)
        return [path("many/<slug:name>/", view, name="claims_claim_many"), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The acts that this person may do to many, for the list's own menu."""
        may = [many for many in MANY if request.user.has_perm(many.deed.act.permission)]
        return {many.name: (_prepare, many.name, many.label) for many in may}

    def prepare(self, request: Any, many: Many, claims: QuerySet[Claim]) -> HttpResponse | None:
        """Show what the act would be done to, or do it where nothing has to be said."""
        if claims.count() > MOST:
            self.message_user(request, _("Choose at most %(most)d claims at a time.") % {"most": MOST}, messages.ERROR)
            return None
        chosen = [_as_shown(claim, many) for claim in claims]
        if many.at_once:
            chosen = self._each(request, many, chosen, {})
        return self._page(request, many, chosen, many.form())

    def many_view(self, request: Any, name: str) -> HttpResponse:
        """Do an act to each chosen claim as it was shown, and say what came of each."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        many = _offered(name)
        if many is None:
            raise Http404
        if not request.user.has_perm(Permission.WORK):
            raise PermissionDenied

        if many.asks_who:
            insist_on_recent(request)
        form, chosen = many.form(request.POST), _named(request.POST, request.user)
        if not form.is_valid():
            return self._page(request, many, chosen, form, status=400)
        return self._page(request, many, self._each(request, many, chosen, form.said()), form)

    def _each(self, request: Any, many: Many, chosen: Iterable[Chosen], said: dict[str, Any]) -> list[Chosen]:
        return [self._one(request, many, one, said) for one in chosen]

    def _one(self, request: Any, many: Many, one: Chosen, said: dict[str, Any]) -> Chosen:
        made_from = {"version": one.version, "seen": one.seen} if many.deed.shows else {"version": one.version}
        try:
            many.deed.act(one.claim, by=request.user, **made_from, **said)
        except (Refused, IntegrityError, DataError) as error:
            reasons = tuple(sentences(error))
        else:
            reasons = ()
            self.log_change(request, one.claim, str(many.deed.label))
        now = Claim.objects.for_the_desk().with_marks().get(pk=one.claim.pk)
        again = _as_shown(now, many) if reasons else one
        return Chosen(now, again.version, again.seen, tried=True, reasons=reasons)

    def _page(
        self, request: Any, many: Many, chosen: list[Chosen], form: ManyForm, *, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": many.label,
            "many": many,
            "chosen": chosen,
            "tried": any(one.tried for one in chosen),
            "done": sum(one.done for one in chosen),
            "left": sum(not one.done for one in chosen),
            "form": form,
        }
        return TemplateResponse(request, "admin/claims/claim/many.html", context, status=status)


def _prepare(admin: BulkAdmin, request: Any, claims: QuerySet[Claim]) -> HttpResponse | None:
    many = _offered(request.POST["action"])
    assert many is not None
    return admin.prepare(request, many, claims)


def _offered(name: str) -> Many | None:
    return next((many for many in MANY if many.name == name), None)


def _as_shown(claim: Claim, many: Many) -> Chosen:
    """The claim as it stands now; with what readers would be told where the act tells them."""
    return Chosen(claim, claim.version, desk.seen_of(claim) if many.deed.shows else "")


def _named(data: Any, person: User) -> list[Chosen]:
    """The chosen claims with the version and digest that stood beside them; what is not there is left out."""
    pks = data.getlist("_selected_action")[:MOST]
    if not all(pk.isdecimal() and len(pk) < 19 and data.get(f"version-{pk}", "").isdecimal() for pk in pks):
        raise BadRequest(_("What was selected could not be understood."))
    claims = Claim.objects.open_to(person).for_the_desk().with_marks().filter(pk__in=pks)
    return [Chosen(c, int(data[f"version-{c.pk}"][:9]), data.get(f"seen-{c.pk}", "")[:12]) for c in claims]
