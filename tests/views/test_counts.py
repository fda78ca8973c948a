"""The counts on the pages of speakers and topics: by rating, over time, as a table, and two periods compared."""

import csv
import io
from typing import Any

import pytest
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Claim, RatingScale, Review, Speaker, Topic
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


class Scene:
    """A speaker and a topic, with so many checks as a test asks for."""

    def __init__(self) -> None:
        self.speaker: Speaker = make.speaker(slug="ann")
        self.topic: Topic = make.topic(slug="oil")
        self.people = {"by": make.writer(), "editor": make.editor()}

    def checks(self, count: int, *, said_on: str = "", year: int = 2026, **columns: Any) -> Review:
        for _check in range(count):
            review = make.review(topics=[self.topic], **self.people, **columns)
            said = {"ann": said_on} if said_on else {}
            Review.objects.filter(pk=review.pk).update(
                speaker_slugs=["ann"], said=said, published_at=f"{year}-06-01T00:00Z"
            )
        return review

    def of_speaker(self, *, rating: str = "false", said_on: str = "") -> Claim:
        """A check that truly is of the speaker, so that there is a page."""
        claim = make.claim_in_review(rating=rating, topics=[self.topic], by=self.people["by"])
        make.appearance(claim, speaker=self.speaker, said_on=said_on)
        return desk.publish(claim, by=self.people["editor"]).claim


@pytest.fixture
def scene() -> Scene:
    return Scene()


