"""Nothing unpublished shows anywhere: a secret word in every private field, and every public URL asked for it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Model, TextField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from claims import desk
from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Capture,
    Claim,
    Evidence,
    Rating,
    RatingScale,
    Review,
    Source,
    Speaker,
    Topic,
    User,
    Verdict,
)
from tests import make

pytestmark = pytest.mark.django_db

CANARY = "Xanthocanary"  # a word that no page has
WEB = f"https://canary.example/{CANARY}"
TEXT = f"{CANARY} text before. {CANARY} quoted words. {CANARY} text after."

# What stays as it is: words of the vocabulary, addresses that are frozen, digests, and what must fit a text.
KEPT = {"slug", "language", "public_id", "sha256", "exact", "prefix", "suffix", "text", "password", "tone"}


class Scene:
    """One published claim, whose desk was then rewritten with secrets, and everything else unpublished."""

    def __init__(self) -> None:
        speaker, topic, source = make.speaker(), make.topic(), make.source()
        self.claim = make.published(statement="Crime has tripled.", speaker=speaker, topics=[topic], source=source)
        self.withdrawn = make.published(statement="Withdrawn statement.")
        desk.withdraw(self.withdrawn, by=make.editor(), note="Wrong person.")
        self.shown = {
            "claim": self.claim.slug,
            "id": self.claim.public_id,
            "article": self.claim.appearances.get().version.article.slug,
            "speaker": speaker.slug,
            "topic": topic.slug,
            "source": source.public_id,
        }
        self._hide()
        self._judge()
        self._rewrite()

    def _hide(self) -> None:
        """Draft everything that a desk can draft."""
        scale = make.scale(slug="hidden-scale")
        version = make.article(text=TEXT, slug="hidden-article")
        speaker = make.speaker(slug="hidden-speaker")
        source = make.source()
        Capture.objects.create(source=source, url=WEB, captured_at="2026-01-01T00:00Z")
        self.draft = make.claim_in_review(
            version=version,
            quote=f"{CANARY} quoted words",
            speaker=speaker,
            source=source,
            topics=[make.topic(slug="hidden-topic")],
        )
        desk.send_back(self.draft, by=make.editor(), reason=f"{CANARY} reason")
        ArticleVersion.objects.create(article=Article.objects.get(slug=self.shown["article"]), number=2, text=TEXT)
        self.hidden = {
            "claim": self.draft.slug,
            "id": self.draft.public_id,
            "article": "hidden-article",
            "speaker": "hidden-speaker",
            "topic": "hidden-topic",
            "source": source.public_id,
            "scale": scale.slug,
        }

    def _judge(self) -> None:
        """Give what colleagues say of a claim among themselves: a waiver and a second verdict."""
        desk.waive(self.draft, by=make.writer(), rule="reply", reason=f"{CANARY} reason")
        second = make.writer()
        desk.ask_second_verdict(self.draft, by=make.editor(), of=second)
        rating = self.draft.verdict.rating
        desk.give_second_verdict(self.draft, by=second, rating=rating, reason=f"{CANARY} reason")

    def _rewrite(self) -> None:
        """Put the secret into every text of the desk, the published claim's included."""
        for noun in (
            Claim, Verdict, Evidence, Appearance, Article, Speaker, Topic, Source, Capture, RatingScale, Rating, User,
        ):  # fmt: skip
            for row in noun._default_manager.all():
                rewrite(row)


def rewrite(row: Model) -> None:
    """Put the secret into every free text of a row."""
    columns: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in KEPT or field.choices or getattr(field, "max_length", None) == 10:
            continue
        if "url" in field.name:
            columns[field.name] = f"{WEB}/{row.pk}"
        elif isinstance(field, ArrayField):
            columns[field.name] = [CANARY]
        elif isinstance(field, CharField | TextField):
            columns[field.name] = f"{CANARY} {row.pk}"[: field.max_length]
    columns = {name: value for name, value in columns.items() if _may_have(row, name)}
    if hasattr(row, "version") and isinstance(row.version, int):
        columns["version"] = row.version + 1
    if columns:
        type(row)._default_manager.filter(pk=row.pk).update(**columns)


