"""From the record to its projections, Review and Subject: what readers are shown now."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import OuterRef, Subquery, Value

from claims.formats.canonical import canonical
from claims.formats.card import card
from claims.models import Article, ArticleVersion, Publication, PublishedAddress, Review, Subject
from claims.search import PLAIN, configuration
from claims.vocabulary import NOTICES, SubjectKind

from .locking import lock_record

Key = tuple[SubjectKind, str]


def show(publication: Publication) -> Review:
    """Make an entry the current face of its claim, and renew the subjects it mentions or mentioned."""
    before = Review.objects.filter(claim=publication.claim).first()
    mentioned = set(subjects_of(before.face)) if before else set()
    columns = review_columns(publication)
    review, _created = Review.objects.update_or_create(pk=columns.pop("public_id"), defaults=columns)
    renew_subjects(mentioned | set(subjects_of(publication.document)))
    return review


def keep_addresses(publication: Publication) -> None:
    """Keep for ever which addresses readers were given."""
    given = [PublishedAddress(kind=kind, slug=slug) for kind, slug in subjects_of(publication.document)]
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
        for publication in current.iterator(chunk_size=200):
            Review.objects.create(**review_columns(publication))
            mentioned |= set(subjects_of(publication.document))
        renew_subjects(mentioned)
    return Review.objects.count()


def review_columns(publication: Publication) -> dict[str, Any]:
    """The row that an entry makes when it is the newest of its claim."""
    document = publication.document
    claim, verdict = document["claim"], document["verdict"]
    return {
        "public_id": claim["id"],
        "claim": publication.claim,
        "number": publication.number,
        "commitment": publication.commitment,
        **{name: claim[name] for name in ("slug", "statement", "language", "kind")},
        "scale_slug": verdict["scale"]["slug"] if verdict else "",
        "rating_slug": verdict["rating"]["slug"] if verdict else "",
        "rating_value": verdict["rating"]["value"] if verdict else None,
        "topic_slugs": mentions(document, SubjectKind.TOPIC),
        "speaker_slugs": mentions(document, SubjectKind.SPEAKER),
        "article_slugs": mentions(document, SubjectKind.ARTICLE),
        "source_ids": mentions(document, SubjectKind.SOURCE),
        "published_at": document["record"]["first_published_at"],
        "changed_at": publication.published_at,
        "withdrawn": publication.act in NOTICES,
        "moved_to": document.get("merged_into", {}).get("slug", ""),
        "card": canonical(card(document)),
        "document": publication.body.text,
        "search": search_vector(document),
    }


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
    joined: Any = vectors[0]
    for vector in vectors[1:]:
        joined = joined + vector
    return joined


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
    """Make the row of each subject again from the newest public review that mentions it, or remove it."""
    for kind, slug in sorted(keys):
        reviews = mentioning(kind, slug)
        newest = reviews.order_by("-number").first()
        Subject.objects.filter(kind=kind, slug=slug).delete()
        if newest is not None:
            block = next(b for k, s, b in blocks_of(newest.face) if (k, s) == (kind, slug))
            Subject.objects.create(**_subject_columns(kind, slug, block, newest), reviews=reviews.count())


def mentioning(kind: SubjectKind, slug: str) -> Any:
    """The public reviews that mention a subject."""
    public = Review.objects.public()
    match kind:
        case SubjectKind.ARTICLE:
            return public.in_article(slug)
        case SubjectKind.SPEAKER:
            return public.said_by(slug)
        case SubjectKind.TOPIC:
            return public.about(slug)
        case SubjectKind.SOURCE:
            return public.citing(slug)
        case SubjectKind.SCALE:
            return public.on_scale(slug)


def _subject_columns(kind: SubjectKind, slug: str, block: dict[str, Any], review: Review) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "kind": kind,
        "slug": slug,
        "name": block.get("name") or block.get("title"),
        "document": block,
        "changed_at": review.changed_at,
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
