"""The public document: everything that readers may see of one claim, as one JSON value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from claims.models import (
    Appearance,
    Claim,
    Evidence,
    HousePageVersion,
    Publication,
    Rating,
    Source,
    Speaker,
    User,
    Verdict,
)
from claims.text import clean_markdown
from claims.vocabulary import NOTICES, Act, Medium

from .canonical import instant
from .changes import PARTS, changes, translation_changes
from .translation import Translated, as_told, words_of

FORMAT = "factcheck/1"
MARK = ("slug", "label", "tone", "value", "position")  # what a verdict mark is drawn from
FINDING = ("published_at", "written_by", "approved_by", "override_reason", "overridden", "policies")
CHANGES = {Act.CORRECT, Act.UPDATE, Act.CONFIRM, Act.RESTORE}  # acts that tell something otherwise than before
Json = dict[str, Any]
ERASED: Json = {"record": {}, "claim": {"statement": ""}, "verdict": None}


@dataclass(frozen=True)
class Entry:
    """What the record says of a document beside its content."""

    act: Act
    note: str
    published_at: datetime
    written_by: User
    approved_by: User
    override_reason: str
    earlier: tuple[Publication, ...]  # of the same claim, oldest first
    correction: str = ""  # its kind, where the act is a correction
    into: Publication | None = None  # the newest of the claim that it was merged into
    overridden: tuple[str, ...] = ()  # the rules of the gate that the reason sets aside
    policies: tuple[HousePageVersion, ...] = ()  # what the house told of its work at that moment
    translated: Translated | None = None  # what the entry says in another language, where it says no more


def document(claim: Claim, entry: Entry) -> Json:
    """The document of an entry: the claim as the desk holds it, with its translations, and what was said before.

    A notice and a translation tell the claim as it was last told: what the desk holds since stays there.
    """
    told = last_finding(entry.earlier)
    held = _held(claim, entry, told)
    return {
        "format": FORMAT,
        "record": _record(entry) | _changes(entry, told, held),
        "history": [_earlier(publication) for publication in entry.earlier],
        **held,
        "translations": {} if entry.act in NOTICES else _translations(entry, told, held),
        **({"merged_into": _named(entry.into.document["claim"])} if entry.into else {}),
    }


def _held(claim: Claim, entry: Entry, told: Json | None) -> Json:
    if entry.act in NOTICES:
        return notice(entry.earlier[-1].document)
    if entry.translated and told:
        return {part: told[part] for part in PARTS if part in told}
    return content(claim)


def _changes(entry: Entry, told: Json | None, held: Json) -> Json:
    """What an entry tells of the change it makes; a translation also whose finding it says in other words."""
    if not (entry.translated and told):
        return changes(told if entry.act in CHANGES else None, held)
    language, says = entry.translated.language, entry.translated.says
    said = told.get("translations", {}).get(language)
    return {"finding": finding_of(told), **translation_changes(language, said, says)}


def finding_of(document: Json) -> Json:
    """Who found what a document tells and who approved that, when and against which rules; not who translated it."""
    record = document["record"]
    found: Json = record.get("finding") or {name: record[name] for name in FINDING if name in record}
    return found


def _translations(entry: Entry, told: Json | None, held: Json) -> Json:
    """The translations that readers are told, those of before carried on; each says whether its original changed."""
    kept = dict(told.get("translations", {})) if told else {}
    if entry.translated:
        kept.pop(entry.translated.language, None)
        if entry.translated.says is not None:
            people = {"translated_by": _person(entry.written_by), "approved_by": _person(entry.approved_by)}
            said = entry.translated.says | people | {"published_at": instant(entry.published_at)}
            kept[entry.translated.language] = said
    originals = {publication.commitment: publication for publication in entry.earlier}
    return {tag: as_told(said, original_in(originals, said), words_of(held)) for tag, said in sorted(kept.items())}


def original_in(originals: Mapping[str, Publication], said: Json) -> Json | None:
    """The document that a translation translates; None where it is no longer kept."""
    publication = originals.get(said["original"]["commitment"])
    return publication.document if publication and publication.is_kept else None


def last_finding(earlier: Iterable[Publication]) -> Json | None:
    """The newest document that tells what was found; a notice does not, nor does one that was erased."""
    told = [publication.document for publication in earlier if publication.is_kept]
    return next((document for document in reversed(told) if document["verdict"]), None)


def content(claim: Claim) -> Json:
    """What the desk would tell readers of a claim now."""
    verdict = getattr(claim, "verdict", None)
    evidence = claim.evidence.select_related("source").prefetch_related("source__captures")
    return {
        "claim": _claim(claim),
        "appearances": [
            _appearance(appearance) for appearance in claim.appearances.select_related("version__article", "speaker")
        ],
        "verdict": _verdict(verdict, [piece.number for piece in evidence]) if verdict else None,
        "evidence": [_evidence(piece) for piece in evidence],
        "replies": _replies(claim),
        "impact": _impact(claim),
    }


def notice(told: Json) -> Json:
    """What stands where a claim was withdrawn or merged: its words as readers knew them, none of our findings."""
    return {
        "claim": told["claim"] | {"quantity": None, "topics": []},
        "appearances": [],
        "verdict": None,
        "evidence": [],
        "replies": [],
        "impact": [],
    }


def _named(claim: Json) -> Json:
    return {name: claim[name] for name in ("id", "slug", "statement")}


def _record(entry: Entry) -> Json:
    first = entry.earlier[0].published_at if entry.earlier else entry.published_at
    return {
        "act": entry.act.value,
        "correction": str(entry.correction),
        "note": entry.note,
        "published_at": instant(entry.published_at),
        "first_published_at": instant(first),
        "previous": entry.earlier[-1].commitment if entry.earlier else "",
        "written_by": _person(entry.written_by),
        "approved_by": _person(entry.approved_by),
        "override_reason": entry.override_reason,
        "overridden": [str(rule) for rule in entry.overridden],
        **({"policies": _policies(entry.policies)} if entry.policies else {}),
    }


def _policies(versions: Iterable[HousePageVersion]) -> Json:
    """Which version of each of the house's pages was in force."""
    return {
        version.kind: {
            "number": version.number,
            "published_at": instant(version.published_at),
            "sha256": version.sha256,
        }
        for version in versions
    }


