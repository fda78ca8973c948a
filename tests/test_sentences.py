"""Where sentences end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.sentences import sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("Crime rose. Taxes fell!  Did they? Yes…", 4),
            ("He said “it rose.” She did not. (It fell.) It was 3.5 per cent.", 4),
            ("“Did it rise?” he asked.", 1),
            ("It has no end", 1),
            ("Dr. Smith met Mr. J. R. Jones of the U.S. Senate at no. 10 on Sept. 11.", 1),
            ("He said no. Then he left.", 2),
            ("It closed at 5 p.m. Nobody came.", 2),
            ("It was 1999. Then it was 2000.", 2),
            ("First line\nof one sentence. Second.", 2),
            ("* * *", 0),
            ("", 0),
        ],
    )
    def test_a_stop_and_space_end_one_unless_the_words_go_on(self, text: str, number: int) -> None:
        assert len(split(text)) == number

    @pytest.mark.parametrize(
        ("language", "text", "number"),
        [
            ("de", "Am 3. März stieg sie, d.h. z.B. um 5 Prozent. Am 4. April fiel sie.", 2),
            ("fr", "M. Macron l’a dit. « Est-ce vrai ? » Non.", 3),
            ("es", "¿Subió? El Sr. López dijo que no. ¡Bajó!", 3),
            ("ru", "В 2020 г. Россия и т.д. росла. Потом упала.", 2),
            ("ar", "هل ارتفعت الجريمة؟ قال د. أحمد لا. انتهى.", 3),
            ("he", "האם הפשיעה עלתה? לא. היא ירדה.", 3),
            ("ur", "یہ سچ ہے۔ وہ جھوٹ ہے۔", 2),
            ("zh", "犯罪增加了。“是真的吗？”不是！", 3),
            ("ja", "増えた。減った。", 2),
        ],
    )
    def test_each_script_has_its_own_stops(self, language: str, text: str, number: int) -> None:
        assert len(split(text, language)) == number

    def test_a_dotted_number_is_an_ordinal_only_where_it_is_written_so(self) -> None:
        assert len(split("They had 12. Nobody knew.", "en")) == 2
        assert len(split("Der 12. Juni.", "de")) == 1

    def test_it_is_given_without_the_space_around_it(self) -> None:
        assert split("  One.   Two. ") == ["One.", "Two."]

    @given(st.text(alphabet="aA1 .!?…。”(\n", max_size=80))
    def test_nothing_is_lost_and_nothing_counted_twice(self, text: str) -> None:
        spans = sentences(text)

        assert all(start < end for start, end in spans)
        assert spans == sorted(spans)
        told = {place for start, end in spans for place in range(start, end)}
        assert all(place in told for place, letter in enumerate(text) if letter.isalnum())
        assert len(told) == sum(end - start for start, end in spans)

    @pytest.mark.parametrize("unit", [".", "a.", ".”", ". ", "!”)"])
    def test_a_text_of_nothing_but_stops_takes_no_longer_than_another(self, unit: str) -> None:
        begun = time.monotonic()

        sentences(unit * 50_000)

        assert time.monotonic() - begun < 2
