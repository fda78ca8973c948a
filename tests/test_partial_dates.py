from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from claims.partial_dates import PartialDate

days = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
months = st.dates().map(lambda day: PartialDate(day.year, day.month))
years = st.integers(1, 9999).map(PartialDate)
partial_dates = days | months | years


class TestParse:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2023", PartialDate(2023)),
            ("2023-03", PartialDate(2023, 3)),
            ("2023-03-30", PartialDate(2023, 3, 30)),
            ("2024-02-29", PartialDate(2024, 2, 29)),
            ("0001", PartialDate(1)),
        ],
    )
    def test_it_reads_a_year_a_month_or_a_day(self, text, expected):
        assert PartialDate.parse(text) == expected

    @given(partial_dates)
    def test_it_reads_what_str_writes(self, known):
        assert PartialDate.parse(str(known)) == known

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("2023-02-31", "“2023-02-31” is not a date: that month has 28 days."),
            ("2023-02-29", "that month has 28 days"),
            ("2023-04-00", "that month has 30 days"),
            ("2023-13", "the month lies between 01 and 12"),
            ("2023-00", "the month lies between 01 and 12"),
            ("0000", "the year lies between 0001 and 9999"),
        ],
    )
    def test_it_says_what_no_calendar_has(self, text, fault):
        with pytest.raises(ValueError, match=fault):
            PartialDate.parse(text)

    @pytest.mark.parametrize(
        "text",
        ["", "23", "2023-3", "2023-03-30T10:00", " 2023", "2023\n", "٢٠٢٣", "-2023", "12023", "30 March 2023", "2023-"],
    )  # fmt: skip
    def test_it_asks_for_one_of_three_forms(self, text):
        with pytest.raises(ValueError, match="is not a date: write a year"):
            PartialDate.parse(text)

    def test_it_does_not_repeat_a_long_text(self):
        with pytest.raises(ValueError, match="is not a date") as refusal:
            PartialDate.parse("9" * 10_000)

        assert len(str(refusal.value)) < 200


class TestPartialDate:
    def test_a_day_needs_its_month(self):
        with pytest.raises(ValueError, match="a day needs its month"):
            PartialDate(2023, day=30)

    def test_it_writes_four_digits_for_an_early_year(self):
        assert str(PartialDate(33, 4, 3)) == "0033-04-03"

    @pytest.mark.parametrize(
        ("text", "precision", "earliest", "latest"),
        [
            ("2024", "year", date(2024, 1, 1), date(2024, 12, 31)),
            ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
            ("2024-02-03", "day", date(2024, 2, 3), date(2024, 2, 3)),
            ("9999-12", "month", date(9999, 12, 1), date(9999, 12, 31)),
        ],
    )
    def test_it_spans_the_days_it_may_mean(self, text, precision, earliest, latest):
        known = PartialDate.parse(text)

        assert (known.precision, known.earliest(), known.latest()) == (precision, earliest, latest)

    def test_it_sorts_by_its_first_day_then_coarse_before_fine(self):
        texts = ["2023-01-02", "2023-02", "2023-01-01", "2023", "2022-12-31", "2023-01"]

        in_order = [str(known) for known in sorted(map(PartialDate.parse, texts))]

        assert in_order == ["2022-12-31", "2023", "2023-01", "2023-01-01", "2023-01-02", "2023-02"]

    @given(partial_dates, partial_dates)
    def test_of_two_one_is_first_unless_they_are_equal(self, one, other):
        assert (one < other) + (other < one) + (one == other) == 1

    def test_it_does_not_compare_with_a_full_date(self):
        with pytest.raises(TypeError):
            assert PartialDate(2023) < date(2023, 1, 1)


class TestHumanize:
    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("en", ["30 March 2023", "March 2023", "2023"]),
            ("de", ["30. März 2023", "März 2023", "2023"]),
            ("es", ["30 de marzo de 2023", "marzo de 2023", "2023"]),
        ],
    )
    def test_it_is_written_as_the_language_writes_dates(self, language, expected):
        known = [PartialDate(2023, 3, 30), PartialDate(2023, 3), PartialDate(2023)]

        with translation.override(language):
            assert [one.humanize() for one in known] == expected

    @given(partial_dates)
    def test_it_can_write_every_date(self, known):
        assert str(known.year) in known.humanize()
