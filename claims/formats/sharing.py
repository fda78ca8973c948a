"""What is shown of a page where somebody links to it: in words, and as a card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from claims import cldr
from claims.partial_dates import PartialDate
from claims.vocabulary import Act, CorrectionKind, SpeakerKind

from .canonical import at_the_desk
from .document import steps
from .mark import mark
from .rating_words import label
from .share_card import ShareCard
from .translated import in_spoken_language

Json = dict[str, Any]


@dataclass(frozen=True)
class Shared:
    """A page in the words of a link to it; `finding` is what a claim's page says of the verdict."""

    title: str
    description: str
    card: ShareCard
    finding: Json = field(default_factory=dict)
    published_at: str = ""
    changed_at: str = ""


def shared_claim(face: Json, *, tag: str, site: str) -> Shared:
    """The page of a claim in the language that is spoken; `tag` is that of its review."""
    face = in_spoken_language(face).face
    claim, record, verdict = face["claim"], face["record"], face["verdict"]
    card = {"site": site, "text": claim["statement"], "language": claim["language"], "entry": tag}
    dates = {"published_at": record["first_published_at"], "changed_at": record["published_at"]}
    if verdict is None:
        word = _("Check withdrawn")
        told = ShareCard(**card, word=word, dated=day(record["published_at"]))
        return Shared(claim["statement"], f"{word}. {record['note']}", told, **dates)
    rating, of = verdict["rating"], steps(verdict["scale"])
    told = ShareCard(
        **card,
        byline=byline(face["appearances"]),
        word=label(rating),
        tone=rating["tone"],
        mark=mark(rating, of),
        dated=dated(face),
    )
    finding = {"rating": rating, "steps": of}
    return Shared(claim["statement"], f"{label(rating)}: {verdict['summary']}", told, finding, **dates)


def byline(appearances: list[Json]) -> str:
    """Who said it first, in which role and when; nothing where nobody is known to have said it."""
    first = first_said(appearances)
    if first is None:
        return ""
    who = first["speaker"]["name"]
    if first["role"]:
        who = _("%(name)s, %(role)s") % {"name": who, "role": first["role"]}
    if not first["said_on"]:
        return who
    return _("%(who)s, %(date)s") % {"who": who, "date": PartialDate.parse(first["said_on"]).humanize()}


def first_said(appearances: list[Json]) -> Json | None:
    """The first appearance whose speaker is known."""
    return next((appearance for appearance in appearances if appearance["speaker"]), None)


def dated(face: Json) -> str:
    """When it was checked, or corrected since."""
    newest = newest_told(face)
    if newest and newest["act"] == Act.CORRECT:
        return _("Corrected %(date)s") % {"date": day(newest["published_at"])}
    return _("Checked %(date)s") % {"date": day(face["record"]["first_published_at"])}


def newest_told(face: Json) -> Json | None:
    """The newest entry that whoever saw an earlier one should know of; a typo is none, nor a translation."""
    told = (entry for entry in (face["record"], *reversed(face["history"])) if _is_told(entry))
    newest = next(told)
    return newest if newest["act"] != Act.PUBLISH else None


def _is_told(entry: Mapping[str, Any]) -> bool:
    return entry["act"] != Act.TRANSLATE and entry.get("correction") != CorrectionKind.TYPO


def day(instant: str) -> str:
    """The day of a moment that is written as RFC 3339."""
    return cldr.day(at_the_desk(instant).date())


def shared_article(article: Json, *, site: str) -> Shared:
    """The page of an article."""
    title = article["title"]
    card = ShareCard(site, title, article["language"], byline=_("Article, with its claims checked"))
    return Shared(title, _("The claims in “%(title)s”, checked in place.") % {"title": title}, card)


def shared_speaker(speaker: Json, *, site: str) -> Shared:
    """The page of somebody who says things."""
    name, kind = speaker["name"], SpeakerKind(speaker["kind"]).label
    card = ShareCard(site, name, quoted=False, byline=str(kind))
    return Shared(name, _("What %(name)s said, checked against sources.") % {"name": name}, card)


def shared_topic(topic: Json, *, site: str) -> Shared:
    """The page of a topic."""
    name = topic["name"]
    card = ShareCard(site, name, quoted=False, byline=_("Topic"))
    return Shared(name, _("Claims about %(topic)s, checked against sources.") % {"topic": name}, card)


def shared_home(*, site: str) -> Shared:
    """The front page."""
    told = _("We check what was said, and show what we found.")
    return Shared(
        site, _("Claims checked against sources, with every source shown."), ShareCard(site, told, quoted=False)
    )
