"""What is a slip of the pen, and what says something else."""

import pytest

from claims.formats.spelling import same_numbers, same_words


class TestSameWords:
    @pytest.mark.parametrize(
        ("was", "now"),
        [
            ("teh office", "the office"),
            ("recieved yesterday", "received, yesterday"),
            ("infrastucture", "infrastructure"),
            ("It fell", "It fell."),
            ("resume", "résumé"),
            ("web site", "website"),
            ("can not", "cannot"),
            ("a b", "a  b"),
            ("“so”", '"so"'),
            ("The Minister", "the minister"),
            ("Azerbajan", "Azerbaijan"),
            ("в стране", "в странне"),
            ("in 2019.", "in 2019,"),
            ("5 %", "5%"),
            ("−5", "–5"),
        ],
    )
    def test_it_takes_a_slip_for_one(self, was: str, now: str) -> None:
        assert same_words(was, now)
        assert same_words(now, was)

    @pytest.mark.parametrize(
        ("was", "now"),
        [
            ("It has tripled.", "It has doubled."),
            ("a million", "a billion"),
            ("It is legal.", "It is illegal."),
            ("He is guilty.", "He is not guilty."),
            ("not able", "notable"),
            ("He did so.", "He didn't so."),
            ("It did now.", "It did not."),
            ("never", "newer"),
            ("He said so.", "She said so."),
            ("Iran", "Iraq"),
            ("x > y", "x < y"),
            ("convicted", "convinced"),
            ("geldi", "gelmedi"),
            ("он был", "он не был"),
            ("هو مذنب", "هو ليس مذنب"),
            ("犯罪增加", "犯罪减少"),
            ("man bites dog", "dog bites man"),
            ("It fell.", "It fell by much."),
            ("It fell.", ""),
            ("", "It fell."),
            ("in 2019", "in 2018"),
        ],
    )
    def test_it_takes_nothing_else_for_one(self, was: str, now: str) -> None:
        assert not same_words(was, now)
        assert not same_words(now, was)


class TestSameNumbers:
    @pytest.mark.parametrize(
        ("was", "now"),
        [
            ("5", "6"),
            ("-5", "5"),
            ("5%", "5"),
            ("$5", "€5"),
            ("€ 5", "$ 5"),
            ("1,000", "1.000"),
            ("10 000", "10000"),
            ("[5]", "[6]"),
            ("[5]", "5"),
            ("三倍", "两倍"),
            ("½", "¼"),
            ("5 and 6", "6 and 5"),
            (">5", "<5"),
        ],
    )
    def test_it_hears_each_difference(self, was: str, now: str) -> None:
        assert not same_numbers(was, now)

    @pytest.mark.parametrize(
        ("was", "now"), [("5 %", "5%"), ("€ 5", "€5"), ("٣ أطفال", "3 أطفال"), ("2019–20", "2019-20"), ("(5).", "5")]
    )
    def test_it_hears_none_where_none_is(self, was: str, now: str) -> None:
        assert same_numbers(was, now)
