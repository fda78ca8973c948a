"""The page of the corrections that we asked for, and where else readers learn of them."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Claim
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


class TestImpactPage:
    def test_it_says_so_when_there_is_nothing(self, client: Client) -> None:
        make.published()

        page = client.get("/impact/")

        assert "We have not asked anybody for a correction yet" in words(page)
        assert "<table" not in html(page)

    def test_it_counts_what_came_of_them_and_lists_the_latest_first(self, client: Client) -> None:
        for days in (12, 1):
            make.published_asking(days=days, asked_on=datetime.date(2026, 5, 3 - days // 6), addressee=f"Paper {days}")
        make.published_asking(outcome="refused", days=0, addressee="Paper 0", asked_on=datetime.date(2026, 5, 3))
        make.published_asking(outcome="waiting", asked_on=datetime.date(2026, 6, 1))

        page = words(client.get("/impact/"))

        assert "What came of 4 requests" in page
        assert "Corrected 2 7.5" in page
        assert "Removed 0 –" in page
        assert "Refused 1 0" in page
        assert "Waiting 1 –" in page
        assert "They refused on 3 May 2026, the same day." in page
        assert "We asked Paper 12 on 1 May 2026 to correct it. It was corrected on 15 May 2026, after 14 days." in page
        assert page.index("1 June 2026") < page.index("Paper 1 on") < page.index("Paper 12")
        assert "is no proof that it came because of us" in page

    def test_a_withdrawn_claim_is_not_on_it(self, client: Client) -> None:
        claim = make.published_asking(addressee="The paper")
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert "The paper" not in words(client.get("/impact/"))

    def test_it_is_unchanged_until_something_came_of_a_request(self, client: Client) -> None:
        claim = make.published_asking(outcome="waiting")
        tag = client.get("/impact/")["ETag"]
        same = client.get("/impact/", headers={"if-none-match": tag})
        desk.record_outcome(claim, by=make.writer(), request=claim.correction_requests.get(), outcome="removed")
        desk.update(claim, by=make.editor(), note="It was removed.")

        other = client.get("/impact/", headers={"if-none-match": tag})

        assert (same.status_code, other.status_code) == (304, 200)
        assert "max-age=60" in other["Cache-Control"]

    @pytest.mark.parametrize("number", [1, 10])
    def test_it_costs_two_queries(
        self, client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _each in range(number):
            make.published_asking()

        with django_assert_num_queries(2):
            client.get("/impact/")

    def test_every_page_leads_to_it(self, client: Client) -> None:
        assert 'href="/impact/"' in html(client.get("/"))


def published(claim: Claim, **reply: object) -> Claim:
    """The claim after we published that we asked."""
    make.reply_request(claim, addressee="The ministry", **reply)
    desk.publish(claim, by=make.editor())
    return claim


def at(day: int) -> datetime.datetime:
    return datetime.datetime(2026, 5, day, 9, tzinfo=datetime.UTC)


class TestRepliesOnTheClaimPage:
    def test_an_answer_is_quoted_in_its_own_direction(self, client: Client) -> None:
        claim = published(make.claim_in_review(), answered_at=at(4), answer="Raw.", public_answer="هذا غير صحيح")

        page = client.get(f"/claims/{claim.slug}/")

        assert "We asked The ministry on 3 May 2026. They answered on 4 May 2026." in words(page)
        assert '<blockquote dir="auto"><p>هذا غير صحيح</p></blockquote>' in html(page)
        assert "Raw." not in html(page)

    @pytest.mark.parametrize(
        ("deadline", "sentence"),
        [
            (at(5), "We asked The ministry on 3 May 2026. No answer had come by our deadline, 5 May 2026, 09:00"),
            (at(5).replace(year=2099), "for an answer by 5 May 2099, 09:00 UTC. None had come when this was published"),
            (None, "We asked The ministry on 3 May 2026. No answer had come when this was published on"),
        ],
        ids=["missed", "running", "none"],
    )
    def test_no_answer_is_said_so_that_it_stays_true(
        self, client: Client, deadline: datetime.datetime | None, sentence: str
    ) -> None:
        claim = published(make.claim_in_review(), deadline=deadline)

        assert sentence in words(client.get(f"/claims/{claim.slug}/"))

    def test_a_claim_without_them_has_no_such_rows(self, client: Client) -> None:
        page = words(client.get(f"/claims/{make.published().slug}/"))

        assert "Right of reply" not in page
        assert page.count("Corrections we asked for") == 1  # at the foot


class TestRecheckOnTheClaimPage:
    def test_it_says_when_we_look_again_and_what_came_of_looking(self, client: Client) -> None:
        claim = make.published(verdict={"as_of": datetime.date(2026, 3, 30)})
        desk.still_stands(
            claim, by=make.editor(), note="The new figures say the same.", review_by=datetime.date(2099, 1, 31)
        )

        page = words(client.get(f"/claims/{claim.slug}/"))

        assert "We will look at it again by 31 January 2099" in page
        assert page.count("Checked again: still stands") == 2  # above, and in the history
        assert page.count("The new figures say the same.") == 2


class TestImpactOnTheClaimPage:
    def test_it_says_what_came_of_it_and_where(self, client: Client) -> None:
        claim = make.published_asking(url="https://paper.example/1", note="Below the article.", addressee="The paper")

        page = client.get(f"/claims/{claim.slug}/")

        assert "We asked The paper on 3 May 2026 to correct it. It was corrected on 15 May 2026, after 12 days." in (
            words(page)
        )
        assert "Below the article." in words(page)
        assert 'href="https://paper.example/1" rel="nofollow noopener"' in html(page)
