import json
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.figures import Figure
from claims.partial_dates import PartialDate

numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.decimals(-(10**6), 10**6, places=4)
decimals = numbers.map(Decimal)
values = st.builds(Figure, value=decimals, comparator=st.sampled_from("=><~"))
ranges = st.tuples(decimals, decimals).map(lambda ends: Figure(low=min(ends), high=max(ends)))


class TestWords:
    @pytest.mark.parametrize(
        ("figure", "expected"),
        [
            ({"value": 6000, "comparator": ">", "unit": "soldiers killed"}, "more than 6,000 soldiers killed"),
            ({"value": 40, "comparator": "<", "unit": "%"}, "less than 40%"),
            ({"value": 66, "comparator": "~"}, "about 66"),
            ({"value": 42, "unit": "days"}, "42 days"),
            ({"value": 30, "unit": "% of Israel's oil"}, "30% of Israel's oil"),
            ({"value": 2.5, "unit": "‰"}, "2.5‰"),
            ({"low": 18, "high": 19, "unit": "% of Israel's oil"}, "18–19% of Israel's oil"),
            ({"low": 1000, "high": 2000, "comparator": "~"}, "about 1,000–2,000"),
            ({"low": -5, "high": -3, "unit": "degrees"}, "-5 to -3 degrees"),
            ({"low": 18, "unit": "tanks"}, "at least 18 tanks"),
            ({"high": 19, "unit": "tanks"}, "at most 19 tanks"),
            ({"low": 0, "high": 0}, "0–0"),
            ({"value": 1234567.25}, "1,234,567.25"),
            ({"value": 0}, "0"),
            ({"value": -0.0}, "0"),
        ],
    )  # fmt: skip
    def test_they_read_as_a_person_says_it(self, figure, expected):
        assert Figure.from_json(figure).words() == expected

    def test_they_lack_the_zeros_of_a_database_column(self):
        assert Figure(value=Decimal("6000.0000"), unit="men").words() == "6,000 men"

    def test_they_follow_the_notation_of_the_language(self):
        with translation.override("de"):
            assert Figure(value=Decimal("6000.5")).words() == "6.000,5"

    def test_a_percent_sign_in_the_unit_is_only_a_sign(self):
        figure = Figure(value=Decimal(5), unit="%(amount)s %s %d", comparator=">")

        assert figure.words() == "more than 5%(amount)s %s %d"


class TestBounds:
    @pytest.mark.parametrize(
        ("figure", "expected"),
        [
            ({"value": 5}, (5, 5)),
            ({"value": 5, "comparator": "~"}, (5, 5)),
            ({"value": 5, "comparator": ">"}, (5, None)),
            ({"value": 5, "comparator": "<"}, (None, 5)),
            ({"low": 4, "high": 6}, (4, 6)),
            ({"low": 4}, (4, None)),
            ({"high": 6}, (None, 6)),
        ],
    )
    def test_an_open_end_is_none(self, figure, expected):
        assert Figure.from_json(figure).bounds() == expected


class TestJson:
    def test_it_holds_only_what_is_set(self):
        assert Figure(value=Decimal("30.00")).as_json() == {"value": 30}

    def test_it_holds_everything_that_is_set(self):
        figure = Figure(
            value=Decimal("6.5"),
            comparator="~",
            unit="million",
            as_of=PartialDate(2021, 8),
            calculation="2.9 + 3.6",
            note="Both sides.",
        )

        assert figure.as_json() == {
            "value": 6.5,
            "comparator": "~",
            "unit": "million",
            "as_of": "2021-08",
            "calculation": "2.9 + 3.6",
            "note": "Both sides.",
        }

    def test_zero_is_set(self):
        assert Figure(low=Decimal(0), high=Decimal(1)).as_json() == {"low": 0, "high": 1}

    def test_whole_numbers_are_whole(self):
        kept = Figure(value=Decimal("6E+3")).as_json()["value"]

        assert (kept, type(kept)) == (6000, int)

    @given(values | ranges)
    def test_it_survives_the_journey(self, figure):
        assert Figure.from_json(json.loads(json.dumps(figure.as_json()))) == figure

    def test_null_counts_as_absent(self):
        assert Figure.from_json({"value": 1, "low": None, "as_of": None}) == Figure(Decimal(1))


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            ({}, "needs a value"),
            ({"unit": "men"}, "needs a value"),
            ({"value": 1, "low": 1}, "a value or a range, not both"),
            ({"value": 1, "comparator": ">="}, "one of = > < ~"),
            ({"low": 1, "high": 2, "comparator": ">"}, "leave one of its ends empty"),
            ({"low": 2, "high": 1}, "not above its high end"),
            ({"value": "30"}, "The value of a figure is a number"),
            ({"value": True}, "The value of a figure is a number"),
            ({"value": float("nan")}, "at most 15 digits"),
            ({"value": float("inf")}, "at most 15 digits"),
            ({"value": Decimal("sNaN")}, "at most 15 digits"),
            ({"value": 10**5000}, "at most 15 digits"),
            ({"value": 2**53}, "at most 15 digits"),
            ({"value": Decimal("1E+999999999")}, "at most 15 digits"),
            ({"value": Decimal("0.12345678901234567890")}, "at most 15 digits"),
            ({"low": Decimal("NaN"), "high": 1}, "at most 15 digits"),
            ({"value": 1, "unit": 5}, "The unit of a figure is plain text"),
            ({"value": 1, "note": "a\0b"}, "The note of a figure is plain text"),
            ({"value": 1, "unit": "\ud800"}, "The unit of a figure is plain text"),
            ({"value": 1, "as_of": 2023}, "The as_of of a figure is plain text"),
            ({"value": 1, "as_of": "2023-02-31"}, "that month has 28 days"),
            ({"value": 1, "comparater": ">"}, "no field “comparater”"),
            ([1], "A figure is an object"),
            ("30", "A figure is an object"),
            (None, "A figure is an object"),
        ],
    )
    def test_it_says_what_is_wrong(self, data, fault):
        with pytest.raises(ValueError, match=fault):
            Figure.from_json(data)

    def test_it_names_every_fault_at_once(self):
        with pytest.raises(ValueError, match="needs a value") as refusal:
            Figure(comparator="?")

        assert "The comparator" in str(refusal.value)
