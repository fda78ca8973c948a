"""claims:search tells what the record tells, in the words of Google's API."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from claims import desk
from claims.models import Review
from claims.models.review import RANKED_AT_MOST
from tests import make
from tests.api.reviews import published_on, several

from .calling import HERE, SEARCH, Json, faults_of, found, texts

pytestmark = pytest.mark.django_db


def pages_of(**asked: object) -> list[list[str]]:
    """The texts page by page, as long as there is a token."""
    walked, token = [], ""
    while True:
        answer = Client().get(SEARCH, {**asked, **({"pageToken": token} if token else {})}).json()
        walked.append([claim["text"] for claim in answer.get("claims", [])])
        token = answer.get("nextPageToken", "")
        if not token:
            return walked


class TestAClaim:
    def test_it_is_told_with_its_one_check(self) -> None:
        version = make.article(published_on="2023-03-30")
        speaker = make.speaker(name="Mayor Doe")
        review = make.review(statement="Crime has tripled.", version=version, speaker=speaker)

        claims = found(query="crime")

        assert claims == [
            {
                "text": "Crime has tripled.",
                "claimant": "Mayor Doe",
                "claimDate": "2023-03-30T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "The fact-checking desk", "site": HERE},
                        "url": f"http://testserver/claims/{review.slug}/",
                        "title": "Crime has tripled.",
                        "reviewDate": review.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                        "textualRating": "False",
                        "languageCode": "en",
                    }
                ],
            }
        ]

    def test_a_claim_without_a_speaker_inherits_nobody(self) -> None:
        make.review(statement="Crime one.", speaker=make.speaker(name="Mayor Doe"))
        make.review(statement="Crime two.")

        claimants = {claim["text"]: claim.get("claimant") for claim in found(query="crime")}

        assert claimants == {"Crime one.": "Mayor Doe", "Crime two.": None}

    @pytest.mark.parametrize("known", ["", "2023", "2023-03"])
    def test_a_day_that_is_not_known_is_left_out(self, known: str) -> None:
        make.review(statement="Crime.", version=make.article(published_on=known))

        assert "claimDate" not in found(query="crime")[0]

    def test_it_is_the_day_on_which_it_was_said_before_that_of_the_article(self) -> None:
        claim = make.claim_in_review(statement="Crime.", version=make.article(published_on="2023-03-30"))
        claim.appearances.update(said_on="2023-03-01", speaker=make.speaker())
        desk.publish(claim, by=make.editor())

        assert found(query="crime")[0]["claimDate"] == "2023-03-01T00:00:00Z"


class TestNothingFound:
    @pytest.mark.parametrize("asked", [{"query": "zebra"}, {"reviewPublisherSiteFilter": "another.example"}])
    def test_it_is_an_empty_object(self, asked: Json) -> None:
        make.review(statement="Crime.")

        answer = Client().get(SEARCH, asked)

        assert answer.json() == {}
        assert answer["Content-Type"] == "application/json; charset=UTF-8"

    def test_beyond_the_end_there_is_no_token_without_claims(self) -> None:
        make.review(statement="Crime.")

        assert Client().get(SEARCH, {"query": "crime", "offset": 5}).json() == {}

    def test_what_is_unpublished_or_withdrawn_is_not_found(self) -> None:
        make.claim_in_review(statement="Crime draft.")
        make.scheduled(statement="Crime to come.")
        withdrawn = make.published(statement="Crime withdrawn.")
        desk.withdraw(withdrawn, by=make.editor(), note="Wrong person.")

        assert found(query="crime") == []
        assert found(reviewPublisherSiteFilter=HERE) == []


class TestThePublisher:
    @pytest.mark.parametrize("site", [HERE, f"www.{HERE}", HERE.upper(), f"https://{HERE}/", f"{HERE}:80"])
    def test_our_own_site_finds_all_newest_first(self, site: str) -> None:
        published = several(3)

        assert texts(reviewPublisherSiteFilter=site) == [review.statement for review in published]

    def test_it_narrows_a_query(self) -> None:
        make.review(statement="Crime.")

        assert texts(query="crime", reviewPublisherSiteFilter=HERE) == ["Crime."]
        assert texts(query="crime", reviewPublisherSiteFilter="example.org") == []

    def test_empty_counts_as_absent(self) -> None:
        make.review(statement="Crime.")

        asked = {"query": "crime", "reviewPublisherSiteFilter": "", "languageCode": "", "pageToken": "", "pageSize": ""}

        assert texts(**asked) == ["Crime."]


class TestLanguages:
    def test_the_region_does_not_count(self) -> None:
        make.review(statement="Crime in Britain.", language="en-GB")
        make.review(statement="Crime in French.", language="fr")

        assert texts(query="crime", languageCode="en-US") == ["Crime in Britain."]
        assert texts(query="crime", languageCode="sr-Latn") == []

    def test_a_translation_counts_and_is_what_is_told(self) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."), language="es")

        told = found(query="crimen", languageCode="es-MX")[0]

        assert told["text"] == "El crimen se ha triplicado."
        review = told["claimReview"][0]
        assert review["url"] == f"http://testserver/es/claims/{claim.slug}/"
        assert (review["languageCode"], review["textualRating"]) == ("es", "Falso")

    def test_without_a_language_it_is_told_as_it_was_written(self) -> None:
        make.translated(make.published(statement="Crime has tripled."), language="es")

        assert texts(query="crimen") == ["Crime has tripled."]

    def test_a_rebuild_knows_the_same_languages_and_days(self) -> None:
        claim = make.published(version=make.article(published_on="2023-03"), language="en-GB")
        make.translated(claim, language="es")
        before = list(Review.objects.values_list("made_on", "read_in"))

        desk.rebuild()

        assert before == list(Review.objects.values_list("made_on", "read_in")) == [("2023-03", ["en", "es"])]


class TestAge:
    @pytest.mark.parametrize(("days", "is_found"), [(9, False), (10, True), (0, True), (2**31 - 1, True)])
    def test_it_is_that_of_the_check(self, days: int, is_found: bool) -> None:
        published_on(timezone.now() - timedelta(days=10), statement="Crime.")

        assert bool(texts(query="crime", maxAgeDays=days)) == is_found

    def test_or_that_of_the_claim_where_it_is_newer(self) -> None:
        yesterday = (timezone.now() - timedelta(days=1)).date()
        published_on(
            datetime(2020, 1, 1, tzinfo=UTC), statement="Crime.", version=make.article(published_on=f"{yesterday}")
        )

        assert texts(query="crime", maxAgeDays=3) == ["Crime."]

    @pytest.mark.parametrize(("known", "is_found"), [("2020", False), ("2020-02", True), ("2020-01", False)])
    def test_a_month_or_a_year_counts_from_its_first_day(self, known: str, is_found: bool) -> None:
        published_on(datetime(2019, 1, 1, tzinfo=UTC), statement="Crime.", version=make.article(published_on=known))
        since = (timezone.now().date() - datetime(2020, 1, 15, tzinfo=UTC).date()).days

        assert bool(texts(query="crime", maxAgeDays=since)) == is_found


class TestWords:
    def test_the_best_match_comes_first(self) -> None:
        in_statement = make.review(statement="Wind farms kill whales.")
        make.review(statement="Nothing.", rationale="About wind farms [1].")

        assert texts(query="wind farms")[0] == in_statement.statement

    def test_a_statement_that_is_misspelt_is_found(self) -> None:
        make.review(statement="Immigration doubled in Azerbaijan.")

        assert texts(query="Azerbaijn") == ["Immigration doubled in Azerbaijan."]

    def test_of_a_long_query_the_beginning_is_read(self) -> None:
        make.review(statement="Crime has tripled.")

        assert texts(query="crime " * 1000) == ["Crime has tripled."]

    def test_behind_those_that_are_ranked_come_the_others(self, monkeypatch: pytest.MonkeyPatch) -> None:
        newest_first = [review.statement for review in several(7)]
        monkeypatch.setattr("claims.models.review.RANKED_AT_MOST", 3)
        monkeypatch.setattr("claims.api.google.paging.RANKED_AT_MOST", 3)

        for size in (1, 2, 5, 10):
            walked = [text for page in pages_of(query="crime", pageSize=size) for text in page]
            assert sorted(walked[:3]) == sorted(newest_first[:3])
            assert walked[3:] == newest_first[3:]


class TestPages:
    def test_ten_are_told_unless_more_are_asked_for(self) -> None:
        several(12)

        assert len(found(reviewPublisherSiteFilter=HERE)) == 10
        assert len(found(reviewPublisherSiteFilter=HERE, pageSize=0)) == 10
        assert len(found(reviewPublisherSiteFilter=HERE, pageSize=49_999)) == 12

    @pytest.mark.parametrize("asked", [{"query": "crime"}, {"reviewPublisherSiteFilter": HERE}])
    def test_they_are_walked_without_repeats(self, asked: Json) -> None:
        several(7)

        pages = pages_of(**asked, pageSize=3)

        assert [len(page) for page in pages] == [3, 3, 1]
        assert len({text for page in pages for text in page}) == 7

    @pytest.mark.parametrize("asked", [{"query": "crime"}, {"reviewPublisherSiteFilter": HERE}])
    def test_what_comes_in_between_repeats_nothing(self, asked: Json) -> None:
        several(4)
        first = Client().get(SEARCH, {**asked, "pageSize": 2}).json()
        make.review(statement="Crime is new.")

        second = Client().get(SEARCH, {**asked, "pageSize": 2, "pageToken": first["nextPageToken"]}).json()

        told = [claim["text"] for claim in first["claims"] + second["claims"]]
        assert len(set(told)) == 4
        assert "nextPageToken" not in second

    def test_offset_leaves_out_the_first_but_not_behind_a_token(self) -> None:
        several(5)
        whole = texts(reviewPublisherSiteFilter=HERE)
        asked = {"reviewPublisherSiteFilter": HERE, "offset": 1, "pageSize": 2}

        first = Client().get(SEARCH, asked).json()
        second = Client().get(SEARCH, {**asked, "pageToken": first["nextPageToken"]}).json()

        assert [claim["text"] for claim in first["claims"] + second["claims"]] == whole[1:]

    @pytest.mark.parametrize(
        "other", [{"query": "crimes"}, {"query": "crime", "languageCode": "en"}, {"reviewPublisherSiteFilter": HERE}]
    )
    def test_a_token_belongs_to_its_question(self, other: Json) -> None:
        several(3)
        token = Client().get(SEARCH, {"query": "crime", "pageSize": 2}).json()["nextPageToken"]

        refused = Client().get(SEARCH, {**other, "pageToken": token})

        assert "pageToken" in faults_of(refused)

    @pytest.mark.parametrize("token", ["x", "..", "eyJhIjoxfQ.abc", "ä", "x" * 5000])
    def test_a_token_that_we_did_not_give_is_refused(self, token: str) -> None:
        assert "pageToken" in faults_of(Client().get(SEARCH, {"query": "crime", "pageToken": token}))


class TestCost:
    @pytest.mark.parametrize("asked", [{"query": "crime"}, {"reviewPublisherSiteFilter": HERE, "languageCode": "en"}])
    def test_it_is_one_query_for_one_row_and_for_ten(self, asked: Json, django_assert_num_queries: object) -> None:
        several(11)
        for size in (1, 10):
            with django_assert_num_queries(1):  # type: ignore[operator]
                assert len(found(**asked, pageSize=size)) == size

    def test_a_long_page_is_sent_while_it_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        several(6)
        monkeypatch.setattr("claims.api.google.paging.AT_ONCE", 2)
        monkeypatch.setattr("claims.api.google.replies.AT_ONCE", 2)

        for pretty in ("true", "false"):
            answer = Client().get(SEARCH, {"query": "crime", "pageSize": 5, "prettyPrint": pretty})
            assert answer.streaming
            told = json.loads(answer.getvalue())
            assert len(told["claims"]) == 5
            assert told["nextPageToken"]

    def test_a_page_of_ten_thousand_is_served(self) -> None:
        make.review(statement="Crime has tripled.")
        with connection.cursor() as cursor:
            cursor.execute(COPIES)
            cursor.execute("ANALYZE claims_review")  # as autovacuum does after so many

        told = found(query="crime", pageSize=10_001, prettyPrint="false")

        assert len({claim["claimReview"][0]["url"] for claim in told}) == 10_001 > RANKED_AT_MOST


COPIES = """
INSERT INTO claims_review SELECT copy.* FROM claims_review AS review, generate_series(1, 10000) AS place,
    jsonb_populate_record(review, jsonb_build_object(
        'public_id', lpad(place::text, 12, '0'), 'slug', 'copy-' || place, 'claim_id', NULL, 'number', NULL
    )) AS copy
"""