def _person(person: User) -> Json:
    return {"id": person.public_id, "name": person.byline}


def _earlier(publication: Publication) -> Json:
    said = publication.document if publication.is_kept else ERASED
    verdict = said["verdict"]
    return {
        "number": publication.number,
        "act": publication.act,
        "correction": publication.correction,
        "note": publication.note,
        "published_at": instant(publication.published_at),
        "commitment": publication.commitment,
        "changes": said["record"].get("changes", []),
        "changes_left_out": said["record"].get("changes_left_out", 0),
        "statement": said["claim"]["statement"],
        "summary": verdict["summary"] if verdict else "",
        "scope": verdict["scope"] if verdict else "",
        "rating": {key: verdict["rating"][key] for key in MARK} if verdict else None,
        "steps": steps(verdict["scale"]) if verdict else 0,
    }


def steps(scale: Json) -> int:
    """How many ratings of a scale have a place on it."""
    return sum(rating["value"] is not None for rating in scale["ratings"])


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.public_id,
        "slug": claim.slug,
        "statement": claim.statement,
        "language": claim.language,
        "kind": claim.kind,
        "quantity": _figure(claim),
        "topics": [
            {"slug": topic.slug, "name": topic.name, "kind": topic.kind}
            for topic in claim.topics.order_by("name", "slug")
        ],
    }


def _figure(row: Claim | Evidence) -> Json | None:
    return row.figure.as_json() if row.figure else None


