"""Places, topics and the most repeated claims."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Review, Subject
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


class TestPlacesAndTopics:
    def test_places_and_themes_are_listed_apart_each_with_its_count(self, client: Client) -> None:
        baku, oil = make.topic(name="Baku", slug="baku", kind="place"), make.topic(name="Oil", slug="oil")
        for topics in ([baku, oil], [baku]):
            make.review(topics=topics)

        places, themes = (client.get(address) for address in ("/places/", "/topics/"))

        assert "Baku 2 checks" in words(places)
        assert "Oil" not in words(places)
        assert "Oil 1 check" in words(themes)
        assert "Baku" not in words(themes)
        assert 'href="/topics/baku/"' in html(places)

    def test_a_topic_of_an_older_document_is_a_theme(self, client: Client) -> None:
        make.review(topics=[make.topic(name="Oil")])
        Subject.objects.filter(kind="topic").update(document={"slug": "oil", "name": "Oil"})

        assert "Oil" in words(client.get("/topics/"))
        assert "Oil" not in words(client.get("/places/"))

    def test_they_are_by_name_in_every_alphabet(self, client: Client) -> None:
        make.review(topics=[make.topic(name=name, kind="place") for name in ("israel", "Baku", "Иран")])

        page = words(client.get("/places/"))

        assert page.index("Baku") < page.index("israel") < page.index("Иран")

    @pytest.mark.parametrize(
        ("page", "empty"), [("places", "No check is about a place yet."), ("topics", "No topic yet.")]
    )
    def test_it_says_so_when_there_is_none(self, client: Client, page: str, empty: str) -> None:
        assert empty in words(client.get(f"/{page}/"))

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        for count in (1, 9):
            make.review(topics=[make.topic(kind="place") for _place in range(count)])
            with django_assert_num_queries(1):
                client.get("/places/")

    def test_a_place_says_that_it_is_one(self, client: Client) -> None:
        make.review(topics=[make.topic(slug="baku", kind="place")])

        assert '<a href="/places/">Place</a>' in html(client.get("/topics/baku/"))


class TestRepeated:
    def test_it_says_how_often_by_how_many_and_when(self, client: Client) -> None:
        ann, bob = make.speaker(), make.speaker()
        claim = make.claim_in_review(statement="Often said.", speaker=ann)
        for speaker, when in ((ann, "2023-05"), (bob, "2021"), (bob, "2024-01-02")):
            make.appearance(claim, speaker=speaker, said_on=when)
        desk.publish(claim, by=make.editor())
        make.review(statement="Said once.")

        page = words(client.get("/repeated/"))

        assert "Often said. Said 4 times by 2 speakers first known 2021 last 2 January 2024" in page
        assert "Said once." not in page

    def test_the_most_repeated_is_first(self, client: Client) -> None:
        for statement, times in (("Twice.", 2), ("Nine times.", 9), ("Thrice.", 3)):
            review = make.review(statement=statement)
            Review.objects.filter(pk=review.pk).update(appearances=times)

        page = words(client.get("/repeated/"))

        assert page.index("Nine times.") < page.index("Thrice.") < page.index("Twice.")

    def test_it_explains_itself_when_nothing_was_repeated(self, client: Client) -> None:
        make.review()

        assert "No claim has been found in more than one place yet." in words(client.get("/repeated/"))

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        for count in (1, 9):
            for _review in range(count):
                make.review()
            Review.objects.update(appearances=2)
            with django_assert_num_queries(1):
                client.get("/repeated/")


def test_the_front_page_leads_to_all_of_it(client: Client) -> None:
    page = html(client.get("/"))

    for address in ("/archive/", "/topics/", "/places/", "/repeated/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
