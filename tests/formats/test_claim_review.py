"""A check in the words of schema.org."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from claims import desk
from claims.models import Claim
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://facts.example.org", "Facts"


def block(claim: Claim) -> str:
    """The data block of a claim's page, as a browser cuts it out of the page."""
    page = Client().get(f"/claims/{claim.slug}/").content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script', page, re.DOTALL)
    assert len(found) == 1
    return found[0]


def data(claim: Claim) -> Any:
    return json.loads(block(claim))


class TestClaimReview:
    def test_it_says_what_was_claimed_by_whom_and_how_it_was_rated(self) -> None:
        speaker = make.speaker(name="Eli", url="https://eli.example/")
        version = make.article(
            url="https://news.example/1", title="A deal", publisher="News", published_on="2023-03-30"
        )
        claim = make.published(
            statement="Crime has tripled.",
            rating="mostly-false",
            summary="It did not.",
            speaker=speaker,
            version=version,
        )

        review = data(claim)

        assert review["@context"] == "https://schema.org"
        assert review["@type"] == "ClaimReview"
        assert review["url"] == f"https://facts.example.org/claims/{claim.slug}/"
        assert review["claimReviewed"] == "Crime has tripled."
        assert review["author"] == {
            "@type": "Organization",
            "@id": "https://facts.example.org/#house",
            "name": "Facts",
            "url": "https://facts.example.org/",
        }
        assert review["itemReviewed"] == {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Eli", "sameAs": "https://eli.example/"},
            "datePublished": "2023-03-30",
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "headline": "A deal",
                    "url": "https://news.example/1",
                    "datePublished": "2023-03-30",
                    "publisher": {"@type": "Organization", "name": "News"},
                }
            ],
        }
        assert review["reviewRating"] == {
            "@type": "Rating",
            "alternateName": "Mostly false",
            "ratingExplanation": "It did not.",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
        }
        assert review["datePublished"] == review["dateModified"]
        assert "correction" not in review

    def test_a_rating_beside_the_scale_has_no_number(self) -> None:
        rating = data(make.published(rating="unverifiable"))["reviewRating"]

        assert rating["alternateName"] == "Unverifiable"
        assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)

    def test_nobody_is_named_where_nobody_is_known(self) -> None:
        assert "author" not in data(make.published())["itemReviewed"]

    def test_it_tells_corrections_but_no_typos(self) -> None:
        claim = make.published(summary="It has not.")
        for summary, kind, note in [("It did not.", "clarification", "Tense."), ("It did not!", "typo", "A dot.")]:
            make.propose(claim, by=make.writer(), summary=summary)
            desk.correct(claim, by=make.editor(), kind=kind, note=note)

        review = data(claim)

        (correction,) = review["correction"]
        assert (correction["@type"], correction["text"]) == ("CorrectionComment", "Tense.")
        assert review["datePublished"] < correction["datePublished"] < review["dateModified"]

    @pytest.mark.parametrize(
        "statement",
        ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b\u2029c", 'quote " and \\', "&amp;"],
    )
    def test_no_statement_leaves_its_block(self, statement: str) -> None:
        claim = make.published(statement=statement, slug="hostile")

        assert not set("<>&\u2028\u2029") & set(block(claim))
        assert data(claim)["claimReviewed"] == statement

    def test_a_withdrawn_check_has_none(self) -> None:
        claim = make.published()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert "ld+json" not in Client().get(f"/claims/{claim.slug}/").content.decode()
