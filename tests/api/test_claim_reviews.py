"""All checks as a DataFeed of ClaimReviews."""

import gzip
import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Claim
from tests import claim_review_rules, make

from .reviews import several

pytestmark = pytest.mark.django_db
FEED = "/feeds/claimreview.json"


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://facts.example.org", "Facts"
    settings.DATA_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def reviews(feed: Any) -> list[Any]:
    return [review for element in feed["dataFeedElement"] for review in element["item"]]


class TestTheFeed:
    def test_it_keeps_the_rules_of_collectors(self, client: Client) -> None:
        make.published(rating="mostly-true", speaker=make.speaker())
        make.published(rating="unverifiable")

        answer = client.get(FEED)

        feed = answer.json()
        assert claim_review_rules.faults_of_feed(feed) == []
        assert answer["Content-Type"] == "application/json"
        assert len(reviews(feed)) == 2
        assert feed["url"] == "https://facts.example.org/feeds/claimreview.json"
        assert feed["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert feed["publisher"]["name"] == "Facts"

    def test_each_is_what_stands_on_its_page_and_stands_on_one(self, client: Client) -> None:
        make.translated(make.published(statement="Crime has tripled."))
        make.published(statement="زادت الجريمة.", language="ar", slug="crime", rating="half-true")
        make.published(statement="犯罪增加了。", language="zh", slug="crime-2")

        found = reviews(client.get(FEED).json())

        assert len(found) == 4
        assert len({review["url"] for review in found}) == 4
        for review in found:
            page = client.get(review["url"].removeprefix("https://facts.example.org")).content.decode()
            (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', page)
            on_page = json.loads(block)
            assert on_page.pop("@context") == "https://schema.org"
            assert on_page == review

    def test_a_translation_is_a_second_review_of_the_same_item(self, client: Client) -> None:
        make.translated(make.published(statement="Crime has tripled."))

        (element,) = client.get(FEED).json()["dataFeedElement"]

        said = {review["inLanguage"]: review["claimReviewed"] for review in element["item"]}
        assert said == {"en": "Crime has tripled.", "es": "El crimen se ha triplicado."}

    def test_what_changed_last_comes_first(self, client: Client) -> None:
        first, second = make.published(statement="One."), make.published(statement="Two.")
        make.propose(first, by=make.writer(), summary="It did not.")
        desk.correct(Claim.objects.get(pk=first.pk), by=make.editor(), note="Wrong year.")

        feed = client.get(FEED).json()

        assert [review["claimReviewed"] for review in reviews(feed)] == ["One.", second.statement]
        assert feed["dateModified"] == feed["dataFeedElement"][0]["dateModified"]

    def test_a_withdrawal_takes_it_out_and_is_a_change(self, client: Client) -> None:
        make.published(statement="It snowed.")
        claim = make.published(statement="It rained.")
        before = client.get(FEED)
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        after = client.get(FEED, headers={"if-none-match": before["ETag"]})

        assert [review["claimReviewed"] for review in reviews(after.json())] == ["It snowed."]
        assert after.json()["dateModified"] > before.json()["dateModified"]

    def test_without_a_licence_none_is_claimed(self, client: Client, settings: Any) -> None:
        settings.DATA_LICENSE = ""
        make.published()

        assert "license" not in json.dumps(client.get(FEED).json())

    def test_an_empty_one_is_a_feed(self, client: Client) -> None:
        assert client.get(FEED).json()["dataFeedElement"] == []

    def test_collectors_find_it_where_they_look(self, client: Client) -> None:
        make.published()

        assert client.get("/feeds/claimreview/latest/data.json").content == client.get(FEED).content


class TestItsPages:
    def test_they_follow_one_another_to_the_end(self, client: Client) -> None:
        expected = {review.statement for review in several(5)}
        address, found, pages = f"{FEED}?page_size=2", [], 0
        while address:
            answer = client.get(address)
            found += [review["claimReviewed"] for review in reviews(answer.json())]
            following = answer.json().get("hasPart", {}).get("url", "")
            assert answer.get("Link", "") == (f'<{following}>; rel="next"' if following else "")
            address, pages = following.removeprefix("https://facts.example.org"), pages + 1

        assert pages == 3
        assert len(found) == 5
        assert set(found) == expected

    def test_its_cost_does_not_grow_with_its_length(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for count in (1, 9):
            several(count)
            with django_assert_num_queries(2):
                client.get(FEED)

    @pytest.mark.parametrize("query", ["page_size=501", "page_size=0", "cursor=x", "page=2", "q=x"])
    def test_what_is_not_understood_is_refused(self, client: Client, query: str) -> None:
        answer = client.get(f"{FEED}?{query}")

        assert answer.status_code == 400
        assert set(answer.json()) == {"code", "detail", "fields"}

    def test_it_can_only_be_read(self, client: Client) -> None:
        assert client.post(FEED).status_code == 405


class TestKeeping:
    def test_who_has_it_gets_no_body_packed_or_not(self, client: Client) -> None:
        make.published()
        for accepts in ({}, {"accept-encoding": "gzip"}):
            first = client.get(FEED, headers=accepts)
            again = client.get(FEED, headers=accepts | {"if-none-match": first["ETag"]})

            assert (again.status_code, again.content) == (304, b"")
            assert first["Vary"] == again["Vary"] == "Accept-Encoding"
            assert "max-age=60" in first["Cache-Control"]
            assert first["Access-Control-Allow-Origin"] == "*"

    def test_it_comes_packed_to_whom_unpacks_it(self, client: Client) -> None:
        make.published()

        packed = client.get(FEED, headers={"accept-encoding": "gzip"})

        assert packed["Content-Encoding"] == "gzip"
        assert json.loads(gzip.decompress(packed.content)) == client.get(FEED).json()
