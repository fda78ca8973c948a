"""The pages that list checks: home, search, speaker, topic, source, ratings."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Review
from claims.views import asking
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


class Scene:
    """A speaker, a topic and a source, and checks in which all three are."""

    def __init__(self) -> None:
        self.speaker, self.topic, self.source = make.speaker(), make.topic(), make.source()
        self.version = make.article()

    def check(self, *, published_on: str = "2026-01-01", **columns: object) -> Review:
        review = make.review(
            speaker=self.speaker, topics=[self.topic], source=self.source, version=self.version, **columns
        )
        Review.objects.filter(pk=review.pk).update(published_at=f"{published_on}T12:00Z")
        return review

    def address(self, page: str) -> str:
        return {
            "home": "/",
            "search": "/search/",
            "words": "/search/?q=crime&topic=" + self.topic.slug,
            "speaker": f"/speakers/{self.speaker.slug}/",
            "topic": f"/topics/{self.topic.slug}/",
            "source": f"/sources/{self.source.public_id}/",
            "ratings": "/ratings/",
        }[page]


@pytest.fixture
def scene() -> Scene:
    return Scene()


# Beside the rows: what a list can be narrowed to and its names, or the counts and the scales.
QUERIES = {"search": 3, "words": 3, "speaker": 4, "topic": 4}
LISTS = ["search", "speaker", "topic", "source"]


@pytest.mark.parametrize("page", ["home", "words", *LISTS])
class TestEveryList:
    def test_it_shows_the_statement_and_its_rating(self, client: Client, scene: Scene, page: str) -> None:
        scene.check(statement="Crime has doubled.", rating="mostly-false")

        shown = words(client.get(scene.address(page)))

        assert "Crime has doubled." in shown
        assert "Rated Mostly false, second of five" in shown

    def test_it_shows_no_draft(self, client: Client, scene: Scene, page: str) -> None:
        scene.check()
        make.claim_in_review(
            statement="Crime is a secret.", speaker=scene.speaker, topics=[scene.topic], source=scene.source
        )

        assert "secret" not in html(client.get(scene.address(page)))

    def test_it_costs_the_same_few_queries_however_many_there_are(
        self, client: Client, scene: Scene, page: str, django_assert_max_num_queries: Callable
    ) -> None:
        for number in (1, 9):
            for _check in range(number):
                scene.check()
            with django_assert_max_num_queries(QUERIES.get(page, 2)):
                assert client.get(scene.address(page)).status_code == 200

    def test_who_has_it_is_told_so_by_few_queries(
        self, client: Client, scene: Scene, page: str, django_assert_max_num_queries: Callable
    ) -> None:
        scene.check()
        tag = client.get(scene.address(page))["ETag"]

        with django_assert_max_num_queries(3 if page in ("search", "words") else 2):
            client.get(scene.address(page), headers={"if-none-match": tag})

    def test_it_may_be_kept_for_a_while(self, client: Client, scene: Scene, page: str) -> None:
        scene.check()
        first = client.get(scene.address(page))

        again = client.get(scene.address(page), headers={"if-none-match": first["ETag"]})
        scene.check()
        later = client.get(scene.address(page), headers={"if-none-match": first["ETag"]})

        assert "stale-while-revalidate=86400" in first["Cache-Control"]
        assert (again.status_code, again.content) == (304, b"")
        assert later.status_code == 200


@pytest.mark.parametrize("page", LISTS)
class TestPaging:
    def test_it_leads_to_older_checks_and_back(
        self, client: Client, scene: Scene, page: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asking, "PAGE_SIZE", 2)
        for day, name in enumerate(("one", "two", "three"), start=1):
            scene.check(statement=f"Number {name}.", published_on=f"2026-01-0{day}")

        first, second = (client.get(scene.address(page), {"page": number}) for number in (1, 2))

        assert "Number three." in words(first)
        assert "Number one." not in words(first)
        assert 'rel="next" href="?page=2"' in html(first)
        assert "Number one." in words(second)
        assert 'rel="prev" href="?page=1"' in html(second)
        assert 'rel="next"' not in html(second)

    def test_a_page_that_cannot_be_is_refused_with_what_can(self, client: Client, scene: Scene, page: str) -> None:
        scene.check()

        for number in ("-1", "0", "101", "x", "1.5", "١", "1e9", "9" * 400, ""):
            response = client.get(scene.address(page), {"page": number})

            assert response.status_code == 400
            assert "“page” is a whole number from 1 to 100." in words(response)

    def test_a_page_beyond_the_last_says_so(self, client: Client, scene: Scene, page: str) -> None:
        scene.check()

        assert "on this page" in words(client.get(scene.address(page), {"page": 50}))


class TestHome:
    def test_it_says_what_it_is_before_anything_is_published(self, client: Client) -> None:
        page = words(client.get("/"))

        assert "We check what was said" in page
        assert "Nothing has been published yet." in page

    def test_it_leads_to_topics_and_articles(self, client: Client, scene: Scene) -> None:
        scene.check()

        page = html(client.get("/"))

        assert f'href="/topics/{scene.topic.slug}/"' in page
        assert f'href="/articles/{scene.version.article.slug}/"' in page

    def test_it_says_when_it_is_a_sample(self, client: Client, settings) -> None:
        assert "Sample." not in words(client.get("/"))

        settings.SAMPLE_NOTICE = True

        assert "Its sources were read as excerpts only" in words(client.get("/"))


class TestSpeaker:
    def test_it_gives_the_role_of_then_and_no_score(self, client: Client, scene: Scene) -> None:
        make.review(speaker=scene.speaker, role="Minister of Trade")

        page = words(client.get(scene.address("speaker")))

        assert "then: Minister of Trade" in page
        assert "%" not in page


class TestSource:
    def test_it_tells_what_it_was_evidence_for(self, client: Client) -> None:
        claim = make.claim_in_review(statement="Crime has tripled.", source=make.source())
        table = make.source(read_as="excerpt", note="Seen in part.")
        make.evidence(claim, source=table, stance="refutes", finding="It fell.")
        make.desk.publish(claim, by=make.editor())

        page = words(client.get(f"/sources/{table.public_id}/"))

        assert "Read as an excerpt only" in page
        assert "Seen in part." in page
        assert "Refutes [2] It fell." in page
        assert "It fell by a tenth." not in page  # what another source said


class TestRatings:
    def test_it_explains_each_rating_of_the_scale(self, client: Client) -> None:
        make.review(rating="false")

        page = client.get("/ratings/")

        assert "Rated Mostly true, fourth of five" in words(page)
        assert "What Not checkable means." in words(page)
        assert 'id="half-true"' in html(page)

    def test_it_says_so_when_nothing_was_rated(self, client: Client) -> None:
        assert "Nothing has been rated in public yet." in words(client.get("/ratings/"))


class TestSearch:
    def test_it_says_so_when_nothing_matches(self, client: Client) -> None:
        make.review()

        assert "No check matches “zebra”." in words(client.get("/search/?q=zebra"))

    def test_it_escapes_what_was_asked(self, client: Client) -> None:
        page = html(client.get("/search/", {"q": '"><script>alert(1)</script>'}))

        assert "<script>" not in page

    def test_it_narrows_by_rating_topic_and_kind(self, client: Client) -> None:
        oil = make.topic()
        wanted = {"rating": "true", "topics": [oil], "kind": "quantity"}
        make.review(statement="Wanted.", **wanted)
        make.review(statement="Wrong rating.", **wanted | {"rating": "false"})
        make.review(statement="Wrong topic.", **wanted | {"topics": []})
        make.review(statement="Wrong kind.", **wanted | {"kind": "event"})

        page = words(client.get("/search/", {"rating": "true", "topic": oil.slug, "kind": "quantity"}))

        assert "Wanted." in page
        assert "Wrong" not in page

    def test_it_keeps_what_was_asked_on_the_next_page(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(asking, "PAGE_SIZE", 1)
        for _check in range(2):
            make.review(rating="true")

        assert 'href="?rating=true&amp;page=2"' in html(client.get("/search/?rating=true"))

    @pytest.mark.parametrize("name", ["q", "rating", "topic"])
    @pytest.mark.parametrize("junk", ["a%00b", "a%ED%A0%80b", "a%1Bb", "x" * 201])
    def test_what_cannot_be_read_is_refused_by_name(self, client: Client, name: str, junk: str) -> None:
        response = client.get(f"/search/?{name}={junk}")

        assert response.status_code == 400
        assert f"“{name}”" in words(response)

    def test_words_of_any_shape_are_taken(self, client: Client) -> None:
        for asked in ("'", '"', "a & | ! b", "(((", "%", "\\", "-", "*:*", "😀", "نفط"):
            assert client.get("/search/", {"q": asked}).status_code == 200