def _may_have(row: Model, name: str) -> bool:
    """A role needs a speaker, a unit needs a number, a published rating keeps its label."""
    if name == "label" and isinstance(row, Rating):
        return row.scale.slug == "hidden-scale"
    if name == "role" and isinstance(row, Appearance):
        return row.speaker_id is not None
    return not name.startswith("figure_")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL of the site but those behind the admin's login."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from () if entry.app_name == "admin" else routes(entry, route)
        else:
            yield route, entry


PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def filled(route: str, words: dict[str, str]) -> str:
    """The route with its parameters filled in: a slug by what the route is of."""
    noun = next((noun for noun in ("article", "speaker", "topic", "source", "rating") if noun in route), "claim")
    api = route.startswith("api/")
    names = {
        "slug": words.get(noun, ""),
        "id": words["source"] if noun == "source" else words["id"],
        "public_id": words["source"] if noun == "source" else words["id"],
    }
    if noun == "claim" and api:
        names["slug"] = words["id"]
    return "/" + PARAMETER.sub(lambda match: names.get(match[1], "x"), route).replace("^", "").replace("$", "")


QUERIES = ["", f"?q={CANARY}", f"?q={CANARY}&rating=true", "?page_size=100"]
ROUTES = sorted({route for route, _entry in routes()})


def said_by(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{dict(response.headers)} {body.decode(errors='replace')}"


class TestEveryPublicUrl:
    def test_there_are_some(self) -> None:
        assert len(ROUTES) > 20

    def test_no_answer_holds_a_secret(self, scene: Scene) -> None:
        client = Client()
        for route in ROUTES:
            for words in (scene.shown, scene.hidden):
                for query in QUERIES:
                    url = filled(route, words) + query

                    said = said_by(client.get(url))

                    assert CANARY not in said.replace(query.lstrip("?"), "").replace(f"“{CANARY}”", "").replace(
                        f'value="{CANARY}"', ""
                    ), url

    def test_the_hidden_answers_like_what_does_not_exist(self, scene: Scene) -> None:
        client = Client()
        nothing = {key: "zz" + value[2:] for key, value in scene.hidden.items()}
        for route in ROUTES:
            if not PARAMETER.search(route):
                continue
            hidden, absent = (client.get(filled(route, words)) for words in (scene.hidden, nothing))

            assert hidden.status_code == absent.status_code, route
            assert _plain(hidden, scene.hidden) == _plain(absent, nothing), route

    def test_the_published_is_there(self, scene: Scene) -> None:
        assert Client().get(f"/claims/{scene.claim.slug}/").status_code == 200
        assert Client().get(f"/api/v1/claims/{scene.claim.public_id}/").status_code == 200

    def test_no_count_holds_the_hidden(self, scene: Scene) -> None:
        assert Review.objects.public().count() == 1
        assert len(Client().get("/api/v1/claims/").json()["results"]) == 1
        for noun in ("articles", "speakers", "topics", "sources"):
            assert len(Client().get(f"/api/v1/{noun}/").json()["results"]) == 1, noun

    def test_the_scene_hides_a_secret_in_each_noun(self, scene: Scene) -> None:
        """The canary is where it should be, so that its absence means something."""
        assert CANARY in Claim.objects.get(pk=scene.claim.pk).statement
        assert CANARY in Verdict.objects.get(claim=scene.claim).summary
        assert CANARY in Claim.objects.get(pk=scene.draft.pk).sent_back_because


def _plain(response: Any, words: dict[str, str]) -> str:
    """An answer without what differs from any request to the next."""
    said = said_by(response)
    said = re.sub(r"'X-Request-ID': '[0-9a-f]+'", "", said)
    for word in sorted(words.values(), key=len, reverse=True):
        said = said.replace(word, "…")
    return said
