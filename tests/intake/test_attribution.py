"""Who may have said a passage, of those whom the desk knows."""

import pytest

from claims.intake.attribution import guessed_speaker
from tests import make

pytestmark = pytest.mark.django_db

TEXT = (
    "Jane Roe opened the meeting.\n"
    "Turnout fell by half, said Ali Veli. He blamed the rain. Max Frei disagreed.\n"
    "It never rained in May."
)


def guess(words: str) -> str:
    start = TEXT.index(words)
    found = guessed_speaker(TEXT, start, start + len(words), language="en")
    return found.name if found else ""


class TestGuessedSpeaker:
    def test_it_is_the_one_whom_the_sentence_names_else_the_last_before_it(self) -> None:
        for name in ("Jane Roe", "Ali Veli", "Max Frei", "Ali"):
            make.speaker(name=name)

        assert guess("Turnout fell by half") == "Ali Veli"
        assert guess("blamed the rain") == "Ali Veli"
        assert guess("It never rained in May") == "Max Frei"

    def test_a_part_of_a_word_names_nobody(self) -> None:
        make.speaker(name="May")
        make.speaker(name="Rain")

        assert guess("blamed the rain") == ""
