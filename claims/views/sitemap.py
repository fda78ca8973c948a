"""What search engines and assistants ask a site first: robots.txt, sitemaps and llms.txt."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from claims import languages
from claims.formats import sitemap
from claims.formats.llms import llms
from claims.formats.sitemap import News, Place
from claims.models import HousePageVersion, Review, Subject
from claims.vocabulary import SubjectKind

from .caching import answer_with
from .imprint import imprint
from .site_address import site_address

PLACES_AT_MOST = 10_000  # of one sitemap
SITEMAPS_AT_MOST = 1_000  # of one kind
NEWS_AT_MOST = 1_000
NEWS_FOR = timedelta(days=2)
XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"
LISTS = (
    "home",
    "search",
    "archive",
    "topics",
    "places",
    "repeated",
    "ratings",
    "corrections",
    "impact",
    "about",
    "annotate",
)
SUBJECTS = {
    kind.value: kind for kind in (SubjectKind.ARTICLE, SubjectKind.SPEAKER, SubjectKind.TOPIC, SubjectKind.SOURCE)
}
MARK = "0-0-0"


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The sitemap of all sitemaps."""
    counts = {"claim": Review.objects.public().count(), **Subject.objects.public().per_kind()}
    site = site_address(request)
    addresses = [
        reverse("sitemap", kwargs={"kind": kind, "number": number})
        for kind in ("claim", *SUBJECTS)
        for number in range(1, 1 + min(-(-counts.get(kind, 0) // PLACES_AT_MOST), SITEMAPS_AT_MOST))
    ]
    addresses = [site + address for address in (reverse("sitemap-pages"), *addresses)]
    return answer_with(request, lambda: sitemap.index(addresses).encode(), shows=addresses, content_type=XML)


@require_safe
def pages(request: HttpRequest) -> HttpResponseBase:
    """The lists, and the pages about the house."""
    told = HousePageVersion.objects.in_force(languages.spoken()).values_list("kind", "published_at")
    house = [(reverse("house-page", args=[kind]), published_at) for kind, published_at in told]
    return _answer(request, [*((reverse(name), None) for name in LISTS), *house])


@require_safe
def numbered(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """One sitemap of all those of a kind."""
    if not 1 <= number <= SITEMAPS_AT_MOST:
        raise Http404
    paths = _claims(number) if kind == "claim" else _subjects(SUBJECTS[kind], number)
    if not paths:
        raise Http404
    return _answer(request, paths)


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """What was published within the last two days."""
    found = Review.objects.public().published_from(timezone.now() - NEWS_FOR).newest()
    rows = list(found.values_list("slug", "language", "published_at", "statement")[:NEWS_AT_MOST])
    site, ways = site_address(request), _ways_to_claims()

    def written() -> bytes:
        items = [News(site + _way(ways, slug, tag), title, tag, moment) for slug, tag, moment, title in rows]
        return sitemap.news(settings.SITE_NAME, items).encode()

    return answer_with(request, written, shows=rows, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """What robots may fetch: all that readers may, but the desk's door and what is only a part of a page."""
    site = site_address(request)
    closed = [reverse("admin:index"), "/account/", "/mail/", reverse("api:root") + "desk/"]
    parts = ["/search/suggest/", "/*/search/suggest/"]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in (*closed, *parts)),
        "Allow: /",
        "",
        *(f"Sitemap: {site}{reverse(name)}" for name in ("sitemap-index", "sitemap-news")),
        "",
    ]
    return answer_with(request, lambda: "\n".join(lines).encode(), shows=lines, content_type=TEXT)


@require_safe
def llms_txt(request: HttpRequest) -> HttpResponseBase:
    """What this site is and where everything is, for assistants (llmstxt.org)."""
    site, kinds = site_address(request), imprint().kinds
    text = llms(settings.SITE_NAME, site, kinds=kinds, sample=settings.SAMPLE_NOTICE)
    return answer_with(request, text.encode, shows=[text], content_type=TEXT)


def _answer(request: HttpRequest, paths: Iterable[tuple[str, datetime | None]]) -> HttpResponseBase:
    site = site_address(request)
    places = [Place(site + path, changed_at) for path, changed_at in paths]
    return answer_with(request, lambda: sitemap.urlset(places).encode(), shows=places, content_type=XML)


def _claims(number: int) -> list[tuple[str, datetime]]:
    """The paths of claims, each in the language in which it was checked, where the site speaks that."""
    first, ways = (number - 1) * PLACES_AT_MOST, _ways_to_claims()
    rows = Review.objects.public().order_by("pk").values_list("slug", "language", "changed_at")
    return [(_way(ways, slug, tag), changed_at) for slug, tag, changed_at in rows[first : first + PLACES_AT_MOST]]


def _subjects(kind: SubjectKind, number: int) -> list[tuple[str, datetime]]:
    first = (number - 1) * PLACES_AT_MOST
    before, _mark, after = reverse(kind.value, args=[MARK]).partition(MARK)
    rows = Subject.objects.public().filter(kind=kind).order_by("slug").values_list("slug", "changed_at")
    return [(before + slug + after, changed_at) for slug, changed_at in rows[first : first + PLACES_AT_MOST]]


def _ways_to_claims() -> dict[str, tuple[str, str]]:
    """What stands before and after the name of a claim in its path, by language of the site; the house's own first."""
    ways = {}
    for code in sorted(dict(settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE):
        with override(code):
            before, _mark, after = reverse("claim", args=[MARK]).partition(MARK)
        ways[code] = (before, after)
    return ways


def _way(ways: dict[str, tuple[str, str]], slug: str, tag: str) -> str:
    before, after = ways[languages.chosen(ways, tag) or settings.LANGUAGE_CODE]
    return before + slug + after
