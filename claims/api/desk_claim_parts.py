"""Where a claim was made and what is held for and against it, row by row; each write is one of the claim."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from claims import desk
from claims.models import Appearance, Claim, Evidence
from claims.vocabulary import TokenScope

from .desk import DeskView
from .desk_state import DeskClaim
from .editing import adds, edits, read, removes
from .editing_bodies import AppearanceBody, EvidenceBody
from .lookup import Lookup
from .versions import named_version


class PartView(DeskView):
    """A private address of a row of a claim."""

    scope = TokenScope.WRITE

    def done(self, public_id: str, act: Callable[..., Any], *, status: int = 200, **said: Any) -> Response:
        """Do it from the version that was seen, and answer with the claim as it stands then."""
        version, _seen = named_version(self.request)
        act(self.claim(public_id), by=self.person, version=version, **said)
        answer = self.state(public_id)
        answer.status_code = status
        return answer


class Appearances(PartView):
    @adds("desk_appearances_add", gettext_lazy("Say where a claim was made"), AppearanceBody, DeskClaim, to_a_row=True)
    def post(self, request: Request, public_id: str) -> Response:
        """Look the quote up in the text and add it; the claim is answered."""
        self.claim(public_id)
        said = Lookup().appearance(read(AppearanceBody, request), _("Nothing was changed"))
        return self.done(public_id, desk.add_appearance, status=HTTP_201_CREATED, **said)


class OneAppearance(PartView):
    @edits("desk_appearances_edit", gettext_lazy("Rewrite where a claim was made"), AppearanceBody, DeskClaim)
    def patch(self, request: Request, public_id: str, place: int) -> Response:
        """The place is that in the claim's list, from 1; a quote that changes is looked up again."""
        row = appearance_at(self.claim(public_id), place)
        body = read(AppearanceBody, request, partial=True)
        said = Lookup().appearance(body, _("Nothing was changed"), article=row.version.article.slug)
        return self.done(public_id, desk.edit_appearance, appearance=row, **said)

    @removes("desk_appearances_remove", gettext_lazy("Remove where a claim was made"), answer=DeskClaim)
    def delete(self, request: Request, public_id: str, place: int) -> Response:
        """The claim is answered; those behind it move up."""
        row = appearance_at(self.claim(public_id), place)
        return self.done(public_id, desk.remove_appearance, appearance=row)


class Evidences(PartView):
    @adds("desk_evidence_add", gettext_lazy("Add evidence to a claim"), EvidenceBody, DeskClaim, to_a_row=True)
    def post(self, request: Request, public_id: str) -> Response:
        """The desk gives it its number; the claim is answered."""
        self.claim(public_id)
        said = Lookup().evidence(read(EvidenceBody, request), _("Nothing was changed"))
        return self.done(public_id, desk.add_evidence, status=HTTP_201_CREATED, **said)


class OneEvidence(PartView):
    @edits("desk_evidence_edit", gettext_lazy("Rewrite a piece of evidence"), EvidenceBody, DeskClaim)
    def patch(self, request: Request, public_id: str, number: int) -> Response:
        """The number is that by which the rationale cites it; it stays."""
        row = evidence_at(self.claim(public_id), number)
        said = Lookup().evidence(read(EvidenceBody, request, partial=True), _("Nothing was changed"))
        return self.done(public_id, desk.edit_evidence, evidence=row, **said)

    @removes("desk_evidence_remove", gettext_lazy("Remove a piece of evidence"), answer=DeskClaim)
    def delete(self, request: Request, public_id: str, number: int) -> Response:
        """The claim is answered; no other evidence ever gets the number."""
        return self.done(public_id, desk.remove_evidence, evidence=evidence_at(self.claim(public_id), number))


def appearance_at(claim: Claim, place: int) -> Appearance:
    """The appearance at a place in the claim's list, from 1."""
    rows = claim.appearances.select_related("version__article").defer("version__text")
    found = rows[place - 1 : place].first() if 1 <= place <= 10_000 else None
    if found is None:
        raise Http404
    return found


def evidence_at(claim: Claim, number: int) -> Evidence:
    """The evidence that the rationale cites by a number."""
    found = claim.evidence.filter(number=number).first() if number < 2**15 else None
    if found is None:
        raise Http404
    return found
