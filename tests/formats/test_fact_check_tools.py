"""What Google's API tells of a check is what its ClaimReview tells, and what the record held before a migration."""

from importlib import import_module

import pytest
from django.db import connection

from claims import desk
from claims.formats.claim_review import claim_review
from claims.formats.fact_check_tools import claim, columns_of, filled, kept_page, own_page
from claims.models import Claim, MarkupPage, Review
from tests import make

pytestmark = pytest.mark.django_db
URL = "https://facts.example/claims/x/"
MIGRATION = import_module("claims.migrations.0031_markup_of_pages_elsewhere")


def said_twice() -> Review:
    """A review of a claim that one made first, and another whose appearance was noted first."""
    made = make.claim_in_review(version=make.article(published_on="2023-03"), speaker=make.speaker(name="Later"))
    earlier = make.article(url="https://paper.example/first", published_on="2023-01-15")
    make.appearance(made, version=earlier, speaker=make.speaker(name="Earlier"))
    undated = make.article()
    make.appearance(made, version=undated)
    desk.publish(made, by=make.editor())
    return Review.objects.get(claim=made)


def markup_of(review: Review) -> dict[str, object]:
    return claim_review(review.face, url=URL, site="https://facts.example", publisher="The desk")


class TestAClaim:
    def test_its_maker_and_day_are_those_of_its_claim_review(self) -> None:
        review = said_twice()
        item = markup_of(review)["itemReviewed"]

        told = claim(
            review.plain_card,
            made_by=review.made_by,
            made_on=review.made_on,
            first_published=review.published_at,
            pages={"": URL},
            publisher="The desk",
        )

        assert told["claimant"] == item["author"]["name"] == "Earlier"  # type: ignore[index]
        assert told["claimDate"][:10] == item["datePublished"] == "2023-01-15"  # type: ignore[index]


class TestOurPage:
    def test_each_field_is_where_google_says_it_is(self) -> None:
        page = own_page(markup_of(said_twice()), name="x", version="v")

        markup = page["claimReviewMarkups"][0]
        assert markup["claimFirstAppearance"] == "https://paper.example/first"
        assert "claimAppearances" not in markup
        assert markup["claimAuthor"] == {"name": "Earlier"}

    def test_what_has_no_place_on_the_scale_has_no_number(self) -> None:
        page = own_page(markup_of(make.review(rating="unverifiable")), name="x", version="v")

        rating = page["claimReviewMarkups"][0]["rating"]
        assert rating == {"textualRating": "Unverifiable", "ratingExplanation": "It has not."}


class TestAKeptPage:
    def test_it_is_what_its_columns_were_made_of(self) -> None:
        given = {
            "pageUrl": "https://elsewhere.example/a",
            "publishDate": "2026",
            "claimReviewAuthor": {"name": "They"},
            "claimReviewMarkups": [{"claimReviewed": "x"}, {}],
        }

        told = kept_page(MarkupPage(public_id="p", version=3, **columns_of(given)))

        assert told == given | {"name": "pages/p", "versionId": "3"}

    def test_what_is_empty_is_left_out_at_any_depth(self) -> None:
        assert filled({"a": "", "b": {"c": None, "d": {}}, "e": [{}, {"f": []}], "g": 0}) == {"e": [{}, {}], "g": 0}


class TestTheMigration:
    def test_it_finds_in_the_documents_what_publishing_would_have_written(self) -> None:
        said_twice()
        make.translated(make.published(language="en-GB"), language="es")
        make.review(speaker=make.speaker(name="Undated"))
        withdrawn = make.published()
        desk.withdraw(Claim.objects.get(pk=withdrawn.pk), by=make.editor(), note="Wrong person.")
        columns = ("pk", "made_by", "made_on", "read_in")
        written = set(map(repr, Review.objects.values_list(*columns)))
        Review.objects.update(made_by="", made_on="", read_in=[])

        with connection.cursor() as cursor:
            cursor.execute(MIGRATION.FROM_THE_DOCUMENTS)

        assert set(map(repr, Review.objects.values_list(*columns))) == written
