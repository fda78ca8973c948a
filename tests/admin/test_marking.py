"""Marking claims in an article's text at the desk."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Appearance, Article, ArticleVersion, Claim, SpottingLabel
from tests import make

from .browsing import at_desk

pytestmark = pytest.mark.django_db

TEXT = "The mayor spoke. 🚋 Trams doubled, said Ali Veli. Trams doubled again."


@pytest.fixture
def version() -> ArticleVersion:
    return make.article(text=TEXT, published_on="2024-05")


@pytest.fixture
def writer() -> Client:
    return at_desk(make.writer())


def page_of(version: ArticleVersion) -> str:
    return reverse("admin:mark", args=[version.article_id])


def guess(client: Client, version: ArticleVersion, **place: Any) -> Any:
    return client.get(reverse("admin:mark_guess", args=[version.article_id]), place)


class TestMark:
    def test_selected_words_become_a_claim_with_its_place(self, writer: Client, version: ArticleVersion) -> None:
        speaker, start = make.speaker(name="Ali Veli"), TEXT.rindex("Trams doubled")
        said = {"start": start, "end": start + 13, "exact": "Trams doubled", "statement": "Trams doubled in Baku."}

        writer.post(page_of(version), said | {"speaker": speaker.pk, "said_on": "2024-05"})

        row = Appearance.objects.get()
        assert (row.claim.statement, row.claim.language) == ("Trams doubled in Baku.", "en")
        assert (row.start, row.end, row.speaker, row.said_on) == (start, start + 13, speaker, "2024-05")

    def test_words_that_were_typed_are_looked_up(self, writer: Client, version: ArticleVersion) -> None:
        writer.post(page_of(version), {"exact": "The mayor  spoke", "statement": "The mayor spoke."})

        assert Appearance.objects.get().exact == "The mayor spoke"

    def test_words_that_stand_nowhere_lose_nothing_of_what_was_typed(
        self, writer: Client, version: ArticleVersion
    ) -> None:
        answer = writer.post(page_of(version), {"exact": "The mayor sang", "statement": "A mayor sang."})

        assert (answer.status_code, Claim.objects.count()) == (400, 0)
        assert "A mayor sang." in answer.content.decode()

    def test_a_claim_of_the_desk_gets_another_appearance(self, writer: Client, version: ArticleVersion) -> None:
        claim = make.claim()

        writer.post(page_of(version), {"exact": "The mayor spoke", "claim": claim.pk})

        assert [row.exact for row in claim.appearances.all()] == ["The mayor spoke"]

    def test_neither_a_claim_nor_a_statement_is_refused(self, writer: Client, version: ArticleVersion) -> None:
        answer = writer.post(page_of(version), {"exact": "The mayor spoke"})

        assert answer.status_code == 400
        assert "Say what is claimed" in answer.content.decode()

    def test_overlapping_claims_are_highlighted_and_the_text_is_shown_as_it_is(
        self, writer: Client, version: ArticleVersion
    ) -> None:
        for words in ("The mayor spoke. 🚋 Trams", "🚋 Trams doubled, said"):
            writer.post(page_of(version), {"exact": words, "statement": f"That {words}"})

        pieces = writer.get(page_of(version)).context["pieces"]

        assert "".join(words for words, _claims in pieces) == TEXT
        assert [piece for piece in pieces if piece[1]] == [
            ("The mayor spoke. ", 1),
            ("🚋 Trams", 2),
            (" doubled, said", 1),
        ]

    def test_hostile_text_stays_text(self, writer: Client) -> None:
        version = make.article(text="<script>alert(1)</script> Taxes fell.")

        shown = writer.get(page_of(version)).content.decode()

        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert(1)" not in shown

    def test_an_article_without_text_leads_to_its_form(self, writer: Client) -> None:
        article = Article.objects.create(slug="bare", title="Bare")

        answer = writer.get(reverse("admin:mark", args=[article.pk]))

        assert answer.headers["Location"] == reverse("admin:claims_article_change", args=[article.pk])


class TestGuess:
    def test_it_counts_in_code_points_and_names_day_and_speaker(self, writer: Client, version: ArticleVersion) -> None:
        speaker = make.speaker(name="Ali Veli", role="minister")

        said = guess(writer, version, start=17, end=32).json()

        assert said["exact"] == "🚋 Trams doubled"
        assert said["said_on"] == "2024-05"
        assert said["speaker"] == {"id": speaker.pk, "name": "Ali Veli", "role": "minister"}

    @pytest.mark.parametrize("place", [{}, {"start": 5}, {"start": 9, "end": 2}, {"start": 0, "end": 10**30}])
    def test_a_place_that_is_none_is_not_found(
        self, writer: Client, version: ArticleVersion, place: dict[str, int]
    ) -> None:
        assert guess(writer, version, **place).status_code == 404

    def test_it_is_for_those_who_work_on_claims(self, version: ArticleVersion) -> None:
        assert guess(Client(), version, start=0, end=3).status_code == 302


class TestSuggested:
    TEXT = "Thank you.\n\nUnemployment fell from 8 percent to 4 percent in three years, said Ali Veli."
    START = 12

    def test_a_suggestion_stands_there_with_its_reasons(self, writer: Client) -> None:
        page = writer.get(page_of(make.article(text=self.TEXT)))

        assert [one.start for one in page.context["suggested"]] == [self.START]
        assert {"number", "comparison", "attribution"} <= {str(cue) for cue in page.context["suggested"][0].cues}

    def test_choosing_it_fills_the_form_with_sentence_and_speaker(self, writer: Client) -> None:
        version, speaker = make.article(text=self.TEXT), make.speaker(name="Ali Veli")

        page = writer.get(page_of(version), {"start": self.START, "end": len(self.TEXT)})

        form = page.context["form"]
        assert form["exact"].value() == self.TEXT[self.START :]
        assert form.initial["speaker"] == speaker

    def test_marking_it_keeps_it_as_worth_a_check(self, writer: Client) -> None:
        version = make.article(text=self.TEXT)

        writer.post(page_of(version), {"exact": "Unemployment fell", "statement": "Unemployment fell by half."})

        row = SpottingLabel.objects.get()
        assert (row.text, row.worthy) == (self.TEXT[self.START :], True)

    def test_refusing_it_takes_it_off_the_list_and_is_kept(self, writer: Client) -> None:
        version = make.article(text=self.TEXT)
        place = {"start": self.START, "end": len(self.TEXT)}

        writer.post(reverse("admin:mark_dismiss", args=[version.article_id]), place)

        assert SpottingLabel.objects.get().worthy is False
        assert writer.get(page_of(version)).context["suggested"] == []

    @pytest.mark.parametrize(
        "place", [{}, {"start": "x", "end": "y"}, {"start": 5, "end": 2}, {"start": 0, "end": 10**6}]
    )
    def test_a_place_that_is_none_is_not_found(self, writer: Client, place: dict[str, Any]) -> None:
        version = make.article(text=self.TEXT)

        assert writer.post(reverse("admin:mark_dismiss", args=[version.article_id]), place).status_code == 404
        assert not SpottingLabel.objects.exists()

    def test_characters_that_nobody_sees_are_told(self, writer: Client) -> None:
        said = writer.get(page_of(make.article(text="Taxes \u202efell\u202c by half."))).content.decode()

        assert "right-to-left override (1)" in said
        assert 'data-code="U+202E"' in said

    def test_a_passage_without_an_end_can_be_marked(self, writer: Client) -> None:
        version = make.article(text="Taxes fell, " * 1_000)

        writer.post(page_of(version), {"start": 0, "end": 10, "exact": "Taxes fell", "statement": "Taxes fell."})

        assert Claim.objects.count() == 1
