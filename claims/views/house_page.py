"""The pages on which the house tells how it works, each as it is in force and as it ever was."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from claims.formats.canonical import instant
from claims.formats.worddiff import Piece, pieces
from claims.languages import spoken
from claims.models import HousePageVersion, house_language
from claims.text import clean_page
from claims.vocabulary import HousePageKind

from .caching import answer, answer_with
from .imprint import house_as_data, renewed

Json = dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Who we are: every page about the house that is in force, and its profile."""
    told = renewed()
    found = {version.kind: version for version in HousePageVersion.objects.in_force(spoken()).defer("text")}
    shown = [_row(version).values() for version in found.values()]
    return answer(
        request,
        "claims/about.html",
        lambda: {
            "pages": [_row(found[kind]) for kind in HousePageKind.values if kind in found],
            "profile": told.profile,
            "organisation": house_as_data(request, told),
        },
        shows=[*shown, told],
    )


@require_safe
def detail(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A page as it is in force, in the reader's language where there is one."""
    version = get_object_or_404(HousePageVersion.objects.filter(kind=kind).in_force(spoken()))
    return _answer(request, version, _versions(kind))


@require_safe
def version(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """A page as it was told by one of its versions, and what that changed."""
    version = get_object_or_404(HousePageVersion, kind=kind, number=number)
    return _answer(request, version, _versions(kind), by_number=True)


@require_safe
def file(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """The text of a version as it was published: the bytes that its digest is of."""
    version = get_object_or_404(HousePageVersion, kind=kind, number=number)
    response = answer_with(
        request,
        lambda: version.file.encode(),
        shows=[version.file],
        content_type="text/markdown; charset=utf-8",
    )
    response["Content-Language"] = version.language
    return response


def _versions(kind: str) -> list[HousePageVersion]:
    return list(HousePageVersion.objects.of(kind).defer("text"))


def _answer(
    request: HttpRequest, version: HousePageVersion, versions: list[HousePageVersion], *, by_number: bool = False
) -> HttpResponseBase:
    told, before = renewed(), _before(version, versions) if by_number else None
    return answer(
        request,
        "claims/house_page.html",
        lambda: _context(version, versions, by_number=by_number) | {"profile": told.profile},
        shows=[version.file, before and before.file, *(_row(other).values() for other in versions), told],
    )


def _context(version: HousePageVersion, versions: list[HousePageVersion], *, by_number: bool) -> Json:
    same = [other for other in versions if other.language == version.language]
    later = [other for other in same if other.number > version.number]
    before = _before(version, versions)
    return {
        "page": _row(version),
        "html": mark_safe(clean_page(version.text)),  # noqa: S308 (cleaned just now)
        "version": version,
        "by_number": by_number,
        "until": instant(later[-1].published_at) if later else "",
        "binding": _binding(version, versions),
        "foreign": version.language != spoken() and _name(version.language),
        "versions": [_row(other) for other in versions],
        "before": before and _row(before),
        "change": _change(before, version) if before and by_number else None,
    }


def _before(version: HousePageVersion, versions: list[HousePageVersion]) -> HousePageVersion | None:
    """The version that this one followed in its language."""
    earlier = (other for other in versions if other.number < version.number and other.language == version.language)
    return next(earlier, None)


def _row(version: HousePageVersion) -> Json:
    """What a list tells of a version."""
    return {
        "kind": version.kind,
        "label": HousePageKind(version.kind).label,
        "number": version.number,
        "title": version.title,
        "language": version.language,
        "spoken": _name(version.language),
        "note": version.note,
        "since": instant(version.published_at),
    }


def _binding(version: HousePageVersion, versions: list[HousePageVersion]) -> Json | None:
    """The newest text in the house's own language, where this is a translation."""
    if version.language == house_language():
        return None
    own = next((other for other in versions if other.language == house_language()), None)
    return _row(own) if own else None


def _change(before: HousePageVersion, version: HousePageVersion) -> dict[str, list[Piece]]:
    """The two texts word by word."""
    return {"pieces": pieces(before.file, version.file)}


def _name(language: str) -> str:
    """A language by its own name."""
    try:
        return get_language_info(language)["name_local"]
    except KeyError:
        return language