def _appearance(appearance: Appearance) -> Json:
    version = appearance.version
    article = version.article
    return {
        "article": {
            "slug": article.slug,
            "title": article.title,
            "language": article.language,
            "url": article.url,
            "publisher": article.publisher,
            "publisher_url": article.publisher_url,
            "byline": article.byline,
            "published_on": article.published_on,
            "note": article.note,
            **({"medium": article.medium} if article.medium != Medium.TEXT else {}),
            "version": {"number": version.number, "sha256": version.sha256},
        },
        "quote": {
            "exact": appearance.exact,
            "prefix": appearance.prefix,
            "suffix": appearance.suffix,
        },
        "position": {"start": appearance.start, "end": appearance.end},
        "hedge": appearance.hedge,
        "speaker": _speaker(appearance.speaker) if appearance.speaker else None,
        "role": appearance.role,
        "said_on": appearance.said_on,
    }


def _speaker(speaker: Speaker) -> Json:
    return {
        "slug": speaker.slug,
        "name": speaker.name,
        "kind": speaker.kind,
        "bio": speaker.bio,
        "url": speaker.url,
    }


def _verdict(verdict: Verdict, citable: Iterable[int]) -> Json:
    scale = verdict.rating.scale
    ratings = list(scale.ratings.order_by("order", "pk"))
    return {
        "rating": _rating(verdict.rating, ratings),
        "scale": {
            "slug": scale.slug,
            "name": scale.name,
            "ratings": [_rating(r, ratings) for r in ratings],
        },
        "scope": verdict.scope,
        "summary": verdict.summary,
        "rationale": {
            "markdown": verdict.rationale,
            "html": clean_markdown(verdict.rationale, citations=list(citable)),
        },
        "conflicts": list(verdict.conflicts),
        "open_questions": list(verdict.open_questions),
        "as_of": verdict.as_of.isoformat(),
        "review_by": _day(verdict.review_by),
        **({"authenticity": verdict.authenticity} if verdict.authenticity else {}),
    }


def _rating(rating: Rating, scale: list[Rating]) -> Json:
    values = sorted(r.value for r in scale if r.value is not None)
    return {
        "slug": rating.slug,
        "label": rating.label,
        "definition": rating.definition,
        "tone": rating.tone,
        "value": rating.value,
        "position": None if rating.value is None else values.index(rating.value) + 1,
    }


def _evidence(piece: Evidence) -> Json:
    return {
        "number": piece.number,
        "stance": piece.stance,
        "finding": piece.finding,
        "excerpt": piece.excerpt,
        "locator": piece.locator,
        "primary": piece.primary,
        "figure": _figure(piece),
        "source": _source(piece.source),
    }


def _replies(claim: Claim) -> list[Json]:
    """Whom we asked for a reply, and what of the answers is for readers."""
    return [
        {
            "addressee": request.addressee,
            "asked_on": _day(request.asked_at),
            "deadline": instant(request.deadline) if request.deadline else None,
            "answered_on": _day(request.answered_at),
            "answer": request.public_answer,
        }
        for request in claim.reply_requests.all()
        if request.public
    ]


def _impact(claim: Claim) -> list[Json]:
    """Which corrections we asked for, and what came of it."""
    return [
        {
            "addressee": request.addressee,
            "asked_on": _day(request.asked_on),
            "outcome": request.outcome,
            "outcome_on": _day(request.outcome_on),
            "url": request.url,
            "note": request.note,
        }
        for request in claim.correction_requests.all()
        if request.public
    ]


def _day(when: date | None) -> str | None:
    """A day, or the day of a moment at the desk, as 2023-03-30."""
    if isinstance(when, datetime):
        when = localtime(when).date()
    return when.isoformat() if when else None


def _source(source: Source) -> Json:
    return {
        "id": source.public_id,
        "title": source.title,
        "title_is_descriptive": source.title_is_descriptive,
        "publisher": source.publisher,
        "original_publisher": source.original_publisher,
        "url": source.url,
        "published_on": source.published_on,
        "kind": source.kind,
        "language": source.language,
        "read_as": source.read_as,
        "note": source.note,
        "captures": [
            {"url": copy.url, "captured_at": instant(copy.captured_at), "sha256": copy.sha256}
            for copy in source.captures.all()
        ],
    }
