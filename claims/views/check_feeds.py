"""The feeds of the lists of checks: each list, and whatever it can be narrowed to, what changed last first."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import cldr
from claims.formats.feed import Item, tag_uri
from claims.formats.rating_words import label
from claims.formats.sharing import newest_told
from claims.formats.translated import dated, in_spoken_language
from claims.models import Review, Subject
from claims.models.review import ReviewQuerySet
from claims.vocabulary import SubjectKind

from .archive import of_month
from .asking import several
from .feed import ITEMS_AT_MOST, answer_feed
from .narrowing import Asked, matching, with_words


@require_safe
def home(request: HttpRequest, form: str) -> HttpResponseBase:
    """All checks."""
    return _answer(request, form, Review.objects.public(), title=_("All checks"), page="home")


@require_safe
def search(request: HttpRequest, form: str) -> HttpResponseBase:
    """The checks that match a reader's words and filters; in which order the page shows them counts for nothing."""
    asked = Asked.of(request)
    words = ", ".join(value for _name, value in asked.narrowing)
    title = _("Checks that match “%(words)s”") % {"words": words} if words else _("All checks")
    reviews = with_words(matching(asked), asked)
    return _answer(request, form, reviews, title=title, page="search", query=asked.query)


@require_safe
def topic(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The checks about a topic."""
    return _of_subject(request, form, SubjectKind.TOPIC, slug, Review.objects.public().about(slug))


@require_safe
def speaker(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The checks of what somebody said."""
    return _of_subject(request, form, SubjectKind.SPEAKER, slug, Review.objects.public().said_by(slug))


@require_safe
def source(request: HttpRequest, public_id: str, form: str) -> HttpResponseBase:
    """The checks for which a source was evidence."""
    return _of_subject(request, form, SubjectKind.SOURCE, public_id, Review.objects.public().citing(public_id))


@require_safe
def article(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The checks of an article's claims, or those with the ratings asked for."""
    ratings = several(request, "rating")
    reviews = Review.objects.public().in_article(slug)
    if ratings:
        reviews = reviews.rated(*ratings)
    query = "&".join(f"rating={rating}" for rating in ratings)
    return _of_subject(request, form, SubjectKind.ARTICLE, slug, reviews, query=f"?{query}" if query else "")


@require_safe
def month(request: HttpRequest, year: int, month: int, form: str) -> HttpResponseBase:
    """The checks first published in a month."""
    begins, _ends, reviews = of_month(year, month)
    title = _("Checks of %(month)s") % {"month": cldr.month(begins.date())}
    return _answer(request, form, reviews, title=title, page="archive-month", year=year, month=month)


@require_safe
def repeated(request: HttpRequest, form: str) -> HttpResponseBase:
    """The checks of claims that were found in more than one place."""
    return _answer(request, form, Review.objects.public().repeated(), title=_("Most repeated claims"), page="repeated")


@require_safe
def impact(request: HttpRequest, form: str) -> HttpResponseBase:
    """The checks of claims for which we asked for a correction."""
    reviews = Review.objects.public().with_impact()
    return _answer(request, form, reviews, title=_("Corrections we asked for"), page="impact")


def _of_subject(
    request: HttpRequest, form: str, kind: SubjectKind, slug: str, reviews: ReviewQuerySet, query: str = ""
) -> HttpResponseBase:
    subject = get_object_or_404(Subject.objects.public().of_kind(kind), slug=slug)
    parameter = "public_id" if kind == SubjectKind.SOURCE else "slug"
    return _answer(request, form, reviews, title=subject.name, page=kind.value, query=query, **{parameter: slug})


def _answer(
    request: HttpRequest, form: str, reviews: ReviewQuerySet, *, title: str, page: str, query: str = "", **parts: object
) -> HttpResponseBase:
    """The feed of these checks, whose page has that name; one query."""
    rows = list(reviews.last_changed().faces()[:ITEMS_AT_MOST])
    return answer_feed(
        request,
        form,
        lambda site: _items(rows, site),
        title=title,
        page=reverse(page, kwargs=parts) + query,
        here=reverse(f"{page}-feed", kwargs={**parts, "form": form}) + query,
        shows=[row.tag for row in rows],
    )


def _items(reviews: list[Review], site: str) -> Iterator[Item]:
    for review in reviews:
        yield _item(review, site)


def _item(review: Review, site: str) -> Item:
    """A check in the language that is spoken, whole; a translation is a thing of its own."""
    reading = in_spoken_language(review.face)
    face = dated(reading)
    claim, record, verdict = face["claim"], face["record"], face["verdict"]
    url = site + reverse("claim", args=[claim["slug"]])
    rationale = verdict["rationale"]["html"].replace('href="#', f'href="{url}#')
    context = {"face": face, "rationale": rationale, "newest": newest_told(review.face)}
    name = f"claims/{claim['id']}" + (f"/{reading.language}" if reading.translation else "")
    people = [record["written_by"], (reading.translation or {}).get("translated_by")]
    return Item(
        id=tag_uri(site, record["first_published_at"][:10], name),
        url=url,
        title=f"{label(verdict['rating'])}: {claim['statement']}",
        html=render_to_string("claims/_partials/_feed_check.html", context).strip(),
        published_at=datetime.fromisoformat(record["first_published_at"]),
        updated_at=datetime.fromisoformat(record["published_at"]),
        summary=verdict["summary"],
        authors=tuple(dict.fromkeys(person["name"] for person in people if person and person["name"])),
        categories=(label(verdict["rating"]), *(topic["name"] for topic in claim["topics"])),
        language=reading.language,
    )
