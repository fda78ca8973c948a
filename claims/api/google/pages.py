"""pages.*: markup of pages that stand elsewhere, kept by programs of the desk; our own pages can be read beside it."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from claims import desk
from claims.addresses import bare_host
from claims.api.links import link, site
from claims.errors import NotAllowed
from claims.formats.claim_review import claim_review
from claims.formats.fact_check_tools import columns_of, kept_page, own_page
from claims.models import MarkupPage, Review

from .bodies import body_of
from .door import Call
from .errors import Wrong
from .paging import More, Page, ended, newest

Json = dict[str, Any]
COLUMNS = ("public_id", "slug", "commitment", "erased", "document", "published_at")


def create(call: Call) -> Json:
    """Keep the markup of a page."""
    body = body_of(call.request, call.method.body)
    page = desk.keep_markup(by=call.person, site=site(call.request), said=columns_of(body))
    return kept_page(page)


def read(call: Call) -> Json:
    """The markup of a page that is kept, or of one of ours."""
    page = MarkupPage.objects.filter(public_id=call.page).first()
    if page is not None:
        return kept_page(page)
    review = _ours().filter(pk=call.page).first()
    if review is None:
        raise Http404
    return _own(call.request, review)


def update(call: Call) -> Json:
    """Put other markup in the place of what is kept."""
    page = _kept(call)
    body = body_of(call.request, call.method.body)
    if body.get("name") not in (None, "", f"pages/{call.page}"):
        raise Wrong({"name": "it is not the name in the address"})
    said, version = columns_of(body), body.get("versionId") or ""
    page = desk.replace_markup(page, by=call.person, site=site(call.request), said=said, version=version)
    return kept_page(page)


def delete(call: Call) -> Json:
    """Forget the markup of a page."""
    desk.remove_markup(_kept(call), by=call.person)
    return {}


def listing(call: Call) -> Iterator[Any]:
    """Yield the page at an address, or the pages of an organisation, newest first."""
    url, organisation = call.values.get("url", ""), call.values.get("organization", "")
    if bool(url) == bool(organisation):
        one = "give url or organization, one of them"
        raise Wrong({"url": one, "organization": one})
    here = bare_host(site(call.request))
    if url:
        found = _own_at(call.request, url) if bare_host(url) == here else _kept_at(url)
        return iter([found] if found else [])
    page = Page.of(call.values, call.method)
    return _own_pages(call, page) if bare_host(organisation) == here else _kept_pages(organisation, page)


def _kept(call: Call) -> MarkupPage:
    """A page that may be written: not one of ours."""
    page = MarkupPage.objects.filter(public_id=call.page).first()
    if page is None and _ours().filter(pk=call.page).exists():
        raise NotAllowed("Nothing was changed", "the markup of pages of this site is published at the desk")
    if page is None:
        raise Http404
    return page


def _kept_at(url: str) -> Json | None:
    page = MarkupPage.objects.at(url).first()
    return kept_page(page) if page else None


def _kept_pages(organisation: str, page: Page) -> Iterator[Any]:
    pages: QuerySet[MarkupPage] = MarkupPage.objects.of_site(organisation)
    if page.place:
        pages = pages.filter(pk__lt=page.place[0])
    rows = ended([pages[page.offset : page.offset + page.size + 1]], page, lambda row, _count: [row.pk])
    return (row if isinstance(row, More) else kept_page(row) for row in rows)


def _own_pages(call: Call, page: Page) -> Iterator[Any]:
    rows = newest(_ours(), page)
    return (row if isinstance(row, More) else _own(call.request, row) for row in rows)


def _own_at(request: HttpRequest, url: str) -> Json | None:
    """The markup of the check whose page is at an address of ours; of a merged one, that of where it leads."""
    slug = _slug_at(url)
    found = Review.objects.readable().filter(slug=slug).only("slug", "moved_to").first() if slug else None
    if found is None:
        return None
    there = Review.objects.readable().only("slug", "moved_to").at_the_end_of(found.slug)
    review = _ours().filter(pk=there.pk).first()
    return _own(request, review) if review else None


def _slug_at(url: str) -> str:
    """The check that an address of ours is of, in whichever language; empty where it is something else."""
    path = unquote(urlsplit(url if "//" in url else f"//{url}").path)
    language = get_language_from_path(path)
    bare = path.removeprefix(f"/{language}") if language else path
    with override(settings.LANGUAGE_CODE):
        try:
            found = resolve(bare if bare.endswith("/") else f"{bare}/")
        except Resolver404:
            return ""
    return str(found.kwargs["slug"]) if found.url_name == "claim" and not found.namespaces else ""


def _ours() -> Any:
    return Review.objects.public().only(*COLUMNS)


def _own(request: HttpRequest, review: Review) -> Json:
    """The markup of one of our pages, as the page itself carries it in its own language."""
    url = link(request, "claim", review.slug)
    told = claim_review(review.face, url=url, site=site(request), publisher=settings.SITE_NAME)
    return own_page(told, name=review.pk, version=review.tag)
