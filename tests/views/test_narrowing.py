"""The search as a way to explore: what a list can be narrowed to, its orders, and everything in the address."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from claims.models import Review, review_counts
from claims.views import narrowing
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


def check(*, at: str = "2026-01-15T12:00Z", appearances: int = 1, **columns: Any) -> Review:
    review = make.review(**columns)
    Review.objects.filter(pk=review.pk).update(published_at=at, appearances=appearances)
    return review


def facet(response: HttpResponse, name: str) -> dict[str, str]:
    """The choices of a facet: what each is called with its count, and where it leads."""
    section = re.search(rf'aria-labelledby="facet-{name}".*?</section>', html(response), re.DOTALL)
    links = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', section[0], re.DOTALL) if section else []
    return {" ".join(re.sub("<[^>]+>", " ", said).split()): unescape(address) for address, said in links}


def statements(response: HttpResponse) -> list[str]:
    return re.findall(r'check-statement"[^>]*><a[^>]*>([^<]*)', html(response))


class TestFacets:
    def test_each_value_has_its_count_and_leads_to_what_it_counts(self, client: Client) -> None:
        oil, iran = make.topic(slug="oil", name="Oil"), make.topic(slug="iran", name="Iran", kind="place")
        check(topics=[oil, iran], rating="true", kind="quantity", language="az", at="2025-01-01T00:00Z")
        check(topics=[oil], rating="true")
        check(rating="false")

        page = client.get("/search/")

        wanted = {
            "rating": {"True 2", "False 1"},
            "topic": {"Oil 2"},
            "place": {"Iran 1"},
            "kind": {"Event 2", "Quantity 1"},
            "language": {"English 2", "Azerbaijani 1"},
            "year": {"2026 2", "2025 1"},
        }
        for name, choices in wanted.items():
            found = facet(page, name)
            assert set(found) == choices
            for said, address in found.items():
                count = int(said.rpartition(" ")[2])
                assert len(statements(client.get(f"/search/{address}"))) == count, said

    def test_they_count_under_the_present_filters(self, client: Client) -> None:
        oil = make.topic(slug="oil", name="Oil")
        check(topics=[oil], rating="true")
        check(topics=[], rating="false")

        page = client.get("/search/?topic=oil")

        assert set(facet(page, "rating")) == {"True 1"}

    def test_a_chosen_value_leads_back_without_it(self, client: Client) -> None:
        check(rating="true")

        page = client.get("/search/?q=crime&rating=true&kind=event&sort=oldest")

        assert facet(page, "rating") == {"True 1": "?q=crime&kind=event&sort=oldest"}
        assert 'aria-current="true"' in html(page)
        assert "Rating True (remove)" in words(page)

    def test_several_topics_narrow_further(self, client: Client) -> None:
        oil, arms = make.topic(slug="oil", name="Oil"), make.topic(slug="arms", name="Arms")
        check(topics=[oil, arms], statement="Both.")
        check(topics=[oil], statement="One.")
        address = facet(client.get("/search/?topic=oil"), "topic")["Arms 1"]

        page = client.get(f"/search/{address}")

        assert statements(page) == ["Both."]
        assert facet(page, "topic")["Oil 1"] == "?topic=arms"

    def test_ratings_stand_as_on_their_scale(self, client: Client) -> None:
        for rating in ("false", "false", "half-true", "true"):
            check(rating=rating)

        assert list(facet(client.get("/search/"), "rating")) == ["True 1", "Half true 1", "False 2"]

    def test_of_very_many_it_shows_the_most_frequent_and_the_way_to_all(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(narrowing, "CHOICES_AT_MOST", 1)
        rare, often = make.topic(name="Rare"), make.topic(name="Often")
        for topics in ([rare, often], [often]):
            check(topics=topics)

        assert facet(client.get("/search/"), "topic") == {"Often 2": f"?topic={often.slug}", "All topics": "/topics/"}

    def test_of_more_than_are_counted_it_says_so(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(review_counts, "COUNTED_AT_MOST", 1)
        for _check in range(2):
            check()

        page = words(client.get("/search/"))

        assert "5,000+ checks" in page
        assert "The numbers count the newest 5,000 only." in page

    def test_speakers_are_no_facet(self, client: Client) -> None:
        check(speaker=make.speaker(name="Ann Other"))

        page = client.get("/search/")

        assert "Ann Other" in words(page)
        assert not facet(page, "speaker")
        assert "Ann Other" not in html(page).partition('aria-labelledby="results"')[0]


class TestUnknown:
    @pytest.mark.parametrize(
        "asked",
        [
            "rating=zebra",
            "topic=zebra",
            "place=zebra",
            "kind=rumour",
            "language=xx",
            "year=abc",
            "year=0000",
            "year=9999",
        ],
    )
    def test_it_finds_nothing_and_leads_back(self, client: Client, asked: str) -> None:
        check()

        response = client.get(f"/search/?{asked}")

        assert response.status_code == 200
        assert "No check matches these filters." in words(response)
        assert '<a href="/search/">All checks, newest first</a>' in html(response)

    def test_words_that_the_filters_hide_can_be_looked_for_without_them(self, client: Client) -> None:
        check(rating="false", statement="Crime has doubled.")

        page = html(client.get("/search/?q=crime&rating=true"))

        assert 'href="/search/?q=crime">Look for “crime” in all checks' in page

    def test_an_unknown_order_is_the_usual_one(self, client: Client) -> None:
        check()

        for asked in ("sort=zebra", "sort=match"):
            assert 'aria-current="true">Newest first' in html(client.get(f"/search/?{asked}"))

    def test_too_many_topics_are_refused_with_how_many_there_may_be(self, client: Client) -> None:
        response = client.get("/search/?" + "&".join(f"topic=t{n}" for n in range(9)))

        assert response.status_code == 400
        assert "“topic” may be there up to 5 times." in words(response)


class TestOrder:
    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("newest", ["New.", "Middle.", "Old."]),
            ("oldest", ["Old.", "Middle.", "New."]),
            ("repeated", ["Middle.", "New.", "Old."]),
            ("changed", ["Old.", "New.", "Middle."]),
        ],
    )
    def test_it_is_as_asked_for(self, client: Client, sort: str, order: list[str]) -> None:
        check(statement="Middle.", at="2025-01-01T00:00Z", appearances=3)
        check(statement="New.", at="2026-01-01T00:00Z")
        check(statement="Old.", at="2024-01-01T00:00Z")

        assert statements(client.get(f"/search/?sort={sort}")) == order

    def test_words_can_be_put_in_any_order_too(self, client: Client) -> None:
        check(statement="Crime.", at="2024-01-01T00:00Z")
        check(statement="Nothing.", rationale="About crime [1].", at="2026-01-01T00:00Z")

        best, newest = (statements(client.get(f"/search/?q=crime{sort}")) for sort in ("", "&sort=newest"))

        assert best == ["Crime.", "Nothing."]
        assert newest == ["Nothing.", "Crime."]

    def test_each_order_keeps_the_rest_of_the_address(self, client: Client) -> None:
        check(rating="true")

        page = html(client.get("/search/?q=crime&rating=true"))

        assert 'href="?q=crime&amp;rating=true&amp;sort=oldest"' in page

    def test_new_words_keep_filters_and_order(self, client: Client) -> None:
        check()

        page = html(client.get("/search/?rating=true&topic=a&topic=b&sort=oldest"))

        for name, value in (("rating", "true"), ("topic", "a"), ("topic", "b"), ("sort", "oldest")):
            assert f'<input type="hidden" name="{name}" value="{value}">' in page
