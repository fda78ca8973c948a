"""claims:imageSearch says what it truthfully can: which checks cite the address."""

import pytest
from django.test import Client

from claims import desk
from tests import make
from tests.api.reviews import several

from .calling import IMAGE_SEARCH, Json, faults_of

pytestmark = pytest.mark.django_db
PICTURE = "https://pictures.example/crime.jpg"


def cited(**asked: object) -> list[str]:
    """The claims whose checks cite an address."""
    answer = Client().get(IMAGE_SEARCH, {"imageUri": PICTURE, **asked})
    assert answer.status_code == 200, answer.content
    return [result["claim"]["text"] for result in answer.json().get("results", [])]


class TestImageSearch:
    def test_a_check_that_cites_the_address_is_found(self) -> None:
        make.review(statement="By a source.", source=make.source(url=PICTURE))
        make.review(statement="By an article.", version=make.article(url=PICTURE))
        make.review(statement="By neither.")

        assert cited() == ["By an article.", "By a source."]

    @pytest.mark.parametrize(
        "spelt",
        [
            "http://pictures.example/crime.jpg",
            "https://www.pictures.example/crime.jpg",
            f"{PICTURE}#x",
            f"{PICTURE}/",
            "HTTPS://Pictures.Example:443/crime.jpg",
            f"{PICTURE}?utm_source=x",
        ],
    )
    def test_its_usual_spellings_are_one(self, spelt: str) -> None:
        make.review(statement="Crime.", source=make.source(url=PICTURE))

        assert cited(imageUri=spelt) == ["Crime."]

    def test_another_address_finds_nothing(self) -> None:
        make.review(source=make.source(url=PICTURE))

        assert Client().get(IMAGE_SEARCH, {"imageUri": f"{PICTURE}?size=2"}).json() == {}

    def test_what_only_the_desk_cites_is_not_found(self) -> None:
        make.claim_in_review(source=make.source(url=PICTURE))
        withdrawn = make.published(version=make.article(url=PICTURE))
        desk.withdraw(withdrawn, by=make.editor(), note="Wrong person.")

        assert cited() == []

    def test_it_has_languages_and_pages_like_a_search(self) -> None:
        several(3, source=make.source(url=PICTURE))
        first = Client().get(IMAGE_SEARCH, {"imageUri": PICTURE, "pageSize": 2, "languageCode": "en"}).json()
        asked = {"imageUri": PICTURE, "pageSize": 2, "languageCode": "en", "pageToken": first["nextPageToken"]}
        second = Client().get(IMAGE_SEARCH, asked).json()

        told = [result["claim"]["text"] for result in first["results"] + second["results"]]
        assert len(set(told)) == 3
        assert "nextPageToken" not in second
        assert cited(languageCode="fr") == []
        assert len(cited(offset=2)) == 1

    @pytest.mark.parametrize(
        "asked",
        [
            {},
            {"imageUri": ""},
            {"imageUri": "ftp://x.example/a"},
            {"imageUri": "javascript:alert(1)"},
            {"imageUri": "http://"},
            {"imageUri": "gs://bucket/a.jpg"},
            {"imageUri": "http://[::1"},
            {"imageUri": "http://a.example:port/"},
            {"imageUri": "x" * 3000},
        ],
    )
    def test_it_needs_a_web_address(self, asked: Json) -> None:
        assert "imageUri" in faults_of(Client().get(IMAGE_SEARCH, asked))

    def test_it_is_two_queries_for_one_row_and_for_ten(self, django_assert_num_queries: object) -> None:
        several(11, source=make.source(url=PICTURE))
        for size in (1, 10):
            with django_assert_num_queries(2):  # type: ignore[operator]
                assert len(cited(pageSize=size)) == size