def table_of(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


class TestCounts:
    def test_it_says_that_nothing_was_drawn_at_random(self, client: Client, scene: Scene) -> None:
        scene.of_speaker()

        for page in ("/speakers/ann/", "/topics/oil/"):
            assert "it is no random sample" in words(client.get(page))

    def test_under_the_minimum_it_tells_counts_and_from_when_on_it_tells_more(
        self, client: Client, scene: Scene
    ) -> None:
        scene.checks(5)

        page = words(client.get("/topics/oil/"))

        assert "5 checks by rating" in page
        assert "we tell shares from 6 checks on" in page
        assert "%" not in page

    def test_from_the_minimum_on_it_tells_shares(self, client: Client, scene: Scene) -> None:
        scene.checks(5)
        scene.checks(1, rating="true")

        page = words(client.get("/topics/oil/"))

        assert "False 5 83%" in page
        assert "Mostly true 0 0%" in page

    def test_it_counts_two_scales_apart(self, client: Client, scene: Scene) -> None:
        scene.checks(4)
        RatingScale.objects.update(in_use=False, version=F("version") + 1)
        make.scale(name="Another", in_use=True)
        scene.checks(5)

        page = words(client.get("/topics/oil/"))

        assert "4 checks by rating" in page
        assert "5 checks by rating Another" in page
        assert "%" not in page

    def test_it_places_a_speakers_checks_where_they_were_said_and_says_so(self, client: Client, scene: Scene) -> None:
        scene.of_speaker(said_on="2021-02")
        scene.of_speaker()
        Review.objects.update(published_at="2023-06-01T00:00Z")

        page = words(client.get("/speakers/ann/"))

        assert "where that is not known (1 check)" in page
        assert "Q1 2021 1 Q2 2021 0" in page  # the table beside the drawing
        assert "Checks stand at the time when we first published them." in words(client.get("/topics/oil/"))

    def test_a_drawing_says_to_the_ear_what_it_shows(self, client: Client, scene: Scene) -> None:
        scene.checks(2)
        scene.checks(1, year=2024)

        page = html(client.get("/topics/oil/"))

        assert 'role="img"' in page
        assert 'aria-label="False: 3 checks from June 2024 to June 2026, at most 2 in one column."' in page.replace(
            "Q2 2024", "June 2024"
        ).replace("Q2 2026", "June 2026")

    def test_speakers_stand_in_no_table_against_each_other(self, client: Client, scene: Scene) -> None:
        scene.of_speaker()
        other = make.review(speaker=make.speaker(name="Somebody else"))

        for page in ("/speakers/ann/", "/topics/oil/", "/archive/", "/repeated/", "/places/", "/topics/"):
            assert "Somebody else" not in words(client.get(page)), page
        assert other.speaker_slugs


class TestCsv:
    @pytest.mark.parametrize(("page", "kind"), [("/speakers/ann/", "speaker"), ("/topics/oil/", "topic")])
    def test_it_holds_each_bar_that_is_drawn(self, client: Client, scene: Scene, page: str, kind: str) -> None:
        scene.of_speaker(said_on="2026-06")
        scale = scene.checks(2, said_on="2026-06").scale_slug
        Review.objects.update(published_at="2026-06-01T00:00Z")

        response = client.get(f"{page}counts.csv")

        header, *rows = table_of(response)
        said = "3" if kind == "speaker" else "0"
        assert header == ["scale", "rating", "label", "period", "checks", "dated_by_when_said"]
        assert rows == [[scale, "false", "False", "2026-06", "3", said]]
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"].startswith(f'attachment; filename="{kind}-')

    def test_a_label_is_no_formula(self, client: Client, scene: Scene) -> None:
        scale = make.scale(slug="odd")
        scale.ratings.filter(slug="false").update(label="=1+1")
        scene.checks(1)

        assert table_of(client.get("/topics/oil/counts.csv"))[1][2] == "'=1+1"

    def test_who_has_it_is_told_so_by_one_query(
        self, client: Client, scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        scene.checks(1)
        tag = client.get("/topics/oil/counts.csv")["ETag"]

        with django_assert_num_queries(1):
            again = client.get("/topics/oil/counts.csv", headers={"if-none-match": tag})
        scene.checks(1)
        later = client.get("/topics/oil/counts.csv", headers={"if-none-match": tag})

        assert (again.status_code, later.status_code) == (304, 200)

    def test_of_nobody_there_is_none(self, client: Client) -> None:
        assert client.get("/speakers/nobody/counts.csv").status_code == 404


class TestComparison:
    def test_it_shows_both_counts_beside_each_other(self, client: Client, scene: Scene) -> None:
        scene.checks(2, year=2024)
        scene.checks(1, year=2026)

        page = words(client.get("/topics/oil/?from=2023&to=2024&and_from=2026"))

        assert "Rating 2023 to 2024 2026" in page
        assert "False 2 1 All checks 2 1" in page
        assert "where both periods have at least 6 checks" in page
        assert "%" not in page

    def test_it_tells_shares_where_both_have_enough(self, client: Client, scene: Scene) -> None:
        for year in (2024, 2026):
            scene.checks(6, year=year)

        assert "False 6 100% 6 100%" in words(client.get("/topics/oil/?from=2024&and_from=2026"))

    @pytest.mark.parametrize(
        ("asked", "fault"),
        [
            ("from=20x&and_from=2024", "“20x” is neither a year (2023) nor a month (2023-03)."),
            ("from=2023-01-05&and_from=2024", "“2023-01-05” is neither a year"),
            ("from=2024&to=2023&and_from=2024", "The period from 2024 to 2023 runs backwards."),
            ("from=2024", "Say with which year each of the two periods begins."),
            ("to=2024&and_to=2025", "Say with which year"),
            ("from=0000&and_from=99999", "“0000” is neither"),
        ],
    )
    def test_what_cannot_be_meant_is_told_and_nothing_is_lost(
        self, client: Client, scene: Scene, asked: str, fault: str
    ) -> None:
        scene.checks(1, statement="Taxes fell.")

        response = client.get(f"/topics/oil/?{asked}")

        page = words(response)
        assert response.status_code == 200
        assert fault in page
        assert "Taxes fell." in page
        assert "1 check by rating" in page
        for pair in asked.split("&"):
            name, _is, value = pair.partition("=")
            assert f'name="{name}" value="{value}"' in html(response)
