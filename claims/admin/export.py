"""Taking everything out: what readers see in a form for others, an article as a dossier, or the whole archive."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims import desk
from claims.accounts.recent import insist_on_recent
from claims.errors import Refused
from claims.exports.archive import archive
from claims.exports.dossier import dossier_of, pieces
from claims.exports.kinds import PUBLIC, public
from claims.exports.public import Asked
from claims.models import Article, Review
from claims.vocabulary import Permission

from .invitation import site_of
from .pages import context, desk_page

log = logging.getLogger("claims.exports")
ZIP = "application/zip"
DOSSIER, ARCHIVE = "dossier", "archive"
KINDS = [
    ("csv", gettext_lazy("CSV: a row for each check, for any spreadsheet")),
    ("xlsx", gettext_lazy("XLSX: the same as a workbook")),
    ("parquet", gettext_lazy("Parquet: the same for data tools")),
    ("ndjson", gettext_lazy("NDJSON: every published document whole, one a line")),
    ("claimreview", gettext_lazy("ClaimReview: a feed of all checks for search engines")),
    (DOSSIER, gettext_lazy("Dossier: one article with its claims, sources and verdicts")),
    (ARCHIVE, gettext_lazy("Archive: all that you need to begin anew elsewhere")),
]


class ExportForm(forms.Form):
    """In which form, and of which article where it is a dossier."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What to take out"), choices=KINDS, initial="csv", widget=forms.RadioSelect
    )
    article = forms.SlugField(
        label=gettext_lazy("The address of the article"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Of a dossier only: the last part of the article's address."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") == DOSSIER and "article" in given:
            given["found"] = Article.objects.filter(slug=given["article"]).first()
            if given["found"] is None:
                self.add_error("article", _("There is no article with this address."))
        return given


@dataclass(frozen=True)
class File:
    """What is sent: how it is called, what it is, and its bytes."""

    name: str
    content_type: str
    pieces: Iterator[bytes]


@desk_page("export/", name="export", title=gettext_lazy("Export"), permission=Permission.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponseBase:
    """The choice of forms, and the file that was chosen."""
    if request.method != "POST":
        return _page(request, ExportForm())
    insist_on_recent(request)
    form = ExportForm(request.POST)
    if form.is_valid():
        try:
            return _sent(_file(request, form.cleaned_data), request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, form, status=400)


def _file(request: HttpRequest, asked: dict[str, Any]) -> File:
    day, kind = timezone.localdate(), asked["kind"]
    if kind == ARCHIVE:
        return File(f"archive-{day}.zip", ZIP, archive())
    if kind == DOSSIER:
        return File(f"dossier-{asked['found'].slug}.zip", ZIP, pieces(dossier_of(asked["found"])))
    form = PUBLIC[kind]
    wanted = Asked(Review.objects.public(), site_of(request).rstrip("/"))
    return File(f"checks-{day}.{form.suffix}", form.content_type, public(form, wanted))


def _sent(file: File, request: HttpRequest) -> StreamingHttpResponse:
    """The file as it is written; what stands against it is refused before anything is sent."""
    first = next(file.pieces, b"")
    log.info("%s was taken out by %s", file.name, request.user)
    response = StreamingHttpResponse(_from(first, file.pieces), content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _from(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _page(request: HttpRequest, form: ExportForm, *, status: int = 200) -> TemplateResponse:
    shown = context(request, title=_("Export"), form=form, tree=desk.record_tree())
    return TemplateResponse(request, "admin/export.html", shown, status=status)
