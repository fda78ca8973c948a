"""Claims that were marked in an earlier text of an article: where their words stand in the newest."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from claims import desk
from claims.anchors import Anchor
from claims.errors import Refused
from claims.formats.worddiff import Piece, pieces
from claims.models import Appearance, Article, ArticleVersion
from claims.reanchoring import Carried, Way, carry

from .pages import desk_page

AT_MOST = 200  # of an article, looked for at a time


@dataclass(frozen=True)
class Left:
    """An appearance in an earlier text, and what was found of it in the newest; nothing where it is orphaned."""

    appearance: Appearance
    found: Carried | None

    @property
    def stands(self) -> bool:
        """Whether the very words stand there, so that nobody need compare."""
        return self.found is not None and self.found.how is not Way.APPROXIMATE

    @property
    def changes(self) -> list[Piece]:
        """From the words of the old text to those of the new."""
        return pieces(self.appearance.exact, self.found.anchor.exact) if self.found else []

    @property
    def passage(self) -> str:
        """The paragraph of the old text in which it stands."""
        text, start, end = self.appearance.version.text, self.appearance.start, self.appearance.end
        stop = text.find("\n", end)
        return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


def left_behind(version: ArticleVersion) -> list[Left]:
    """The appearances of an article that are bound to an earlier text than its newest."""
    rows = Appearance.objects.filter(version__article=version.article_id, version__number__lt=version.number)
    rows = rows.select_related("claim", "version", "speaker").order_by("start", "pk")[:AT_MOST]
    return [Left(row, carry(_anchor(row), row.version.text, version.text)) for row in rows]


def _anchor(row: Appearance) -> Anchor:
    return Anchor(row.exact, row.prefix, row.suffix, row.start, row.end)


@desk_page("articles/<int:pk>/text/move/", name="mark_move")
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Bind the appearances that were chosen to the newest text, or all whose very words stand there."""
    version = get_object_or_404(Article, pk=pk).newest_version()
    chosen = set(request.POST.getlist("appearance"))
    moved = 0
    for left in left_behind(version) if version else []:
        if left.found and (str(left.appearance.pk) in chosen or ("all" in request.POST and left.stands)):
            moved += _moved(left.appearance, left.found, version, request)
    if moved:
        said = ngettext("%(moved)d claim was moved to this text.", "%(moved)d claims were moved to this text.", moved)
        messages.success(request, said % {"moved": moved})
    else:
        messages.warning(request, _("Nothing was moved."))
    return redirect("admin:mark", pk)


def _moved(row: Appearance, found: Carried, version: Any, request: Any) -> bool:
    start, end = found.anchor.start, found.anchor.end
    try:
        desk.edit_appearance(row.claim, by=request.user, appearance=row, text=version, start=start, end=end)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
