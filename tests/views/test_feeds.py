"""Every list as a feed: its three forms, its filters, its languages, and what the readers of feeds demand."""

import json
import re
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

from claims import desk
from claims.models import Claim
from claims.views import check_feeds
from tests import feed_rules, make

from .pages import html

pytestmark = pytest.mark.django_db
FORMS = ["atom", "rss", "json"]
ATOM = feed_rules.ATOM
HOSTILE = [
    "]]> ends it",
    "</script><script>alert(1)</script>",
    "<!-- <![CDATA[ &amp; & < > \" ' \\",
    "Not \ufffe in XML, \u2028 nor \uffff.",
    "🧿👩‍👩‍👧 זה \u202eנאמר\u202c زادت الجريمة",
]


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in json.loads(answer.content)["items"]]


def told_by(body: bytes, form: str) -> tuple[str, str]:
    """The title and the HTML of the one item of a feed, as its reader has them."""
    if form == "json":
        (item,) = json.loads(body)["items"]
        return item["title"], item["content_html"]
    names = {"atom": ("entry", "content"), "rss": ("item", "encoded")}[form]
    (item,) = etree.fromstring(body).xpath(f"//*[local-name()='{names[0]}']")
    (title,), (told,) = (item.xpath(f"*[local-name()='{name}']/text()") for name in ("title", names[1]))
    return title, told


class Scene:
    """One check that is in every list, and one that is in none but those of all."""

    def __init__(self) -> None:
        self.speaker, self.topic, self.source = make.speaker(), make.topic(name="Crime"), make.source()
        self.version = make.article()
        self.claim = make.claim_in_review(
            statement="It rained.",
            rating="half-true",
            speaker=self.speaker,
            topics=[self.topic],
            source=self.source,
            version=self.version,
        )
        make.appearance(self.claim)
        make.correction_request(self.claim)
        desk.publish(self.claim, by=make.editor())
        make.propose(self.claim, by=make.writer(), rating="half-true", summary="It did, a little.")
        desk.correct(self.claim, by=make.editor(), kind="clarification", note="Clearer.")
        self.other = make.published(statement="It snowed.")

    def pages(self) -> list[str]:
        """The pages of all lists, without what they can be narrowed by."""
        month = self.claim.publications.earliest("number").published_at
        return [
            "/",
            "/search/",
            f"/topics/{self.topic.slug}/",
            f"/speakers/{self.speaker.slug}/",
            f"/articles/{self.version.article.slug}/",
            f"/sources/{self.source.public_id}/",
            f"/archive/{month:%Y/%-m}/",
            "/repeated/",
            "/impact/",
            "/corrections/",
        ]


@pytest.fixture
def scene() -> Scene:
    return Scene()


class TestEveryList:
    @pytest.mark.parametrize("form", FORMS)
    def test_it_keeps_the_rules_of_its_form(self, client: Client, scene: Scene, form: str) -> None:
        for page in scene.pages():
            answer = client.get(f"{page}feed.{form}", follow=True)

            assert answer.status_code == 200, page
            assert feed_rules.faults_of(answer.content, form) == [], page
            assert "It rained." in answer.content.decode(), page

    def test_its_page_leads_to_its_feeds(self, client: Client, scene: Scene) -> None:
        for page in scene.pages():
            shown = html(client.get(page))

            for form, kind in zip(FORMS, ("atom+xml", "rss+xml", "feed+json"), strict=True):
                found = re.findall(
                    rf'<link rel="alternate" type="application/{re.escape(kind)}"[^>]* href="([^"]+)"', shown
                )
                assert len(found) == 1, (page, form)
                assert client.get(found[0]).status_code == 200
                assert shown.count(f'<a href="{found[0]}"') == 1, (page, form)

    def test_its_cost_does_not_grow_with_its_length(
        self, client: Client, scene: Scene, django_assert_max_num_queries: Callable
    ) -> None:
        for more in (0, 9):
            for _check in range(more):
                make.published(topics=[scene.topic], speaker=scene.speaker)
            for page in scene.pages():
                with django_assert_max_num_queries(2):
                    client.get(f"{page}feed.json", follow=True)

    def test_it_may_be_kept_and_read_by_any_site(self, client: Client, scene: Scene) -> None:
        for page in scene.pages():
            first = client.get(f"{page}feed.rss")
            again = client.get(f"{page}feed.rss", headers={"if-none-match": first["ETag"]})

            assert (again.status_code, again.content) == (304, b"")
            assert "max-age=60" in first["Cache-Control"]
            assert first["Access-Control-Allow-Origin"] == "*"
            assert not first.cookies

    def test_one_of_nothing_is_well_formed(self, client: Client) -> None:
        for form in FORMS:
            assert feed_rules.faults_of(client.get(f"/feed.{form}").content, form) == []

    def test_nothing_that_does_not_exist_has_one(self, client: Client) -> None:
        for page in ("topics/none", "speakers/none", "articles/none", "sources/none", "archive/2026/13"):
            assert client.get(f"/{page}/feed.atom").status_code == 404


