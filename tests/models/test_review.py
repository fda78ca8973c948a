"""What readers can ask of the reviews."""

import pytest

from claims import desk
from claims.models import Review
from tests import make

pytestmark = pytest.mark.django_db


class TestPublic:
    def test_it_shows_nothing_that_is_not_published(self) -> None:
        make.claim_in_review()

        assert not Review.objects.public().exists()

    def test_it_shows_nothing_before_its_moment(self) -> None:
        make.review()
        Review.objects.update(published_at="2999-01-01T00:00Z")

        assert not Review.objects.public().exists()

    def test_it_hides_what_was_withdrawn(self) -> None:
        claim = make.published()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert not Review.objects.public().exists()


class TestSearch:
    def test_the_statement_counts_more_than_the_rationale(self) -> None:
        in_statement = make.review(statement="Wind farms kill whales.")
        in_rationale = make.review(statement="Nothing.", rationale="About wind farms [1].")

        found = Review.objects.public().search("wind farms")

        assert list(found) == [in_statement, in_rationale]

    def test_it_finds_other_forms_of_a_word(self) -> None:
        whales = make.review(statement="Wind farms kill whales.")
        make.review(statement="Taxes rose.")

        assert list(Review.objects.public().search("whale killing")) == [whales]

    def test_it_finds_a_word_spelt_nearly_so(self) -> None:
        baku = make.review(statement="Azerbaijan sells oil.")
        make.review(statement="Taxes rose.")

        assert list(Review.objects.public().search("Azerbajan")) == [baku]

    def test_it_matches_each_language_by_its_own_stems(self) -> None:
        german = make.review(statement="Die Häuser brannten.", language="de")
        make.review(statement="Taxes rose.")

        assert list(Review.objects.public().search("Haus", language="de")) == [german]

    def test_it_finds_nothing_for_what_nobody_said(self) -> None:
        make.review(statement="Taxes rose.")

        assert not Review.objects.public().search("zebra").exists()
