"""From the record to its projections, Review and Subject: what readers are shown now."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, pairwise
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value

from claims import languages
from claims.addresses import same_page
from claims.formats.canonical import canonical
from claims.formats.card import card
from claims.formats.claim_review import made
from claims.formats.document import finding_of
from claims.formats.translation import readable
from claims.models import Article, ArticleVersion, Embargo, Publication, PublishedAddress, Review, Subject
from claims.models.review import ReviewQuerySet
from claims.search import PLAIN, configuration
from claims.vocabulary import NOTICES, SubjectKind

from .locking import lock_record

Key = tuple[SubjectKind, str]
STANDS_ELSEWHERE = (SubjectKind.ARTICLE, SubjectKind.SOURCE)
Entry = Publication | Embargo  # what is in the record, or will be


def show(entry: Entry) -> Review:
    """Make an entry the face of its claim from its moment on, and renew the subjects it mentions or mentioned."""
    review, mentioned = _face(entry)
    renew_subjects(mentioned)
    return review


def show_again(entries: Iterable[Entry]) -> None:
    """Make redacted entries the faces of their claims, all of them before any subject that they share is renewed."""
    renew_subjects(set(chain.from_iterable(mentioned for _review, mentioned in map(_face, entries))))


def _face(entry: Entry) -> tuple[Review, set[Key]]:
    """The review that an entry makes, and the subjects that it mentions or mentioned before."""
    before = Review.objects.filter(claim=entry.claim).first()
    mentioned = set(subjects_of(before.face)) if before else set()
    columns = review_columns(entry)
    review, _created = Review.objects.update_or_create(pk=columns.pop("public_id"), defaults=columns)
    return review, mentioned | set(subjects_of(entry.document))


def hide(embargo: Embargo) -> None:
    """Forget what would have been shown at the end of an embargo."""
    Review.objects.under_embargo().filter(claim=embargo.claim).delete()
    renew_subjects(set(subjects_of(embargo.document)))


def keep_addresses(entry: Entry) -> None:
    """Keep for ever which addresses readers are given."""
    given = [PublishedAddress(kind=kind, slug=slug) for kind, slug in subjects_of(entry.document)]
    PublishedAddress.objects.bulk_create(given, ignore_conflicts=True)


def rebuild() -> int:
    """Throw the projections away and make them again from the record; returns how many reviews there are."""
    newest = Publication.objects.filter(claim=OuterRef("claim")).order_by("-number").values("number")[:1]
    current = Publication.objects.filter(number=Subquery(newest)).in_order()
    with transaction.atomic():
        lock_record()
        Subject.objects.all().delete()
        Review.objects.all().delete()
        mentioned: set[Key] = set()
        entries = current.iterator(chunk_size=200)
        for entry in chain[Entry](entries, Embargo.objects.select_related("claim").iterator(chunk_size=200)):
            Review.objects.create(**review_columns(entry))
            mentioned |= set(subjects_of(entry.document))
        renew_subjects(mentioned)
    return Review.objects.count()


def review_columns(entry: Entry) -> dict[str, Any]:
    """The row that an entry makes when it is the newest of its claim."""
    document = entry.document
    claim, verdict = document["claim"], document["verdict"]
    made_by, made_on = made(document)
    return {
        "public_id": claim["id"],
        "claim": entry.claim,
        "number": entry.number,
        "commitment": entry.commitment,
        **{name: claim[name] for name in ("slug", "statement", "language", "kind")},
        "scale_slug": verdict["scale"]["slug"] if verdict else "",
        "rating_slug": verdict["rating"]["slug"] if verdict else "",
        "rating_value": verdict["rating"]["value"] if verdict else None,
        "topic_slugs": mentions(document, SubjectKind.TOPIC),
        "speaker_slugs": mentions(document, SubjectKind.SPEAKER),
        "article_slugs": mentions(document, SubjectKind.ARTICLE),
        "source_ids": mentions(document, SubjectKind.SOURCE),
        "appearances": len(document["appearances"]),
        "said": _first_said(document),
        "made_by": made_by,
        "made_on": made_on,
        "read_in": sorted({languages.primary(tag) for tag in (claim["language"], *readable(document))}),
        "published_at": document["record"]["first_published_at"],
        "changed_at": entry.published_at,
        "told_at": finding_of(document)["published_at"],
        "withdrawn": entry.act in NOTICES,
        "moved_to": document.get("merged_into", {}).get("slug", ""),
        **_asked_and_promised(document),
        "card": canonical(card(document)),
        "document": entry.text,
        "erased": entry.erased,
        "search": search_vector(document),
    }


def _asked_and_promised(document: dict[str, Any]) -> dict[str, Any]:
    """The corrections that we asked for, and the day by which we promised to look again."""
    impact, verdict = document.get("impact", []), document["verdict"] or {}
    return {
        "impact": impact,
        "impact_on": max((request["asked_on"] for request in impact), default=None),
        "review_by": verdict.get("review_by"),
    }


def _first_said(document: dict[str, Any]) -> dict[str, str]:
    """When each speaker first said it, where that is known; as text, a year comes before its months."""
    known = [(a["speaker"]["slug"], a["said_on"]) for a in document["appearances"] if a["speaker"] and a["said_on"]]
    return dict(sorted(known, reverse=True))


def search_vector(document: dict[str, Any]) -> Any:
    """The words of a document: the statement before the summary and quotes, these before the rest."""
    verdict = document["verdict"] or {"summary": "", "rationale": {"markdown": ""}}
    names = [a["speaker"]["name"] for a in document["appearances"] if a["speaker"]]
    quotes = [a["quote"]["exact"] for a in document["appearances"]]
    findings = [piece["finding"] for piece in document["evidence"]]
    weighted = {
        "A": [document["claim"]["statement"]],
        "B": [
            verdict["summary"],
            *names,
            *quotes,
            *(t["name"] for t in document["claim"]["topics"]),
        ],
        "C": [verdict["rationale"]["markdown"], *findings],
    }
    stems = configuration(document["claim"]["language"])
    configurations = [PLAIN] if stems == PLAIN else [PLAIN, stems]
    vectors = [
        SearchVector(Value(" \n".join(texts)), weight=weight, config=config)
        for weight, texts in weighted.items()
        for config in configurations
    ]
    vectors += [vector for said in document.get("translations", {}).values() for vector in _vectors_of(said)]
    joined: Any = vectors[0]
    for vector in vectors[1:]:
        joined = joined + vector
    return joined


def _vectors_of(translation: dict[str, Any]) -> Iterator[SearchVector]:
    """Yield the words of a translation, weighed like those that it translates."""
    findings = [piece["finding"] for piece in translation["evidence"]]
    weighted = {
        "A": translation["statement"],
        "B": translation["summary"],
        "C": " \n".join([translation["rationale"]["markdown"], *findings]),
    }
    for config in dict.fromkeys([PLAIN, configuration(translation["language"])]):
        for weight, text in weighted.items():
            yield SearchVector(Value(text), weight=weight, config=config)


def blocks_of(document: dict[str, Any]) -> Iterator[tuple[SubjectKind, str, dict[str, Any]]]:
    """Yield each article, speaker, topic, source and scale that a document mentions: kind, slug, block."""
    for appearance in document["appearances"]:
        yield SubjectKind.ARTICLE, appearance["article"]["slug"], appearance["article"]
        if appearance["speaker"]:
            yield SubjectKind.SPEAKER, appearance["speaker"]["slug"], appearance["speaker"]
    for topic in document["claim"]["topics"]:
        yield SubjectKind.TOPIC, topic["slug"], topic
    for piece in document["evidence"]:
        yield SubjectKind.SOURCE, piece["source"]["id"], piece["source"]
    if document["verdict"]:
        yield SubjectKind.SCALE, document["verdict"]["scale"]["slug"], document["verdict"]["scale"]


def mentions(document: dict[str, Any], kind: SubjectKind) -> list[str]:
    """The slugs of one kind that a document mentions, each once, in order."""
    return list(dict.fromkeys(slug for found, slug, _block in blocks_of(document) if found == kind))


def subjects_of(document: dict[str, Any]) -> list[Key]:
    """The keys of all subjects that a document mentions."""
    return [(kind, slug) for kind, slug, _block in blocks_of(document)]


def renew_subjects(keys: Iterable[Key]) -> None:
    """Make the rows of each subject again: as it is now, and as it will be when each embargo ends."""
    for kind, slug in sorted(keys):
        Subject.objects.filter(kind=kind, slug=slug).delete()
        coming = mentioning(Review.objects.under_embargo(), kind, slug)
        moments = [None, *coming.order_by("published_at").values_list("published_at", flat=True).distinct()]
        for begins, ends in pairwise([*moments, None]):
            _renew_subject(kind, slug, mentioning(Review.objects.public(begins), kind, slug), begins, ends)


def _renew_subject(
    kind: SubjectKind, slug: str, reviews: ReviewQuerySet, begins: datetime | None, ends: datetime | None
) -> None:
    """Make the row that shows a subject between two moments from the newest review that mentions it by then."""
    newest = reviews.order_by("-told_at", F("number").desc(nulls_first=True)).first()
    if newest is not None:
        block = next(b for k, s, b in blocks_of(newest.face) if (k, s) == (kind, slug))
        span = {"shown_from": begins or newest.changed_at, "shown_until": ends}
        Subject.objects.create(**_subject_columns(kind, slug, block, newest), **span, reviews=reviews.count())


def mentioning(reviews: ReviewQuerySet, kind: SubjectKind, slug: str) -> ReviewQuerySet:
    """Those of the reviews that mention a subject."""
    match kind:
        case SubjectKind.ARTICLE:
            return reviews.in_article(slug)
        case SubjectKind.SPEAKER:
            return reviews.said_by(slug)
        case SubjectKind.TOPIC:
            return reviews.about(slug)
        case SubjectKind.SOURCE:
            return reviews.citing(slug)
        case SubjectKind.SCALE:
            return reviews.on_scale(slug)


def _subject_columns(kind: SubjectKind, slug: str, block: dict[str, Any], review: Review) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "kind": kind,
        "slug": slug,
        "name": block.get("name") or block.get("title"),
        "document": block,
        "changed_at": review.changed_at,
        "page": same_page(block["url"]) if kind in STANDS_ELSEWHERE else "",
    }
    if kind == SubjectKind.ARTICLE:
        version = ArticleVersion.objects.select_related("article").get(
            article__slug=slug, sha256=block["version"]["sha256"]
        )
        columns |= {"text_version": version, "display": version.article.display}
    return columns


def redisplay(article: Article) -> None:
    """Show as much of an article as it now says."""
    lock_record()
    Subject.objects.filter(kind=SubjectKind.ARTICLE, slug=article.slug).update(display=article.display)