class TestNarrowed:
    @pytest.mark.parametrize(
        "query", ["rating=half-true", "q=rained", "topic={topic}", "q=rain&rating=half-true&sort=oldest"]
    )
    def test_a_search_is_followed_as_it_is_narrowed(self, client: Client, scene: Scene, query: str) -> None:
        query = query.format(topic=scene.topic.slug)

        answer = client.get(f"/search/feed.json?{query}")

        assert titles(answer) == ["Half true: It rained."]
        kept = query.replace("&sort=oldest", "")
        told = json.loads(answer.content)
        assert told["feed_url"] == f"http://testserver/search/feed.json?{kept}"
        assert f'href="/search/feed.json?{kept.replace("&", "&amp;")}"' in html(client.get(f"/search/?{query}"))

    def test_its_title_says_what_it_is_narrowed_to(self, client: Client, settings: Any) -> None:
        settings.SITE_NAME = "Facts"

        told = json.loads(client.get("/search/feed.json?q=rain&rating=false").content)

        assert told["title"] == "Checks that match “rain, false” – Facts"

    def test_an_article_is_followed_by_rating(self, client: Client, scene: Scene) -> None:
        slug = scene.version.article.slug

        assert titles(client.get(f"/articles/{slug}/feed.json?rating=half-true&rating=true")) == [
            "Half true: It rained."
        ]
        assert titles(client.get(f"/articles/{slug}/feed.json?rating=false")) == []

    def test_what_cannot_be_meant_is_refused(self, client: Client) -> None:
        assert client.get("/search/feed.atom?q=%00").status_code == 400
        assert client.get("/corrections/feed.rss?kind=rumour").status_code == 400


