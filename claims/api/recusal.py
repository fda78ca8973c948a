"""Conflicts of interest, for those who keep the desk's order."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from claims import desk
from claims.errors import NotAllowed
from claims.formats.canonical import instant
from claims.models import Recusal, Speaker, Topic, User

from . import shapes
from .bodies import Body
from .desk import CSRF, DeskView
from .desk_state import person
from .errors import faulty
from .paging import CURSOR, Order, page_of, page_size
from .parameters import asked, shortened
from .schema import refusals

NEWEST_FIRST = Order("newest", ("pk",), descending=True)
LISTING = (CURSOR, page_size(50))


class RecusalShape(s.Serializer):
    id = s.IntegerField()
    person = shapes.Person()
    speaker = s.CharField(allow_null=True, help_text="The slug of a speaker, or")
    topic = s.CharField(allow_null=True, help_text="the slug of a topic.")
    reason = s.CharField()
    recorded_at = s.DateTimeField()


class RecusalBody(Body):
    person = s.CharField(max_length=12, help_text="The id of a person.")
    speaker = s.SlugField(max_length=80, required=False, help_text="Whom they keep out of, or")
    topic = s.SlugField(max_length=80, required=False, help_text="what they keep out of.")
    reason = s.CharField(max_length=500)


class RecusalList(DeskView):
    @extend_schema(
        operation_id="desk_recusals_list",
        summary=gettext_lazy("Who keeps out of what, newest first"),
        parameters=[parameter.documented() for parameter in LISTING],
        responses={200: shapes.page("RecusalPage", RecusalShape), **refusals(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """A page of recusals."""
        if not self.person.has_perm("claims.view_recusal"):
            raise NotAllowed(_("Nothing was shown"), _("your group does not have the right to see it"))
        wanted = asked(request, LISTING)
        rows = Recusal.objects.select_related("person", "speaker", "topic")
        page = page_of(request, rows, NEWEST_FIRST, size=wanted.get("page_size", 50), cursor=wanted.get("cursor", ""))
        results = [shown(row) for row in page.rows]
        return Response({"next": page.next, "previous": page.previous, "results": results})

    @extend_schema(
        operation_id="desk_recusals_recuse",
        summary=gettext_lazy("Keep somebody out of a speaker or a topic"),
        parameters=[CSRF],
        request=RecusalBody,
        responses={201: RecusalShape, **refusals(400, 401, 403, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Record it, and answer with it."""
        body = RecusalBody(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        named = {
            "person": _named(User, "public_id", said["person"], "person"),
            "speaker": _named(Speaker, "slug", said.get("speaker"), "speaker"),
            "topic": _named(Topic, "slug", said.get("topic"), "topic"),
        }
        return Response(shown(desk.recuse(Recusal(reason=said["reason"], **named), by=self.person)), HTTP_201_CREATED)


class LiftRecusal(DeskView):
    @extend_schema(
        operation_id="desk_recusals_lift",
        summary=gettext_lazy("Let somebody work again on what they kept out of"),
        parameters=[CSRF],
        request=None,
        responses={204: None, **refusals(401, 403, 404)},
    )
    def post(self, request: Request, number: int) -> Response:
        """Lift it."""
        desk.lift_recusal(get_object_or_404(Recusal, pk=number), by=self.person)
        return Response(status=HTTP_204_NO_CONTENT)


def _named(noun: Any, column: str, value: str | None, field: str) -> Any:
    if value is None:
        return None
    found = noun.objects.filter(**{column: value}).first()
    if found is None:
        raise faulty(_("Nobody was recused"), {field: _("there is no “%(name)s”") % {"name": shortened(value)}})
    return found


def shown(recusal: Recusal) -> dict[str, Any]:
    """A recusal, as colleagues see it."""
    return {
        "id": recusal.pk,
        "person": person(recusal.person),
        "speaker": recusal.speaker.slug if recusal.speaker else None,
        "topic": recusal.topic.slug if recusal.topic else None,
        "reason": recusal.reason,
        "recorded_at": instant(recusal.recorded_at),
    }
