"""The log of corrections, as a page and as a feed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.formats.changes import shown
from claims.formats.feed import Item, tag_uri
from claims.formats.notices import with_changes
from claims.models import Publication
from claims.models.publication import PublicationQuerySet
from claims.vocabulary import Notice

from .asking import one_of, run
from .caching import answer
from .feed import ITEMS_AT_MOST, answer_feed

Json = dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Everything that was corrected, withdrawn, restored or merged, newest first."""
    kind = one_of(request, "kind", Notice.values)
    found = run(request, _notices(kind).as_told())
    counts = Publication.objects.per_notice()
    context = {
        "kind": kind,
        "query": _query(kind),
        "run": found,
        "counts": _counts(counts),
        "total": sum(counts.values()),
    }
    return answer(
        request,
        "claims/corrections.html",
        lambda: context | {"notices": _as_shown(found.rows)},
        shows=[kind, found.begun, found.older, counts.items(), *_marks(found.rows)],
    )


@require_safe
def feed(request: HttpRequest, form: str) -> HttpResponseBase:
    """The newest of them as a feed."""
    kind = one_of(request, "kind", Notice.values)
    rows = list(_notices(kind).as_told()[:ITEMS_AT_MOST])
    query = _query(kind)
    return answer_feed(
        request,
        form,
        lambda site: _items(rows, site),
        title=_("Corrections"),
        subtitle=_("What was corrected, withdrawn, restored or merged."),
        page=reverse("corrections") + query,
        here=reverse("corrections-feed", kwargs={"form": form}) + query,
        shows=[kind, *_marks(rows)],
    )


@require_safe
def moved_feed(request: HttpRequest) -> HttpResponseBase:
    """The way from where one looks for the Atom feed to where it always was."""
    query = request.META.get("QUERY_STRING", "")
    there = reverse("corrections-feed", kwargs={"form": "atom"}) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(there)


def _notices(kind: str) -> PublicationQuerySet:
    return Publication.objects.noticed_as(kind) if kind else Publication.objects.notices()


def _query(kind: str) -> str:
    return f"?kind={kind}" if kind else ""


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


def _items(rows: list[Json], site: str) -> Iterator[Item]:
    for row in _as_shown(rows):
        at = row["published_at"]
        yield Item(
            id=tag_uri(site, f"{at:%Y-%m-%d}", f"corrections/{row['number']}"),
            url=f"{site}{reverse('claim', args=[row['slug']])}#entry-{row['number']}",
            title=f"{row['label']}: {row['statement']}",
            html=render_to_string("claims/_partials/_feed_entry.html", {"notice": row}),
            published_at=at,
            updated_at=at,
            summary=row["note"],
            categories=(row["kind"],),
        )
