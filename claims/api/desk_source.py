"""Sources as the desk holds them, with their archived copies."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from claims import desk
from claims.formats.canonical import instant
from claims.models import Capture, Source

from . import shapes
from .desk_nouns import Held, NounDetail, NounList, NounView, as_named, documented
from .editing import adds, edits, read, removes
from .editing_bodies import CaptureBody, SourceBody
from .versions import named_version


class DeskCapture(shapes.Capture):
    capture = s.IntegerField(help_text="How its address names it.")


class DeskSource(Held, shapes.SourceFields):
    original_url = s.CharField()
    captures = DeskCapture(many=True)


class SourceView(NounView):
    noun, route, key = Source, "api:desk-source", "public_id"
    body = new_body = SourceBody
    columns = {
        **as_named("title", "title_is_descriptive", "publisher", "original_publisher", "published_on", "kind"),
        **as_named("language", "read_as", "note"),
        "original_url": "url",
    }

    def rows(self) -> QuerySet[Source]:
        return Source.objects.prefetch_related("captures")

    def shown(self, request: HttpRequest, row: Source) -> dict[str, Any]:
        return super().shown(request, row) | {"captures": [capture(each) for each in row.captures.all()]}


def capture(each: Capture) -> dict[str, Any]:
    """An archived copy."""
    return {
        "capture": each.pk,
        "url": each.url,
        "captured_at": instant(each.captured_at),
        "sha256": each.sha256,
    }


says = documented("sources", gettext_lazy("One source"), gettext_lazy("Sources, the newest first"), DeskSource)


@says
class DeskSourceList(SourceView, NounList):
    pass


@says
class DeskSourceDetail(SourceView, NounDetail):
    pass


class CaptureView(SourceView):
    """A private address of a copy; each write is one of its source."""

    def done(self, public_id: str, act: Callable[..., Any], row: Any, *, status: int = 200, **said: Any) -> Response:
        """Do it from the version of the source that was seen, and answer with the source."""
        version, _seen = named_version(self.request)
        act(row, by=self.person, version=version, **said)
        return self.answer(public_id, status=status)

    def copy(self, public_id: str, number: int) -> Capture:
        """One copy of a source."""
        copies = self.row(public_id).captures.select_related("source")
        return get_object_or_404(copies, pk=number if number < 2**63 else 0)


class Captures(CaptureView):
    @adds("desk_captures_add", gettext_lazy("Add an archived copy of a source"), CaptureBody, DeskSource, to_a_row=True)
    def post(self, request: Request, public_id: str) -> Response:
        """The source is answered."""
        source = self.row(public_id)
        return self.done(public_id, desk.add_capture, source, status=HTTP_201_CREATED, **read(CaptureBody, request))


class OneCapture(CaptureView):
    @edits("desk_captures_edit", gettext_lazy("Rewrite where an archived copy is"), CaptureBody, DeskSource)
    def patch(self, request: Request, public_id: str, number: int) -> Response:
        """The source is answered."""
        said = read(CaptureBody, request, partial=True)
        return self.done(public_id, desk.edit_capture, self.copy(public_id, number), **said)

    @removes("desk_captures_remove", gettext_lazy("Remove an archived copy"), answer=DeskSource)
    def delete(self, request: Request, public_id: str, number: int) -> Response:
        """The source is answered."""
        return self.done(public_id, desk.remove_capture, self.copy(public_id, number))
