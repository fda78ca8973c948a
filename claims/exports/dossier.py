"""An article with its claims, sources and verdicts as a dossier: what the desk holds, in the form that it reads."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claims import anchors
from claims.errors import Refused
from claims.formats.zipping import Member, zipped
from claims.intake.dossier import Dossier, faults_of, source_named
from claims.intake.loading import origin_of, slug_of, tones_for
from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Claim,
    Evidence,
    RatingScale,
    Source,
    Speaker,
    Topic,
    Translation,
    Verdict,
)
from claims.vocabulary import Medium, ReadAs, Status, TopicKind

Json = dict[str, Any]
TEXT_FILE = "article.txt"
CITED = re.compile(r"\[([1-9][0-9]{0,3})\]")
CLOSED = [Status.DECLINED, Status.MERGED, Status.WITHDRAWN]


@dataclass
class Packed:
    """A dossier as it is put together: its parts, and which claims it could not take, with the reason."""

    content: Json
    text: str
    translations: dict[str, list[Json]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """A claim that a dossier can hold, with what it says and its place in the text."""

    claim: Claim
    name: str
    verdict: Verdict
    appearance: Appearance
    evidence: list[Evidence]


def dossier_of(article: Article) -> Packed:
    """The dossier of an article's newest text; raises Refused where no claim in it has a verdict."""
    version = article.newest_version()
    packed = Packed({}, version.text if version else "")
    told = list(_told(article, version, packed)) if version else []
    scale = _scale(told)
    told = [one for one in told if _is_on(one, scale, packed)]
    if scale is None or not told:
        raise Refused(f"“{article}” was not written as a dossier", "no claim in it has a verdict", *packed.left_out)
    _fill(packed, article, scale, told)
    if faults := list(faults_of(Dossier(packed.content, packed.text))):
        raise Refused(f"“{article}” was not written as a dossier", *faults)
    return packed


def pieces(packed: Packed) -> Iterator[bytes]:
    """Yield a dossier as a ZIP of its folder."""
    return zipped(_members(packed), packed=False)


def _members(packed: Packed) -> Iterator[Member]:
    yield "dossier.json", [_file(packed.content)]
    yield TEXT_FILE, [packed.text.encode()]
    for language, said in sorted(packed.translations.items()):
        content = {"format": "factcheck-translation/1", "language": language, "translations": said}
        yield f"translations/{language}.json", [_file(content)]


