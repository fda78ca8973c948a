"""Putting a dossier on the desk, and through the desk's own acts before readers."""

import datetime
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pghistory
from django.db import transaction

from claims import desk
from claims.figures import Figure
from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Claim,
    Evidence,
    Rating,
    RatingScale,
    Source,
    Speaker,
    Topic,
    User,
)
from claims.models.rating import RAMP
from claims.text import cited_numbers, slug_for
from claims.vocabulary import Display, Tone

from .dossier import Dossier, Json, moment_of, source_named

NAMED_SOURCE = re.compile(r"\[s0*(\d+)\]")


@transaction.atomic
def load(
    dossier: Dossier,
    *,
    writer: User,
    editor: User | None = None,
    display: Display = Display.EXCERPTS,
    say: Callable[[str], None] = lambda line: None,
) -> Counter[str]:
    """Load a dossier whole or not at all; what was loaded before is left as it is.

    With an editor the claims are published, else they wait in review. Returns what was counted, by phrase.
    """
    with pghistory.context(user=writer.pk, act="load_dossier"):
        shelf = Shelf(dossier, display)
    done: Counter[str] = Counter()
    for row in dossier.content["claims"]:
        origin = origin_of(shelf.article.slug, row["id"])
        if Claim.objects.filter(origin=origin).exists():
            done["claims that were here already"] += 1
            continue
        claim = _write(shelf, row, origin=origin, writer=writer)
        done["claims loaded"] += 1
        if editor is not None:
            entry = desk.publish(claim, by=editor)
            done["claims published"] += 1
            say(f"{entry.number:>4}  {claim.statement}")
        desk.forget_news_of(claim)  # nobody is told one by one of what comes by the dozen
    return done


def origin_of(article: str, claim: str) -> str:
    """How a claim of a dossier is known, so that it comes once."""
    return f"dossier:{article}/{claim}"


class Shelf:
    """The nouns that the claims of a dossier share, on the desk."""

    def __init__(self, dossier: Dossier, display: Display) -> None:
        self.dossier = dossier
        self.ratings = _ratings(dossier.content["rating_scale"])
        self.topics = {row["slug"]: _topic(row) for row in dossier.content["topics"]}
        self.speakers = {row["id"]: _speaker(row) for row in dossier.content["speakers"]}
        self.sources = {row["id"]: _source(row) for row in dossier.content["sources"]}
        self.article = _article(dossier.content["article"], display)
        self.version = _version(self.article, dossier.text)


def _ratings(rows: list[Json]) -> dict[str, Rating]:
    """The scale in use when it has these ratings; else a new scale, in use when none is."""
    for scale in RatingScale.objects.order_by("-in_use"):
        ratings = {rating.slug: rating for rating in scale.ratings.all()}
        if all(row["slug"] in ratings for row in rows):
            return ratings
    free = not RatingScale.objects.filter(in_use=True).exists()
    number = RatingScale.objects.count() + 1
    scale = RatingScale.objects.create(slug=f"scale-{number}", name=f"{len(rows)} ratings", in_use=free)
    tones = tones_for(rows)
    return {
        row["slug"]: Rating.objects.create(scale=scale, order=order, **{"tone": tones[row["slug"]]} | row)
        for order, row in enumerate(rows, start=1)
    }


def tones_for(rows: list[Json]) -> dict[str, Tone]:
    """A tone for each rating: spread over the ramp by value; without a value, grey or the quotation mark."""
    placed = sorted((row for row in rows if row["value"] is not None), key=lambda row: -row["value"])
    last = max(len(placed) - 1, 1)
    tones = {row["slug"]: RAMP[round(place * (len(RAMP) - 1) / last)] for place, row in enumerate(placed)}
    beside = {row["slug"]: Tone.QUOTE if "check" in row["slug"] else Tone.UNKNOWN for row in rows}
    return beside | tones


def _topic(row: Json) -> Topic:
    columns: Json = {key: row[key] for key in ("name", "kind") if key in row}
    return Topic.objects.get_or_create(slug=row["slug"], defaults=columns)[0]


def _speaker(row: Json) -> Speaker:
    columns = {key: row.get(key, "") for key in ("kind", "name", "role", "bio", "url")}
    return Speaker.objects.get_or_create(slug=row["id"], defaults=columns)[0]


def _source(row: Json) -> Source:
    columns = {key: value for key, value in row.items() if key in SOURCE_COLUMNS}
    found = Source.objects.filter(url=row["url"]).first() if row.get("url") else None
    source = found or Source.objects.create(**columns)
    for copy in row.get("captures", []):
        seen = {"captured_at": moment_of(copy), "sha256": copy.get("sha256", "")}
        source.captures.get_or_create(url=copy["url"], defaults=seen)
    return source


SOURCE_COLUMNS = {
    "title",
    "title_is_descriptive",
    "publisher",
    "original_publisher",
    "url",
    "published_on",
    "kind",
    "language",
    "read_as",
    "note",
}


