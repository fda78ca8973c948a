"""The words of a rating in the language of the page."""

import json
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.functional import Promise

from claims.formats import rating_words

SAMPLE = Path(__file__).parents[2] / "sample" / "dossier.json"


class TestWords:
    def test_every_word_of_the_shipped_scale_can_be_translated(self) -> None:
        for rating in json.loads(SAMPLE.read_text())["rating_scale"]:
            assert isinstance(rating_words.LABELS[rating["label"]], Promise)
            assert isinstance(rating_words.DEFINITIONS[rating["definition"]], Promise)

    @pytest.mark.parametrize("words", [rating_words.LABELS, rating_words.DEFINITIONS])
    def test_english_says_what_the_scale_says(self, words: dict[str, Promise]) -> None:
        with translation.override("en"):
            assert {known: str(said) for known, said in words.items()} == {known: known for known in words}

    def test_a_newsrooms_own_words_stay(self) -> None:
        rating = {"label": "Pants on fire", "definition": "Nobody believes it."}

        with translation.override("es"):
            assert rating_words.label(rating) == "Pants on fire"
            assert rating_words.definition(rating) == "Nobody believes it."
