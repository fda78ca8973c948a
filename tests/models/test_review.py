"""What readers can ask of the reviews."""

import pytest

from claims import desk
from claims.models import Review
from claims.models.review import NEAREST
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


class TestRelatedTo:
    def test_who_shares_an_article_is_nearer_than_a_speaker_and_a_speaker_nearer_than_a_topic(self) -> None:
        version, speaker, topic = make.article(), make.speaker(), make.topic()
        in_article = make.review(version=version)
        by_speaker = make.review(speaker=speaker)
        on_topic = make.review(topics=[topic])
        make.review()
        review = make.review(version=version, speaker=speaker, topics=[topic])

        related = list(Review.objects.public().related_to(review))

        assert related == [in_article, by_speaker, on_topic]
        assert [NEAREST[kin.nearness] for kin in related] == ["article", "speaker", "topic"]

    def test_among_the_equally_near_the_newest_come_first(self) -> None:
        topic = make.topic()
        review, older, newer = (make.review(topics=[topic]) for _number in range(3))

        assert list(Review.objects.public().related_to(review)) == [newer, older]

    def test_who_shares_more_is_named_once_and_by_the_nearest(self) -> None:
        shared = {"version": make.article(), "speaker": make.speaker(), "topics": [make.topic()]}
        review, other = make.review(**shared), make.review(**shared)

        related = list(Review.objects.public().related_to(review))

        assert [(kin, kin.nearness) for kin in related] == [(other, 0)]

    def test_there_are_a_few_at_most(self) -> None:
        topic = make.topic()
        reviews = [make.review(topics=[topic]) for _number in range(8)]

        assert list(Review.objects.public().related_to(reviews[0])) == reviews[:1:-1]

    def test_what_readers_may_not_see_is_not_among_them(self) -> None:
        topic = make.topic()
        review = make.review(topics=[topic])
        make.claim_in_review(topics=[topic])
        make.scheduled(topics=[topic])
        desk.withdraw(make.published(topics=[topic]), by=make.editor(), note="Wrong person.")

        assert not Review.objects.public().related_to(review)

    def test_it_reads_no_whole_document(self, django_assert_num_queries) -> None:
        topic = make.topic()
        review, other = make.review(topics=[topic]), make.review(topics=[topic])

        with django_assert_num_queries(1) as asked:
            assert [kin.summary_card["slug"] for kin in Review.objects.public().related_to(review)] == [other.slug]

        assert '"document"' not in asked.captured_queries[0]["sql"]