class TestACheckInAFeed:
    def test_it_is_told_whole(self, client: Client, settings: Any) -> None:
        settings.SITE_URL, settings.SITE_NAME = "https://facts.example.org", "Facts"
        claim = make.published(
            statement="Crime has tripled.",
            slug="crime",
            by=make.writer(public_name="Ada"),
            topics=[make.topic(name="Law")],
        )
        day = client.get("/api/v1/claims/").json()["results"][0]["published_at"][:10]

        (item,) = json.loads(client.get("/feed.json").content)["items"]

        assert item["id"] == f"tag:facts.example.org,{day}:claims/{claim.public_id}"
        assert item["url"] == "https://facts.example.org/claims/crime/"
        assert item["title"] == "False: Crime has tripled."
        assert item["summary"] == "It has not."
        assert item["authors"] == [{"name": "Ada"}]
        assert item["tags"] == ["False", "Law"]
        assert item["language"] == "en"
        assert 'href="https://facts.example.org/claims/crime/#evidence-1"' in item["content_html"]
        assert "The statistics say otherwise" in item["content_html"]
        assert "https://source.example/" in item["content_html"]

    def test_its_statement_is_never_cut(self, client: Client) -> None:
        statement = "Everybody knows " + "that this goes on and " * 20 + "ends here."
        make.published(statement=statement, slug="long")

        for form in FORMS:
            assert statement in client.get(f"/feed.{form}").content.decode()

    def test_a_correction_brings_it_to_the_top_under_the_same_id(self, client: Client) -> None:
        claim, newer = make.published(statement="One."), make.published(statement="Two.")
        before = {item["id"]: item for item in json.loads(client.get("/feed.json").content)["items"]}
        make.propose(claim, by=make.writer(), summary="It did not.")
        desk.correct(claim, by=make.editor(), note="Wrong year.")

        after = json.loads(client.get("/feed.json").content)["items"]

        assert [item["title"] for item in after] == ["False: One.", "False: Two."]
        assert {item["id"] for item in after} == set(before)
        assert after[0]["date_published"] == before[after[0]["id"]]["date_published"]
        assert after[0]["date_modified"] > before[after[0]["id"]]["date_modified"]
        assert "Factual correction: Wrong year." in after[0]["content_html"]
        assert newer.public_id in after[1]["id"]

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_no_words_break_it(self, client: Client, form: str, hostile: str) -> None:
        make.published(
            statement=hostile,
            slug="hostile",
            summary=hostile,
            rationale=f"{hostile} [1]",
            topics=[make.topic(name=hostile)],
        )

        body = client.get("/feed." + form).content

        assert feed_rules.faults_of(body, form) == []
        shown = hostile if form == "json" else re.sub("[\ufffe\uffff]", "\ufffd", hostile)
        title, told = told_by(body, form)
        assert title == f"False: {shown}"
        assert "<script" not in told

    def test_a_withdrawn_one_is_in_none(self, client: Client) -> None:
        claim = make.published(statement="It rained.")
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        for form in FORMS:
            assert "It rained." not in client.get(f"/feed.{form}").content.decode()

    def test_a_translation_is_a_thing_of_its_own(self, client: Client) -> None:
        claim = make.published(statement="Crime has tripled.")
        make.translated(claim)

        (ours,) = json.loads(client.get("/feed.json").content)["items"]
        (spanish,) = json.loads(client.get("/es/feed.json").content)["items"]
        (french,) = json.loads(client.get("/fr/feed.json").content)["items"]

        assert (spanish["title"], spanish["language"]) == ("Falso: El crimen se ha triplicado.", "es")
        assert spanish["url"].endswith(f"/es/claims/{claim.slug}/")
        assert spanish["id"] == f"{ours['id']}/es"
        assert (french["language"], french["id"]) == ("en", ours["id"])

    def test_its_id_is_not_that_of_its_corrections(self, client: Client, scene: Scene) -> None:
        checks = json.loads(client.get("/feed.json").content)["items"]
        notices = json.loads(client.get("/corrections/feed.json").content)["items"]

        assert notices
        assert not {item["id"] for item in checks} & {item["id"] for item in notices}

    def test_there_are_no_more_than_a_reader_fetches(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(check_feeds, "ITEMS_AT_MOST", 2)
        for number in range(3):
            make.published(statement=f"Number {number}.")

        assert titles(client.get("/feed.json")) == ["False: Number 2.", "False: Number 1."]


class TestRealReaders:
    @pytest.mark.parametrize("form", ["atom", "rss"])
    def test_feedparser_reads_who_what_and_when(self, client: Client, scene: Scene, form: str) -> None:
        claim = Claim.objects.get(pk=scene.claim.pk)

        feed = feedparser.parse(client.get(f"/topics/{scene.topic.slug}/feed.{form}").content)

        (entry,) = feed.entries
        assert feed.feed.title == "Crime – The fact-checking desk"
        assert feed.feed.language == "en"
        assert entry.title == "Half true: It rained."
        assert entry.link == f"http://testserver/claims/{claim.slug}/"
        assert entry.id.endswith(f":claims/{claim.public_id}")
        assert entry.author.startswith("Writer")
        assert [tag.term for tag in entry.tags] == ["Half true", "Crime"]
        assert entry.summary == "It did, a little."
        assert "The statistics say otherwise" in entry.content[0].value
        assert entry.updated_parsed >= entry.published_parsed


class TestHub:
    @pytest.fixture(autouse=True)
    def hub(self, settings: Any) -> None:
        settings.WEBSUB_HUB, settings.SITE_URL = "https://hub.example/", "https://facts.example.org"

    def test_a_feed_names_the_hub_and_itself(self, client: Client) -> None:
        atom, rss, told = (client.get(f"/search/feed.{form}?rating=false") for form in FORMS)

        for answer, form in ((atom, "atom"), (rss, "rss")):
            links = {link.get("rel"): link.get("href") for link in etree.fromstring(answer.content).iter(f"{ATOM}link")}
            assert links["hub"] == "https://hub.example/"
            assert links["self"] == f"https://facts.example.org/search/feed.{form}?rating=false"
        assert json.loads(told.content)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
        assert atom["Link"] == (
            '<https://hub.example/>; rel="hub", <https://facts.example.org/search/feed.atom?rating=false>; rel="self"'
        )

    def test_without_one_nothing_is_said_of_hubs(self, client: Client, settings: Any) -> None:
        settings.WEBSUB_HUB = ""

        for form in FORMS:
            answer = client.get(f"/feed.{form}")
            assert "hub" not in answer.content.decode()
            assert "Link" not in answer


class TestTheCorrections:
    def test_their_atom_feed_stays_where_it_was(self, client: Client) -> None:
        answer = client.get("/corrections/feed.atom?kind=verdict")

        assert (answer.status_code, answer["Location"]) == (301, "/corrections/feed/?kind=verdict")
