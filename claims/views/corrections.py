"""The log of corrections, as a page and as a feed."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.formats.changes import shown
from claims.formats.notices import with_changes
from claims.models import Publication
from claims.models.publication import PublicationQuerySet
from claims.vocabulary import Notice

from .asking import one_of, run
from .caching import answer, answer_with
from .site_address import site_address

FEED_SIZE = 30
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that no XML may hold
Json = dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Everything that was corrected, withdrawn, restored or merged, newest first."""
    kind = one_of(request, "kind", Notice.values)
    found = run(request, _notices(kind).as_told())
    counts = Publication.objects.per_notice()
    context = {"kind": kind, "run": found, "counts": _counts(counts), "total": sum(counts.values())}
    return answer(
        request,
        "claims/corrections.html",
        lambda: context | {"notices": _as_shown(found.rows)},
        shows=[kind, found.begun, found.older, counts.items(), *_marks(found.rows)],
    )


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """The newest of them as an Atom feed (RFC 4287)."""
    kind = one_of(request, "kind", Notice.values)
    rows = list(_notices(kind).as_told()[:FEED_SIZE])
    return answer_with(
        request,
        lambda: _atom(request, kind, rows).encode(),
        shows=[kind, *_marks(rows)],
        content_type=Atom1Feed.content_type,
    )


def _notices(kind: str) -> PublicationQuerySet:
    return Publication.objects.noticed_as(kind) if kind else Publication.objects.notices()


def _marks(rows: Iterable[Json]) -> list[str]:
    """What changes when a row is shown otherwise: the entry, and how its claim stands now."""
    return [f"{row['commitment']} {row['shown']} {row['erased']} {row['moved_to']}" for row in rows]


def _counts(counts: dict[Notice, int]) -> list[Json]:
    return [{"kind": notice.value, "label": notice.label, "count": count} for notice, count in counts.items()]


def _as_shown(rows: list[Json]) -> list[Json]:
    return [
        row | {"label": Notice(row["kind"]).label, "shown": shown(row["changes"], row["language"])}
        for row in with_changes(rows)
    ]


def _atom(request: HttpRequest, kind: str, rows: list[Json]) -> str:
    here = reverse("corrections-feed") + (f"?kind={kind}" if kind else "")
    site = site_address(request)
    atom = Atom1Feed(
        title=_("Corrections – %(site)s") % {"site": settings.SITE_NAME},
        link=site + reverse("corrections"),
        description=None,
        subtitle=_("What was corrected, withdrawn, restored or merged."),
        language=get_language(),
        feed_url=site + here,
        feed_guid=site + here,
        author_name=settings.SITE_NAME,
    )
    for row in _as_shown(rows):
        _add(atom, site, row)
    return atom.writeString("utf-8")


def _add(atom: Atom1Feed, site: str, row: Json) -> None:
    at = row["published_at"]
    host = site.partition("://")[2].partition(":")[0]
    atom.add_item(
        title=_without_bad(f"{row['label']}: {row['statement']}"),
        link=f"{site}{reverse('claim', args=[row['slug']])}#entry-{row['number']}",
        description=_without_bad(render_to_string("claims/_partials/_feed_entry.html", {"notice": row})),
        unique_id=f"tag:{host},{at:%Y-%m-%d}:corrections/{row['number']}",  # RFC 4151
        pubdate=at,
        updateddate=at,
        categories=[row["kind"]],
    )


def _without_bad(text: str) -> str:
    return NO_XML.sub("\ufffd", text)