def _article(row: Json, display: Display) -> Article:
    publisher = row.get("publisher", {})
    columns = {key: row.get(key, "") for key in ("title", "language", "url", "byline", "published_on", "note")}
    columns |= {"publisher": publisher.get("name", ""), "publisher_url": publisher.get("url", "")}
    columns |= {"medium": row["medium"]} if "medium" in row else {}
    slug = slug_of(row)
    return Article.objects.get_or_create(slug=slug, defaults=columns | {"display": display})[0]


def slug_of(row: Json) -> str:
    """The address of a dossier's article."""
    slug: str = row.get("slug") or slug_for(row["title"], fallback="article")
    return slug


def _version(article: Article, text: str) -> ArticleVersion:
    newest = article.versions.first()
    same = article.versions.filter(text=text).first()
    number = newest.number + 1 if newest else 1
    return same or ArticleVersion.objects.create(article=article, number=number, text=text)


def _write(shelf: Shelf, row: Json, *, origin: str, writer: User) -> Claim:
    """Spot a claim, check it and send it to review, as its writer would."""
    with pghistory.context(user=writer.pk, act="load_dossier"):
        claim = _claim(shelf, row, origin)
        numbers = _evidence(shelf, row, claim)
    desk.take_up(claim, by=writer)
    verdict = row["verdict"]
    desk.propose_verdict(
        claim,
        by=writer,
        rating=shelf.ratings[verdict["rating"]],
        scope=verdict["scope"],
        summary=verdict["summary"],
        rationale=renumbered(verdict["rationale"], numbers),
        conflicts=verdict.get("conflicts", []),
        open_questions=verdict.get("open_questions", []),
        as_of=_day(verdict.get("checked_on")),
        review_by=_day(verdict.get("review_by")),
        authenticity=verdict.get("authenticity"),
    )
    return desk.send_to_review(claim, by=writer)


def _day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


def _claim(shelf: Shelf, row: Json, origin: str) -> Claim:
    language = row.get("language", shelf.article.language)
    claim = Claim(statement=row["statement"], kind=row["kind"], language=language, origin=origin)
    claim.figure = Figure.from_json(row["quantity"]) if row.get("quantity") else None
    claim.propose_slug()
    claim.save()
    claim.topics.set(shelf.topics[slug] for slug in row["topics"])
    speaker = shelf.speakers.get(row.get("speaker", ""))
    anchor = shelf.dossier.anchor(row)
    Appearance.objects.create(
        claim=claim,
        version=shelf.version,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        start=anchor.start,
        end=anchor.end,
        hedge=row.get("hedge", {}).get("text", ""),
        speaker=speaker,
        role=str(row.get("role", shelf.dossier.speakers[row["speaker"]].get("role", ""))) if speaker else "",
        said_on=row.get("said_on", ""),
    )
    return claim


def _evidence(shelf: Shelf, row: Json, claim: Claim) -> dict[str, int]:
    """Write the evidence of a claim, numbered as its rationale first cites it; returns the number of each source."""
    numbers = numbers_of(row)
    for position, piece in enumerate(row["evidence"], start=1):
        evidence = Evidence(
            claim=claim,
            source=shelf.sources[piece["source"]],
            number=numbers[piece["source"]],
            position=position,
        )
        for key in ("stance", "finding", "excerpt", "locator", "primary"):
            setattr(evidence, key, piece.get(key, getattr(evidence, key)))
        evidence.figure = _figure(piece.get("figure"), claim, numbers, shelf)
        evidence.save()
    return numbers


def numbers_of(row: Json) -> dict[str, int]:
    """The number of each source in the evidence of a claim, as its rationale first cites them."""
    cited = [source_named(number) for number in cited_numbers(row["verdict"]["rationale"])]
    ids = list(dict.fromkeys([*cited, *(piece["source"] for piece in row["evidence"])]))
    return {source: number for number, source in enumerate(ids, start=1)}


def _figure(row: Json | None, claim: Claim, numbers: dict[str, int], shelf: Shelf) -> Figure | None:
    if row is None:
        return None
    figure: dict[str, Any] = {"unit": claim.figure_unit} | row

    def named(match: re.Match[str]) -> str:
        source = source_named(int(match[1]))
        return f"[{numbers[source]}]" if source in numbers else f"({shelf.dossier.sources[source]['publisher']})"

    figure["calculation"] = NAMED_SOURCE.sub(named, figure.get("calculation", ""))
    return Figure.from_json(figure)


def renumbered(markdown: str, numbers: dict[str, int]) -> str:
    """The rationale with the dossier's source numbers replaced by this claim's evidence numbers."""

    def renumber(match: re.Match[str]) -> str:
        number = numbers.get(source_named(int(match[1])))  # what stands in code or in a link's words may be no citation
        return match[0] if number is None else f"[{number}]"

    return re.sub(r"\[(\d+)\]", renumber, markdown)
