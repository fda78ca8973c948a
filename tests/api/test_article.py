"""Articles with their claims at their places, shown as far as their rights allow."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import ArticleVersion
from claims.vocabulary import Display
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "🙂 Crime has tripled, she said. Taxes fell."


@pytest.fixture
def version() -> ArticleVersion:
    """An article in which two claims were published, the later place first."""
    version = make.article(text=TEXT)
    make.review(version=version, quote="Taxes fell", rating="true")
    make.review(version=version, quote="Crime has tripled", rating="false", speaker=make.speaker(slug="ann-lee"))
    return version


def article(client: Client, version: ArticleVersion) -> dict:
    return client.get(f"/api/v1/articles/{version.article.slug}/").json()


class TestAnnotations:
    def test_they_stand_in_the_order_of_their_places(self, client: Client, version: ArticleVersion) -> None:
        first, second = article(client, version)["annotations"]

        assert (first["rating"]["slug"], first["speaker"]) == ("false", "ann-lee")
        assert (second["rating"]["slug"], second["speaker"]) == ("true", "")

    def test_their_selectors_fit_the_text_in_code_points(self, client: Client, version: ArticleVersion) -> None:
        shown = article(client, version)

        for annotation in shown["annotations"]:
            quote, position = annotation["target"]["selector"]
            place = shown["text"][position["start"] : position["end"]]
            assert quote["type"] == "TextQuoteSelector"
            assert position["type"] == "TextPositionSelector"
            assert place == quote["exact"]
            assert annotation["target"]["sha256"] == shown["version"]["sha256"]

    def test_they_lead_to_their_claims(self, client: Client, version: ArticleVersion) -> None:
        for annotation in article(client, version)["annotations"]:
            assert client.get(annotation["url"]).json()["id"] == annotation["id"]

    def test_other_appearances_of_a_claim_are_left_out(self, client: Client, version: ArticleVersion) -> None:
        claim = make.claim_in_review(version=version, quote="she said")
        make.appearance(claim, version=make.article(slug="elsewhere"))
        desk.publish(claim, by=make.editor())

        assert len(article(client, version)["annotations"]) == 3
        assert len(client.get("/api/v1/articles/elsewhere/").json()["annotations"]) == 1


class TestRights:
    @pytest.mark.parametrize(
        ("display", "text", "selectors"),
        [(Display.FULL, TEXT, 2), (Display.EXCERPTS, None, 2), (Display.LINK, None, 0)],
    )
    def test_the_text_and_the_quotes_are_shown_as_far_as_the_article_says(
        self, client: Client, version: ArticleVersion, display: Display, text: str | None, selectors: int
    ) -> None:
        desk.display_article(version.article, by=make.editor(), display=display)

        shown = article(client, version)

        assert shown["display"] == display
        assert shown["text"] == text
        assert [len(a["target"]["selector"]) for a in shown["annotations"]] == [selectors, selectors]

    def test_a_text_version_that_was_not_published_stays_private(self, client: Client, version: ArticleVersion) -> None:
        ArticleVersion.objects.create(article=version.article, number=2, text="A secret text.")

        assert article(client, version)["text"] == TEXT


def test_it_costs_two_queries_whatever_it_holds(
    client: Client, version: ArticleVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        article(client, version)
    people = {"by": make.writer(), "editor": make.editor()}
    for _number in range(8):
        make.review(version=version, **people)
    with django_assert_num_queries(2):
        assert len(article(client, version)["annotations"]) == 10