def _file(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _told(article: Article, version: ArticleVersion, packed: Packed) -> Iterator[Told]:
    """Yield each claim of an article that stands in its newest text and has a verdict, in the order of the desk."""
    found = Claim.objects.filter(appearances__version__article=article).exclude(status__in=CLOSED)
    for claim in found.select_related("verdict__rating__scale").distinct().order_by("pk"):
        verdict = getattr(claim, "verdict", None)
        appearance = next(iter(_appearances(claim, article, version)), None)
        if verdict is None:
            packed.left_out.append(f"“{claim}” has no verdict")
        elif appearance is None:
            packed.left_out.append(f"“{claim}” does not stand in the newest text")
        else:
            evidence = list(claim.evidence.select_related("source").order_by("position", "number"))
            yield Told(claim, _name(claim, article), verdict, appearance, evidence)


def _appearances(claim: Claim, article: Article, version: ArticleVersion) -> Iterator[Appearance]:
    rows = claim.appearances.filter(version__article=article).select_related("speaker")
    for appearance in rows.order_by("-version__number", "position", "pk"):
        try:
            anchors.find(version.text, appearance.exact, appearance.prefix, appearance.suffix)
        except ValueError:
            continue
        yield appearance


def _name(claim: Claim, article: Article) -> str:
    """How a claim is called in the dossier: as in the one that it came from, else by its id."""
    given = claim.origin.removeprefix(origin_of(article.slug, ""))
    return given if given and given != claim.origin else f"c-{claim.public_id}"


def _scale(told: Iterable[Told]) -> RatingScale | None:
    """The scale that most of the verdicts are on: a dossier has one."""
    counted = Counter(one.verdict.rating.scale for one in told)
    return max(counted, key=lambda scale: (counted[scale], scale.in_use, scale.pk), default=None)


def _is_on(told: Told, scale: RatingScale | None, packed: Packed) -> bool:
    if told.verdict.rating.scale == scale:
        return True
    packed.left_out.append(f"“{told.claim}” is rated on another scale")
    return False


def _fill(packed: Packed, article: Article, scale: RatingScale, told: list[Told]) -> None:
    """Write the parts of a dossier; sources are numbered in the order in which the desk took them in."""
    ids = {piece.source_id for one in told for piece in one.evidence}
    sources = list(Source.objects.filter(pk__in=ids).prefetch_related("captures").order_by("pk"))
    names = {source.pk: source_named(number) for number, source in enumerate(sources, start=1)}
    speakers = {one.appearance.speaker: one.appearance.role for one in reversed(told) if one.appearance.speaker}
    topics = Topic.objects.filter(claims__in=[one.claim for one in told]).distinct().order_by("pk")
    packed.content |= {
        "format": "dossier/1",
        "article": _article(article),
        "rating_scale": _ratings(scale),
        "speakers": [_speaker(speaker, speakers[speaker]) for speaker in sorted(speakers, key=lambda s: s.pk)],
        "topics": [_topic(topic) for topic in topics],
        "sources": [{"id": names[source.pk]} | _source(source) for source in sources],
        "claims": [_claim(one, article, speakers, names) for one in told],
    }
    for one in told:
        for translation in _published(one.claim):
            said = _translation(one, translation, names)
            packed.translations.setdefault(translation.language, []).append(said)


def _filled(**columns: Any) -> Json:
    """The columns that say something."""
    return {name: value for name, value in columns.items() if value not in ("", None, False, [])}


def _article(article: Article) -> Json:
    said = {"title": article.title, "language": article.language}
    publisher = _filled(name=article.publisher, url=article.publisher_url)
    return {
        **({} if slug_of(said) == article.slug else {"slug": article.slug}),
        **said,
        **({"publisher": publisher} if publisher else {}),
        **_filled(url=article.url, byline=article.byline, published_on=article.published_on, note=article.note),
        **({} if article.medium == Medium.TEXT else {"medium": article.medium}),
        "text_file": TEXT_FILE,
    }


def _ratings(scale: RatingScale) -> list[Json]:
    ratings = list(scale.ratings.order_by("order", "pk"))
    rows: list[Json] = [
        {name: getattr(rating, name) for name in ("slug", "label", "definition", "value")} for rating in ratings
    ]
    usual = tones_for(rows)
    for row, rating in zip(rows, ratings, strict=True):
        if usual[row["slug"]] != rating.tone:
            row["tone"] = rating.tone
    return rows


def _speaker(speaker: Speaker, role: str) -> Json:
    said = {"id": speaker.slug, "kind": speaker.kind, "name": speaker.name}
    return said | _filled(role=role, bio=speaker.bio, url=speaker.url)


def _topic(topic: Topic) -> Json:
    kind = {} if topic.kind == TopicKind.THEME else {"kind": topic.kind}
    return {"slug": topic.slug, "name": topic.name, **kind}


def _source(source: Source) -> Json:
    copies = [
        {"url": copy.url, "captured_at": copy.captured_at.isoformat()} | _filled(sha256=copy.sha256)
        for copy in source.captures.all()
    ]
    return {
        "title": source.title,
        "publisher": source.publisher,
        **_filled(url=source.url, published_on=source.published_on),
        "kind": source.kind,
        "language": source.language,
        **_filled(
            original_publisher=source.original_publisher,
            title_is_descriptive=source.title_is_descriptive,
            read_as="" if source.read_as == ReadAs.FULL else source.read_as,
            note=source.note,
            captures=copies,
        ),
    }


def _claim(told: Told, article: Article, roles: dict[Speaker, str], names: dict[int, str]) -> Json:
    claim, appearance = told.claim, told.appearance
    speaker = appearance.speaker
    own_role = {"role": appearance.role} if speaker and appearance.role != roles[speaker] else {}
    topics = claim.topics.order_by("pk").values_list("slug", flat=True)
    return {
        "id": told.name,
        "statement": claim.statement,
        "quote": appearance.exact,
        **_filled(
            language="" if claim.language == article.language else claim.language,
            prefix=appearance.prefix,
            suffix=appearance.suffix,
            hedge={"text": appearance.hedge} if appearance.hedge else None,
            speaker=speaker.slug if speaker else "",
            said_on=appearance.said_on,
        ),
        **own_role,
        "kind": claim.kind,
        "topics": list(topics),
        **_filled(quantity=claim.figure.as_json() if claim.figure else None),
        "evidence": [_evidence(piece, told, names) for piece in told.evidence],
        "verdict": _verdict(told, names),
    }


def _evidence(piece: Evidence, told: Told, names: dict[int, str]) -> Json:
    return {
        "source": names[piece.source_id],
        "stance": piece.stance,
        "finding": piece.finding,
        **_filled(
            excerpt=piece.excerpt, locator=piece.locator, primary=piece.primary, figure=_figure(piece, told, names)
        ),
    }


def _figure(piece: Evidence, told: Told, names: dict[int, str]) -> Json | None:
    """The number found; a unit is left out where it is that of the claim, and its calculation names sources."""
    if piece.figure is None:
        return None
    figure = piece.figure.as_json()
    if figure.pop("unit", "") != told.claim.figure_unit:
        figure["unit"] = piece.figure_unit
    if "calculation" in figure:
        figure["calculation"] = _renumbered(figure["calculation"], told, names)
    return figure


def _verdict(told: Told, names: dict[int, str]) -> Json:
    verdict = told.verdict
    return {
        "rating": verdict.rating.slug,
        "scope": verdict.scope,
        "summary": verdict.summary,
        "rationale": _cited(verdict.rationale, told, names),
        **_filled(conflicts=list(verdict.conflicts), open_questions=list(verdict.open_questions)),
        "checked_on": verdict.as_of.isoformat(),
        **_filled(authenticity=verdict.authenticity),
        **_filled(review_by=verdict.review_by.isoformat() if verdict.review_by else None),
    }


def _cited(markdown: str, told: Told, names: dict[int, str]) -> str:
    """A rationale with the numbers of the dossier's sources in place of the claim's evidence."""
    short = {pk: name.removeprefix("s").lstrip("0") for pk, name in names.items()}
    return _renumbered(markdown, told, short)


def _renumbered(text: str, told: Told, names: dict[int, str]) -> str:
    sources = {piece.number: piece.source_id for piece in told.evidence}

    def named(match: re.Match[str]) -> str:
        source = sources.get(int(match[1]))
        return match[0] if source is None else f"[{names[source]}]"

    return CITED.sub(named, text)


def _published(claim: Claim) -> Iterator[Translation]:
    """Yield the translations of a claim that readers were told."""
    newest = claim.publications.in_order().last()
    languages = newest.document.get("translations", {}) if newest else {}
    yield from claim.translations.filter(language__in=list(languages)).exclude(summary="").exclude(rationale="")


def _translation(told: Told, translation: Translation, names: dict[int, str]) -> Json:
    sources = {str(piece.number): names[piece.source_id] for piece in told.evidence}
    words = translation.words
    findings = {sources[number]: text for number, text in words["findings"].items() if number in sources}
    return {
        "claim": told.name,
        "statement": words["statement"],
        "summary": words["summary"],
        "rationale": _cited(words["rationale"], told, names),
        **_filled(conflicts=words["conflicts"], open_questions=words["open_questions"]),
        **({"findings": findings} if findings else {}),
        **_filled(rating_label=words["rating_label"], rating_definition=words["rating_definition"]),
    }
