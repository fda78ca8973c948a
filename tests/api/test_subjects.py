"""Articles, speakers, topics, sources and rating scales: one shape of list, one of detail, only what is public."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import Review, Subject
from tests import make

pytestmark = pytest.mark.django_db
KINDS = ["articles", "speakers", "topics", "sources"]


def scene(name: str, **columns: Any) -> Review:
    """A review that mentions one of each, called so."""
    return make.review(
        **columns,
        version=make.article(title=f"{name} article"),
        speaker=make.speaker(name=f"{name} speaker"),
        topics=[make.topic(name=f"{name} topic")],
        source=make.source(title=f"{name} source"),
    )


def listed(client: Client, kind: str, query: str = "") -> list[dict[str, Any]]:
    return client.get(f"/api/v1/{kind}/{query}").json()["results"]


def name_of(result: dict[str, Any]) -> str:
    return result.get("name") or result["title"]


@pytest.mark.parametrize("kind", KINDS)
class TestEachKind:
    def test_the_list_is_by_name(self, client: Client, kind: str) -> None:
        for name in ("Middle", "Last", "First"):
            scene(name)

        names = [name_of(result).split()[0] for result in listed(client, kind)]

        assert names == ["First", "Last", "Middle"]

    def test_each_leads_to_itself_its_page_and_its_claims(self, client: Client, kind: str) -> None:
        scene("Other")
        review = scene("Wanted")

        result = next(r for r in listed(client, kind) if name_of(r).startswith("Wanted"))
        itself = client.get(result["url"]).json()

        assert itself["id"] == result["id"]
        assert client.get(result["html_url"]).status_code == 200
        assert [card["id"] for card in client.get(result["claims_url"]).json()["results"]] == [review.pk]
        assert result["claims"] == 1

    def test_what_only_the_desk_knows_is_not_there(self, client: Client, kind: str) -> None:
        speaker, topic, source, version = make.speaker(), make.topic(), make.source(), make.article()
        make.claim_in_review(version=version, speaker=speaker, topics=[topic], source=source)
        ids = [version.article.slug, speaker.slug, topic.slug, source.public_id]
        hidden = dict(zip(KINDS, ids, strict=True))

        assert listed(client, kind) == []
        assert client.get(f"/api/v1/{kind}/{hidden[kind]}/").status_code == 404

    def test_its_pages_can_be_followed(self, client: Client, kind: str) -> None:
        for name in ("Aa", "Bb", "Cc"):
            scene(name)
        first = client.get(f"/api/v1/{kind}/?page_size=2").json()

        second = client.get(first["next"]).json()

        names = [name_of(result)[:2] for result in first["results"] + second["results"]]
        assert names == ["Aa", "Bb", "Cc"]

    def test_the_list_costs_one_query_whatever_its_length(
        self, client: Client, kind: str, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        people = {"by": make.writer(), "editor": make.editor()}
        for count in (1, 9):
            for number in range(count):
                scene(f"{count}.{number}", **people)
            with django_assert_num_queries(1):
                listed(client, kind)

    def test_who_has_it_gets_no_body(self, client: Client, kind: str) -> None:
        scene("Some")
        url = listed(client, kind)[0]["url"]

        etag = client.get(url)["ETag"]

        assert client.get(url, headers={"if-none-match": etag}).status_code == 304


class TestTopics:
    def test_each_is_a_theme_or_a_place(self, client: Client) -> None:
        make.review(topics=[make.topic(name="Baku", kind="place"), make.topic(name="Oil")])

        assert [(topic["name"], topic["kind"]) for topic in listed(client, "topics")] == [
            ("Baku", "place"),
            ("Oil", "theme"),
        ]

    def test_one_from_before_there_were_kinds_is_a_theme(self, client: Client) -> None:
        make.review(topics=[make.topic()])
        Subject.objects.filter(kind="topic").update(document={"slug": "oil", "name": "Oil"})

        assert listed(client, "topics")[0]["kind"] == "theme"


class TestRatings:
    def test_a_scale_has_its_ratings_with_their_meaning(self, client: Client) -> None:
        make.review(rating="half-true")

        (scale,) = listed(client, "ratings")

        assert [rating["slug"] for rating in scale["ratings"]] == [slug for slug, *_rest in make.SCALE]
        assert scale["ratings"][2]["position"] == 3
        assert client.get(scale["url"]).json() == scale

    def test_a_scale_that_no_reader_has_met_is_not_there(self, client: Client) -> None:
        hidden = make.scale()

        assert listed(client, "ratings") == []
        assert client.get(f"/api/v1/ratings/{hidden.slug}/").status_code == 404


def test_the_root_leads_to_every_resource(client: Client) -> None:
    scene("Some")

    for name, url in client.get("/api/v1/").json().items():
        assert client.get(url).status_code == 200, name
