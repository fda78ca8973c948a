"""The log of corrections: what readers were told was changed, taken back or put back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.formats.canonical import instant
from claims.formats.notices import with_changes
from claims.models import Publication
from claims.vocabulary import Act, Notice

from . import shapes
from .links import link
from .paging import CURSOR, Order, page_of, page_size
from .parameters import Parameter, one_of
from .reading import Asked, PublicRead, listed, written
from .schema import reads

NEWEST_FIRST = Order("-number", ("number",), descending=True)
KIND = Parameter(
    "kind",
    one_of(Notice.values),
    gettext_lazy("Notices of this kind."),
    {"type": "string", "enum": Notice.values},
)
Json = dict[str, Any]


class NoticeOf(s.Serializer):
    id = s.CharField()
    url = s.URLField()
    html_url = s.URLField()
    statement = s.CharField(help_text="As readers know it now.")
    language = s.CharField()


class Correction(s.Serializer):
    kind = shapes.words(Notice)
    act = shapes.words(Act)
    number = s.IntegerField(help_text="Of the entry of the record.")
    url = s.URLField(help_text="The document that was published then, byte by byte.")
    html_url = s.URLField()
    claim = NoticeOf()
    note = s.CharField(help_text="What changed and why; it may be empty for a typo only.")
    published_at = s.DateTimeField()
    commitment = s.CharField()
    standing = s.BooleanField(help_text="Whether the check stands now; if not, the changes are left out here.")
    changes = shapes.Change(many=True)
    changes_left_out = s.IntegerField(help_text="How many more there were: all stand in the documents.")


@reads("corrections_list", gettext_lazy("Corrections, newest first"), shapes.page("CorrectionPage", Correction))
class CorrectionList(PublicRead):
    parameters = (KIND, CURSOR, page_size(50))

    def read(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        """A page of corrections, withdrawals, restorations and merges. Updates are none: they were right once."""
        notices = Publication.objects
        rows = (notices.noticed_as(asked["kind"]) if "kind" in asked else notices.notices()).as_told()
        page = page_of(request, rows, NEWEST_FIRST, size=asked.get("page_size", 50), cursor=asked.get("cursor", ""))
        return listed(request, page, [written(correction(request, row)) for row in with_changes(page.rows)])


def correction(request: HttpRequest, row: Json) -> Json:
    """A notice with its addresses."""
    page = link(request, "claim", row["slug"])
    return {
        **{name: row[name] for name in ("kind", "act", "number", "note", "commitment", "changes", "changes_left_out")},
        "url": f"{link(request, 'api:claim-history', row['public_id'])}{row['number']}/",
        "html_url": f"{page}#entry-{row['number']}",
        "claim": {
            "id": row["public_id"],
            "url": link(request, "api:claim", row["public_id"]),
            "html_url": page,
            "statement": row["statement"],
            "language": row["language"],
        },
        "published_at": instant(row["published_at"]),
        "standing": not (row["withdrawn"] or row["moved_to"]),
    }
