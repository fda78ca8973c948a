"""Screens of the desk that are no noun's: each says its address, its name and who may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from claims.vocabulary import Permission

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class DeskPage:
    """A screen of the desk; one with a title is in the navigation."""

    route: str
    name: str
    view: View
    title: Any
    permission: str
    place: int  # in the navigation, from the left


PAGES: list[DeskPage] = []


def desk_page(
    route: str, *, name: str, title: Any = "", permission: str = Permission.WORK, place: int = 9
) -> Callable[[View], View]:
    """Put a view at an address of the desk, for those who have a permission."""

    def placed(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        PAGES.append(DeskPage(route, name, guarded, title, permission, place))
        return guarded

    return placed


def in_order() -> list[DeskPage]:
    """The pages of the navigation."""
    return sorted((page for page in PAGES if page.title), key=lambda page: page.place)


def page_urls(site: admin.AdminSite) -> list[URLPattern]:
    """The addresses of all desk pages, behind the site's login."""
    return [path(page.route, site.admin_view(page.view), name=page.name) for page in PAGES]


def context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What every desk page is drawn with."""
    return {**admin.site.each_context(request), **more}
