"""A check in the words of schema.org."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from extruct.jsonld import JsonLdExtractor

from claims import desk
from claims.errors import Refused
from claims.formats.media_review import CATEGORIES
from claims.models import Capture, Claim
from claims.vocabulary import Authenticity
from tests import claim_review_rules, make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://facts.example.org", "Facts"
    settings.DATA_LICENSE = ""


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
            url="https://news.example/1",
            title="A deal",
            publisher="News",
            publisher_url="https://news.example/",
            published_on="2023-03-30",
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
        article = {
            "@type": "CreativeWork",
            "headline": "A deal",
            "url": "https://news.example/1",
            "datePublished": "2023-03-30",
            "inLanguage": "en",
            "publisher": {"@type": "Organization", "name": "News", "url": "https://news.example/"},
        }
        assert review["itemReviewed"] == {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Eli", "sameAs": "https://eli.example/"},
            "datePublished": "2023-03-30",
            "firstAppearance": article,
            "appearance": [article],
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

    def test_it_cites_each_source_once_with_its_copies(self) -> None:
        source = make.source(
            title="Table 7", publisher="Office", url="https://office.example/7", published_on="2023-03", language="az"
        )
        Capture.objects.create(source=source, url="https://archive.example/7", captured_at="2026-01-01T00:00Z")
        claim = make.claim_in_review(source=source)
        make.evidence(claim, source=make.source(title="A talk", publisher="Eli", url=""))
        desk.publish(claim, by=make.editor())

        first, second = data(claim)["citation"]

        assert first == {
            "@type": "CreativeWork",
            "name": "Table 7",
            "url": "https://office.example/7",
            "datePublished": "2023-03",
            "inLanguage": "az",
            "publisher": {"@type": "Organization", "name": "Office"},
            "archivedAt": ["https://archive.example/7"],
        }
        assert (second["name"], "url" in second) == ("A talk", False)

    def test_its_first_appearance_is_the_earliest_that_is_known(self) -> None:
        claim = make.claim_in_review(version=make.article(title="Later", published_on="2024"))
        make.appearance(claim, version=make.article(title="Earlier", published_on="2023-03"))
        make.appearance(claim, version=make.article(title="Undated"))
        desk.publish(claim, by=make.editor())

        item = data(claim)["itemReviewed"]

        assert item["firstAppearance"]["headline"] == "Earlier"
        assert [work["headline"] for work in item["appearance"]] == ["Earlier", "Later", "Undated"]

    def test_where_no_date_is_known_none_of_several_is_the_first(self) -> None:
        claim = make.claim_in_review()
        make.appearance(claim)
        desk.publish(claim, by=make.editor())

        item = data(claim)["itemReviewed"]

        assert "firstAppearance" not in item
        assert len(item["appearance"]) == 2

    def test_it_names_the_licence_of_the_house(self, settings: Any) -> None:
        claim = make.published()
        settings.DATA_LICENSE = "https://licence.example/"
        assert data(claim)["license"] == "https://licence.example/"

        settings.DATA_LICENSE = ""
        assert "license" not in data(claim)

    def test_extruct_reads_it_and_every_rule_is_kept(self) -> None:
        claim = make.claim_in_review(
            statement="</script> “tripled”",
            slug="hostile",
            speaker=make.speaker(kind="publication"),
            source=make.source(),
        )
        make.appearance(claim, version=make.article(url="https://news.example/2", published_on="2023"))
        desk.publish(claim, by=make.editor())
        make.propose(claim, by=make.writer(), summary="It did not.")
        desk.correct(claim, by=make.editor(), note="Wrong year.")

        (review,) = JsonLdExtractor().extract(Client().get(f"/claims/{claim.slug}/").content.decode())

        assert review["claimReviewed"] == "</script> “tripled”"
        assert claim_review_rules.faults_of(review, page=f"https://facts.example.org/claims/{claim.slug}/") == []

    @pytest.mark.parametrize(
        ("medium", "kind"), [("image", "ImageObject"), ("video", "VideoObject"), ("audio", "AudioObject")]
    )
    def test_a_picture_or_a_recording_is_reviewed_as_what_it_is(self, medium: str, kind: str) -> None:
        claim = make.published(
            version=make.article(medium=medium, title="A flood", url="https://social.example/1"),
            verdict={"authenticity": "decontextualized"},
        )

        review = data(claim)

        media = review["associatedMediaReview"]
        (work,) = media["itemReviewed"]["mediaItemAppearance"]
        assert media["mediaAuthenticityCategory"] == "DecontextualizedContent"
        assert (work["@type"], work["url"]) == (kind, "https://social.example/1")
        assert (media["url"], media["author"]) == (review["url"], review["author"])
        assert claim_review_rules.faults_of(review, page=review["url"]) == []
        assert "Unaltered, out of its context" in Client().get(f"/claims/{claim.slug}/").content.decode()

    @pytest.mark.parametrize(("medium", "authenticity"), [("text", "edited"), ("image", "")])
    def test_a_text_or_what_nobody_judged_has_no_review_of_media(self, medium: str, authenticity: str) -> None:
        claim = make.published(version=make.article(medium=medium), verdict={"authenticity": authenticity})

        assert "associatedMediaReview" not in data(claim)

    def test_what_a_picture_was_found_to_be_is_a_change_of_verdict(self) -> None:
        claim = make.published(version=make.article(medium="image"), verdict={"authenticity": "edited"})
        make.propose(claim, by=make.writer(), authenticity="original")

        with pytest.raises(Refused, match="verdict change"):
            desk.correct(claim, by=make.editor(), kind="factual", note="It was whole.")

    def test_each_finding_has_its_category(self) -> None:
        assert set(CATEGORIES) == set(Authenticity)
        assert set(CATEGORIES.values()) == {
            *("DecontextualizedContent", "EditedOrCroppedContent", "OriginalMediaContent"),
            *("SatireOrParodyContent", "StagedContent", "TransformedContent"),
        }

    def test_the_rules_find_what_is_wrong(self) -> None:
        review = data(make.published())
        page, rating = review["url"], review["reviewRating"]
        wrong: list[Any] = [
            {"url": "https://facts.example.org/"},
            {"reviewRating": rating | {"ratingValue": 0}},
            {"reviewRating": rating | {"ratingValue": "2"}},
            {"reviewRating": {"@type": "Rating"}},
            {"claimReviewed": "False: crime has tripled"},
            {"datePublished": "yesterday"},
            {"itemReviewed": review["itemReviewed"] | {"appearance": ["https://news.example/1"]}},
            {"itemReviewed": review["itemReviewed"] | {"author": {"@type": "Person"}}},
            {"itemReviewed": review["itemReviewed"] | {"appearance": [{"@type": "CreativeWork", "url": page}]}},
            {"invented": 1},
        ]

        assert claim_review_rules.faults_of(review, page=page) == []
        for change in wrong:
            assert claim_review_rules.faults_of(review | change, page=page), change

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
