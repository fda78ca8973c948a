"""Nothing unpublished shows anywhere: a secret word in every private field, and every public URL asked for it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, Model, TextField
from django.test import Client
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver
from django.utils import timezone

from claims import desk
from claims.desk.subscribing import stop_token
from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Capture,
    Claim,
    Comment,
    CorrectionRequest,
    Evidence,
    HousePage,
    Publication,
    Rating,
    RatingScale,
    ReplyRequest,
    Review,
    Source,
    Speaker,
    Topic,
    Translation,
    User,
    Verdict,
)
from claims.vocabulary import SignInOutcome
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
        about = {"speaker": speaker, "topics": [topic], "source": source}
        self.claim = make.claim_in_review(statement="Crime has tripled.", **about)
        ask(self.claim)
        desk.publish(self.claim, by=make.editor())
        self.withdrawn = make.published(statement="Withdrawn statement.")
        make.translated(self.withdrawn, language="ar")
        make.propose(self.claim, by=make.writer(), summary="It has doubled.")
        desk.correct(self.claim, by=make.editor(), note="It doubled.")
        make.translated(self.claim)
        make.translation(self.claim, language="ar")  # nobody has approved it
        desk.withdraw(self.withdrawn, by=make.editor(), note="Wrong person.")
        self.merged = make.published(statement="Merged statement.")
        desk.merge(self.merged, by=make.editor(), into=self.claim, note="They say the same.")
        self.shown = {
            "claim": self.claim.slug,
            "id": self.claim.public_id,
            "article": self.claim.appearances.earliest("position", "pk").version.article.slug,
            "speaker": speaker.slug,
            "topic": topic.slug,
            "source": source.public_id,
            "token": stop_token(make.writer()),
            "kind": make.in_force("methodology").kind,
            "entry": str(Publication.objects.of(self.claim.public_id)[0].number),
        }
        self.shown["tip"] = self._ask_for(self.claim)
        self.merged_words = self.shown | {
            "claim": self.merged.slug,
            "id": self.merged.public_id,
            "entry": str(Publication.objects.of(self.merged.public_id)[0].number),
        }
        self._hide()
        self._judge()
        self._rewrite()

    def _ask_for(self, claim: Claim) -> str:
        """The token of a reader's secret tip that was joined to a claim."""
        secret = {"text": f"{CANARY} asks.", "link": WEB, "contact": f"{CANARY}@example.org", "consented": True}
        tip, token = make.tip(**secret)
        make.tip(**secret)
        desk.join_tip(tip, by=make.writer(), claim=claim)
        return token

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
        for claim in (self.claim, self.draft):
            make.comment(claim, passage="The statistics say otherwise")
        desk.send_back(self.draft, by=make.editor(), reason=f"{CANARY} reason")
        self.coming = make.scheduled(
            statement=f"{CANARY} is coming.",
            summary=f"{CANARY} has come.",
            version=version,
            quote=f"{CANARY} text before",
            speaker=make.speaker(slug="coming-speaker", name=CANARY),
            topics=[*self.claim.topics.all(), make.topic(slug="coming-topic", name=CANARY)],
            source=make.source(title=CANARY),
        )
        make.invitation(public_name=CANARY, address=f"{CANARY.lower()}@example.org")
        make.other_review(url=f"{WEB}/other", claim_reviewed=CANARY, publisher=CANARY, claimants=CANARY)
        desk.keep_sign_in(SignInOutcome.REFUSED, name=CANARY, device=CANARY)
        markup = make.markup_page(page_url=f"{WEB}/page", author_name=CANARY, markups=[{"claimReviewed": CANARY}])
        self.shown["markup"] = markup.public_id
        ArticleVersion.objects.create(article=Article.objects.get(slug=self.shown["article"]), number=2, text=TEXT)
        self.hidden = {
            "claim": self.draft.slug,
            "id": self.draft.public_id,
            "article": "hidden-article",
            "speaker": "hidden-speaker",
            "topic": "hidden-topic",
            "source": source.public_id,
            "scale": scale.slug,
            "kind": make.house_page("funding").kind,
        }
        self.tips = [self._ask_for(self.draft), self._ask_for(self.coming)]
        self.promised = {
            "claim": self.coming.slug,
            "id": self.coming.public_id,
            "article": "hidden-article",
            "speaker": "coming-speaker",
            "topic": "coming-topic",
            "source": self.coming.evidence.get().source.public_id,
            "kind": "funding",
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
            Comment,
            ReplyRequest, CorrectionRequest, Translation,
        ):  # fmt: skip
            for row in noun._default_manager.all():
                rewrite(row)
        HousePage.objects.update(title=CANARY, text=CANARY, version=F("version") + 1)


