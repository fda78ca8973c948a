"""Many rows at once: each is added by itself or refused by itself, and each is reported."""

import json
from typing import Any, ClassVar

from django.db import DataError, IntegrityError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers as s
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims import desk
from claims.errors import Refused

from .bodies import Body
from .desk import CSRF, DeskView
from .desk_claim import refuse_strangers
from .desk_nouns import NounView
from .desk_source import SourceView
from .desk_speaker import SpeakerView
from .desk_topic import TopicView
from .editing_bodies import NewClaimBody, SourceBody, SpeakerBody, TopicBody
from .errors import answer, faulty
from .links import link
from .lookup import Lookup
from .schema import refusals

MOST = 200  # rows at a time


class BulkRow(s.Serializer):
    row = s.IntegerField(help_text="Its place in what was sent, from 0.")
    status = s.IntegerField(help_text="As if it had been sent alone: 201 where it was added.")
    id = s.CharField(required=False)
    url = s.URLField(required=False)
    code = s.CharField(required=False, help_text="Why it was refused, for machines.")
    detail = s.CharField(required=False, help_text="Why it was refused, in one sentence.")
    fields = s.DictField(  # type: ignore[assignment]
        required=False, child=s.ListField(child=s.CharField()), help_text="The fields at fault."
    )


class BulkAnswer(s.Serializer):
    results = BulkRow(many=True, help_text="One for each that was sent, in that order.")
    created = s.IntegerField()
    refused = s.IntegerField()


class BulkView(DeskView):
    """An address that takes many rows."""

    name: ClassVar[str]  # of the rows in the body
    row_body: ClassVar[type[Body]]

    def add(self, said: dict[str, Any]) -> tuple[str, str]:
        """Add one; returns its id and its address."""
        raise NotImplementedError

    def post(self, request: Request) -> Response:
        """Each row is a transaction of its own: one that is refused takes nothing of the others with it."""
        results = [self._one(place, row) for place, row in enumerate(self._rows(request))]
        created = sum(result["status"] == 201 for result in results)
        return Response({"results": results, "created": created, "refused": len(results) - created})

    def get(self, request: Request) -> Response:
        """No row has this name."""
        raise Http404

    patch = delete = get

    def _rows(self, request: Request) -> list[Any]:
        what, body = _("Nothing was added"), request.data
        if not isinstance(body, dict) or set(body) != {self.name} or not isinstance(body[self.name], list):
            raise faulty(what, {self.name: _("send an object with this list and nothing else")})
        if not 1 <= len(body[self.name]) <= MOST:
            raise faulty(what, {self.name: _("send 1 to %(most)d at a time") % {"most": MOST}})
        return body[self.name]

    def _one(self, place: int, row: Any) -> dict[str, Any]:
        body = self.row_body(data=row)
        try:
            body.is_valid(raise_exception=True)
            public_id, url = self.add(dict(body.validated_data))
        except (Refused, ValidationError, IntegrityError, DataError) as error:
            return {"row": place, **_refusal(error)}
        return {"row": place, "status": 201, "id": public_id, "url": url}


def _refusal(error: Exception) -> dict[str, Any]:
    """Why a row was not added, as it would be said of one that is sent alone."""
    refused = answer(error, {})
    if refused is None:
        raise error
    return {"status": refused.status_code, **json.loads(refused.content)}


def adds_many(operation: str, does: Any, name: str, row: type[Body]) -> Any:
    """In the schema: a POST of many rows."""
    fields = {name: s.ListField(child=row(), min_length=1, max_length=MOST), "__doc__": ""}
    body = type(f"Bulk{row.__name__.removeprefix('New')}", (Body,), fields)
    described = extend_schema(
        operation_id=operation,
        summary=does,
        parameters=[CSRF],
        request=body,
        responses={200: BulkAnswer, **refusals(400, 401, 403, 413, 415)},
    )

    def of(view: Any) -> Any:
        view.name, view.row_body = name, row
        nothing = extend_schema(exclude=True)
        return extend_schema_view(post=described, get=nothing, patch=nothing, delete=nothing)(view)

    return of


@adds_many("desk_claims_create_many", gettext_lazy("Put many claims on the desk"), "claims", NewClaimBody)
class BulkClaims(BulkView):
    def post(self, request: Request) -> Response:
        """Each as if it were sent alone, with where it was made and what is held for and against it."""
        refuse_strangers(self.person, _("Nothing was added"))
        self.lookup = Lookup()
        return super().post(request)

    def add(self, said: dict[str, Any]) -> tuple[str, str]:
        claim = desk.spot(by=self.person, **self.lookup.claim(said, _("No claim was added")))
        return claim.public_id, link(self.request, "api:desk-claim", claim.public_id)


class BulkNouns(NounView, BulkView):
    """Many rows of a noun."""

    def add(self, said: dict[str, Any]) -> tuple[str, str]:
        with self.called_as_sent():
            added = desk.add_to_desk(self.noun, by=self.person, **said)
        key = getattr(added, self.key)
        return key, link(self.request, self.route, key)


@adds_many("desk_speakers_create_many", gettext_lazy("Add many speakers"), "speakers", SpeakerBody)
class BulkSpeakers(SpeakerView, BulkNouns):
    pass


@adds_many("desk_sources_create_many", gettext_lazy("Add many sources"), "sources", SourceBody)
class BulkSources(SourceView, BulkNouns):
    pass


@adds_many("desk_topics_create_many", gettext_lazy("Add many topics"), "topics", TopicBody)
class BulkTopics(TopicView, BulkNouns):
    pass