def ask(claim: Claim) -> None:
    """Ask about a claim before it is published: two of whom readers learn, and two of whom they do not."""
    secret = {"question": f"{CANARY} question", "answer": f"{CANARY} answer", "answered_at": make.ASKED}
    make.reply_request(claim, public_answer="No comment.", **secret)
    make.reply_request(claim, addressee=f"{CANARY} friend", public_answer=f"{CANARY} words", public=False, **secret)
    make.correction_request(claim)
    make.correction_request(claim, addressee=f"{CANARY} paper", url=WEB, note=f"{CANARY} note", public=False)


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
        if isinstance(entry.pattern, LocalePrefixPattern):
            yield from routes(entry, "ar/")
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
        "token": words.get("token", "x"),
        "year": str(timezone.localdate().year),
        "month": str(timezone.localdate().month),
        "kind": words["kind"],
        "number": words.get("entry", "1"),
        "tag": "older",  # of a picture: leads to the newest one, if there is any
        "page": words.get("markup", words["id"]),  # of Google's API
    }
    if route.removeprefix("ar/").startswith(("about/", "sitemap-")):
        names["number"] = "1"
    if route.removeprefix("ar/").startswith("tips/"):
        names["token"] = words.get("tip", "x")
    if noun == "claim" and api:
        names["slug"] = words["id"]
    return "/" + PARAMETER.sub(lambda match: names.get(match[1], "x"), route).replace("^", "").removesuffix("$")


def without(said: str, asked: list[str]) -> str:
    """An answer without what it only repeats of the question."""
    for words in asked:
        said = said.replace(words, "")
    return said


QUERIES = ["", f"?q={CANARY}", f"?q={CANARY}&rating=true", "?page_size=100", "?from=2020&and_from=2021"]
OF_GOOGLE = [
    *(f"?query={CANARY}", "?reviewPublisherSiteFilter=testserver&pageSize=100"),
    *(f"?imageUri={WEB}/1", f"?url={WEB}/page", "?organization=canary.example"),
]
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
            for words in (scene.shown, scene.merged_words, scene.hidden, scene.promised):
                for query in [*QUERIES, *(OF_GOOGLE if route.startswith("v1alpha1/") else [])]:
                    url = filled(route, words) + query

                    said = said_by(client.get(url))

                    asked = [
                        query.lstrip("?") or "?",
                        quote(query) or "?",
                        quote(query, safe="") or "?",
                        f"?q={CANARY}",
                        f"?text={CANARY}",  # to ask us for what was not found
                        f"“{CANARY}”",
                        f"«{CANARY}»",
                        f"“{CANARY}, true”",
                        f"«{CANARY}, true»",
                        f'value="{CANARY}"',
                    ]
                    if query.startswith("?url="):  # back in its box, and in the address of what was asked for
                        asked += [query[5:], quote(query[5:], safe="")]
                    assert CANARY not in without(said, asked), url

    @pytest.mark.parametrize("unpublished", ["hidden", "promised"])
    def test_the_hidden_answers_like_what_does_not_exist(self, scene: Scene, unpublished: str) -> None:
        client, unseen = Client(), getattr(scene, unpublished)
        nothing = {key: "zz" + value[2:] for key, value in unseen.items()}
        for route in ROUTES:
            if not PARAMETER.search(route):
                continue
            hidden, absent = (client.get(filled(route, words)) for words in (unseen, nothing))

            assert hidden.status_code == absent.status_code, route
            assert _plain(hidden, unseen) == _plain(absent, nothing), route

    def test_a_tip_that_was_joined_to_what_is_hidden_is_only_being_looked_at(self, scene: Scene) -> None:
        for token in scene.tips:
            said = said_by(Client().get(f"/tips/{token}/"))

            assert "Being looked at" in said
            assert CANARY not in said
            assert 'href="/claims/' not in said

    def test_the_published_is_there(self, scene: Scene) -> None:
        assert Client().get(f"/claims/{scene.claim.slug}/").status_code == 200
        assert Client().get(f"/api/v1/claims/{scene.claim.public_id}/").status_code == 200
        for address in ("about/methodology/", "about/methodology/versions/1/", "about/methodology/versions/1.md"):
            assert "We check what was said." in said_by(Client().get(f"/{address}")), address
        assert "El crimen se ha triplicado." in said_by(Client().get(f"/es/claims/{scene.claim.slug}/"))
        for address in (f"entries/{scene.shown['entry']}/", "timegate/", "timemap/"):
            assert "memento" in said_by(Client().get(f"/claims/{scene.claim.slug}/{address}")), address
        for address in ("/corrections/", "/corrections/feed/", "/api/v1/corrections/"):
            assert "It doubled." in said_by(Client().get(address)), address

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
        assert CANARY in scene.claim.comments.get().passage
        assert all(CANARY in page.title and CANARY in page.text for page in HousePage.objects.all())
        assert all(CANARY in row.statement and CANARY in row.rationale for row in scene.claim.translations.all())
        assert all(CANARY in row.public_answer for row in ReplyRequest.objects.all())
        assert all(CANARY in row.note for row in CorrectionRequest.objects.all())

    def test_what_readers_may_know_of_those_we_asked_is_shown(self, scene: Scene) -> None:
        said = said_by(Client().get(f"/claims/{scene.claim.slug}/"))

        assert "No comment." in said
        assert "The paper" in said


def _plain(response: Any, words: dict[str, str]) -> str:
    """An answer without what differs from any request to the next."""
    said = said_by(response)
    said = re.sub(r"'X-Request-ID': '[0-9a-f]+'", "", said)
    for word in sorted(words.values(), key=len, reverse=True):
        said = said.replace(word, "…")
    return said
